import type { LoadedProgram } from '../catalog/load.ts';
import type { FeatureType } from '../catalog/program.ts';
import { isLess, type TermValue } from './effect.ts';
import type { Facts } from './facts.ts';
import { activeItems } from './active-items.ts';
import { nothing, resolveEntitlement } from './resolve.ts';
import type { Entitlement, Source } from './standing.ts';

/** A term of a license that is other than it was. `null` stands for unlimited, a missing value for "not set". */
export interface TermChange {
  readonly feature: string;
  readonly kind: 'granted' | 'withdrawn' | 'raised' | 'lowered' | 'changed';
  readonly before?: boolean | number | string | null;
  readonly after?: boolean | number | string | null;
  readonly source: Source | null;
}

/**
 * What customer-level terms changed between two facts, as of a moment; `since` is the moment of those before, where time is part of the
 * change. Facts that are undefined grant nothing.
 */
export function termChanges(
  program: LoadedProgram,
  before: Facts | undefined,
  after: Facts,
  now: number,
  since = now,
): TermChange[] {
  const [old, fresh] = [termsOf(program, before, since), termsOf(program, after, now)];
  return program.features.flatMap((feature, index) => {
    if (feature.product !== after.product) return [];
    const [a, b] = [old(index), fresh(index)];
    if (a.value === b.value) return [];
    return [
      {
        feature: feature.name,
        kind: kindOf(a.value, b.value, feature.type),
        ...shown('before', a.value),
        ...shown('after', b.value),
        source: b.source,
      },
    ];
  });
}

function termsOf(program: LoadedProgram, facts: Facts | undefined, now: number): (feature: number) => Entitlement {
  const active = facts === undefined ? undefined : activeItems(program, facts, now);
  return (feature) =>
    facts === undefined || active === undefined || active.blocked !== undefined
      ? { value: nothing(program.features[feature]?.type ?? 'boolean'), source: null, reason: 'not_granted' }
      : resolveEntitlement(program, facts, active, feature, now);
}

function kindOf(before: TermValue, after: TermValue, type: FeatureType): TermChange['kind'] {
  if (type === 'static' && before !== undefined && after !== undefined) return 'changed';
  if (typeof before === 'number' && typeof after === 'number') return after > before ? 'raised' : 'lowered';
  if (isLess(after, before)) return 'withdrawn';
  return isLess(before, after) ? 'granted' : 'changed';
}

function shown<K extends string>(key: K, value: TermValue): { [P in K]?: boolean | number | string | null } {
  if (value === undefined) return {};
  const record: { [P in K]?: boolean | number | string | null } = {};
  Object.assign(record, { [key]: value === Number.POSITIVE_INFINITY ? null : value });
  return record;
}
