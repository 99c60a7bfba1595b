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
    const [a, b] = [old(feature.type, index), fresh(feature.type, index)];
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

type Terms = (type: FeatureType, feature: number) => Pick<Entitlement, 'value' | 'source'>;

function termsOf(program: LoadedProgram, facts: Facts | undefined, now: number): Terms {
  if (facts === undefined) return grantsNothing;
  const active = activeItems(program, facts, now);
  if (active.blocked !== undefined) return grantsNothing;
  return (_, feature) => resolveEntitlement(program, facts, active, feature, now);
}

const grantsNothing: Terms = (type) => ({ value: nothing(type), source: null });

function kindOf(before: TermValue, after: TermValue, type: FeatureType): TermChange['kind'] {
  if (type === 'static' && before !== undefined && after !== undefined) return 'changed';
  if (typeof before === 'number' && typeof after === 'number') return after > before ? 'raised' : 'lowered';
  return isLess(after, before) ? 'withdrawn' : 'granted';
}

function shown<K extends string>(key: K, value: TermValue): { [P in K]?: boolean | number | string | null } {
  if (value === undefined) return {};
  const record: { [P in K]?: boolean | number | string | null } = {};
  Object.assign(record, { [key]: value === Number.POSITIVE_INFINITY ? null : value });
  return record;
}
