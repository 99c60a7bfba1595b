import type { LoadedProgram } from '../catalog/load.ts';
import type { Item, License } from './license.ts';
import { refused, type Refusal } from './refusal.ts';

/** The items of a line; of the base plan's where none is named. */
export function lineItems(license: License, program: LoadedProgram, line: string | undefined, now: number): Item[] {
  const name = line ?? standingItem(license, program, now)?.line;
  return license.items.filter((item) => item.line === name);
}

/** The item of the base plan that stands now; where none does, the one that comes next, or the last that was. */
export function standingItem(license: License, program: LoadedProgram, now: number): Item | undefined {
  const bases = license.items.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  return (
    bases.find(({ from, to }) => from <= now && (to === null || now < to)) ??
    bases.find(({ from }) => from > now) ??
    bases.at(-1)
  );
}

export function lineUnknown(license: License, line: string | undefined): Refusal {
  const lines = [...new Set(license.items.map((item) => item.line))];
  return refused(
    'line_unknown',
    line === undefined ? 'the license has no base plan' : `there is no line "${line}"${known(lines)}`,
  );
}

/** What there is instead of what was named. */
export function known(names: readonly string[]): string {
  return names.length === 0 ? '' : `; there are ${names.join(', ')}`;
}
