import type { LoadedProgram } from '../catalog/load.ts';
import { isLess, type TermValue } from './effect.ts';
import type { Facts } from './facts.ts';
import { activeItems, type Entitlement, resolveEntitlement, type Source } from './resolve.ts';

/** A term of a license that is other than it was. `null` stands for unlimited, a missing value for "not set". */
export interface TermChange {
  readonly feature: string;
  readonly kind: 'granted' | 'withdrawn' | 'raised' | 'lowered' | 'changed';
  readonly before?: boolean | number | string | null;
  readonly after?: boolean | number | string | null;
  readonly source: Source | null;
}

/** What customer-level terms changed between two facts, as of a moment. Facts that are undefined grant nothing. */
export function termChanges(
  program: LoadedProgram,
  before: Facts | undefined,
  after: Facts,
  now: number,
): TermChange[] {
  const [old, fresh] = [termsOf(program, before, now), termsOf(program, after, now)];
  return program.features.flatMap((feature, index) => {
    if (feature.product !== after.product) return [];
    const [a, b] = [old(index), fresh(index)];
    if (a.value === b.value) return [];
    return [
      {
        feature: feature.name,
        kind: kindOf(a.value, b.value),
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
      ? { value: nothing(program, feature), source: null, reason: 'not_granted' }
      : resolveEntitlement(program, facts, active, feature, now);
}

function nothing(program: LoadedProgram, feature: number): TermValue {
  const type = program.features[feature]?.type;
  if (type === 'boolean') return false;
  return type === 'static' ? undefined : 0;
}

function kindOf(before: TermValue, after: TermValue): TermChange['kind'] {
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
