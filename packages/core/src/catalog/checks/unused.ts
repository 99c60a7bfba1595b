import type { ReadRule } from '../../segment/lower.ts';
import { variablesIn } from '../analysis/reads.ts';
import type { Effect } from './overlays.ts';
import type { Examined } from './examined.ts';

/** Reports what is declared and nothing uses. Only asked of a catalog without errors: what is broken may be what uses it. */
export function checkUnused(
  { catalog, plans, report }: Examined,
  rules: ReadonlyMap<string, ReadRule>,
  effects: readonly Effect[],
): void {
  const read = new Set([...rules.values()].flatMap(({ expression }) => [...variablesIn(expression)]));
  const groups = new Set([...rules.values()].flatMap((rule) => [...rule.groups]));
  const metered = new Set(
    Object.values(catalog.features).flatMap((feature) => (feature.type === 'metered' ? [feature.meter] : [])),
  );
  const metersRead = new Set([...read].flatMap((name) => (name.startsWith('usage.') ? [name.split('.')[1]] : [])));
  for (const name of Object.keys(catalog.meters)) {
    if (!metered.has(name) && !metersRead.has(name))
      report.add('meter_unused', ['meters', name], `no feature counts on the meter "${name}", and no rule reads it`);
  }
  for (const name of Object.keys(catalog.groups)) {
    if (!groups.has(name)) report.add('group_unused', ['groups', name], `no rule uses groups.${name}`);
  }
  for (const whose of ['customer', 'user', 'device'] as const) {
    for (const name of Object.keys(catalog.attributes[whose] ?? {})) {
      if (!read.has(`${whose}.${name}`))
        report.add('attribute_unused', ['attributes', whose, name], `no rule reads ${whose}.${name}`);
    }
  }
  const granted = new Set([
    ...Object.values(plans).flatMap(({ grants }) =>
      Object.entries(grants).flatMap(([name, value]) => (gives(value) ? [name] : [])),
    ),
    ...effects.flatMap((effect) => (raises(effect) ? [effect.feature] : [])),
  ]);
  for (const name of Object.keys(catalog.features)) {
    if (!granted.has(name))
      report.add('feature_never_granted', ['features', name], `no plan grants "${name}", and no segment does`);
  }
}

function gives(value: boolean | number | string | null): boolean {
  return value !== false && value !== 0;
}

/** Twice nothing is nothing, and a ceiling grants nothing. */
function raises({ operation, value }: Effect): boolean {
  if (operation === 'set') return gives(value);
  return (operation === 'add' || operation === 'atLeast') && Number(value) > 0;
}
