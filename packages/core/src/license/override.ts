import type { LoadedProgram } from '../catalog/load.ts';
import type { ProgramFeature } from '../catalog/program.ts';
import { startOfDay } from '../time/zone.ts';
import type { Decided } from './decided.ts';
import type { LifecycleCommand } from './command.ts';
import type { License } from './license.ts';
import { refused, type Refusal } from './refusal.ts';

type Override = Extract<LifecycleCommand, { type: 'override' }>;

/** Sets something for one license alone; an override of the same id is replaced. */
export function overrideOf(license: License, program: LoadedProgram, command: Override): Decided | Refusal {
  const { id, feature, operation, value } = command;
  const index = program.featureIndex.get(feature);
  const known = index === undefined ? undefined : program.features[index];
  if (known === undefined || known.product !== license.product)
    return refused('feature_unknown', `${license.product} has no feature "${feature}"`);
  const misfit = misfitOf(known, command);
  if (misfit !== undefined) return refused('value_invalid', misfit);
  const from = command.from === undefined ? 0 : startOfDay(command.from, license.zone);
  const to = command.to === undefined ? null : startOfDay(command.to, license.zone);
  if (to !== null && to <= from) return refused('date_outside', 'the override ends before it begins');
  const others = license.overrides.filter((override) => override.id !== id);
  return { overrides: [...others, { id, feature, operation, value, from, to }] };
}

/** What does not fit, in words; undefined where all does. */
function misfitOf({ name, type }: ProgramFeature, { operation, value }: Override): string | undefined {
  if (type === 'boolean')
    return operation === 'set' && typeof value === 'boolean'
      ? undefined
      : `${name} is on or off: set it to true or false`;
  if (type === 'static')
    return operation === 'set' && value !== null && typeof value !== 'boolean'
      ? undefined
      : `${name} is a value: set it to a text or a number`;
  if (value === null) return operation === 'set' ? undefined : `only "set" takes unlimited (null)`;
  if (typeof value !== 'number') return `${name} is a number: ${operation} takes one`;
  const least = operation === 'add' ? Number.NEGATIVE_INFINITY : 0;
  const whole = operation === 'multiply' || Number.isInteger(value);
  return value >= least && whole
    ? undefined
    : `${operation} takes ${operation === 'multiply' ? 'a number' : 'a whole number'} of 0 or more`;
}
