import type { Domain } from '../../packages/core/src/catalog/analysis/domain.ts';
import type { NumberSet } from '../../packages/core/src/catalog/analysis/number-set.ts';
import { boundsOf, carryBounds, type Order } from '../../packages/core/src/catalog/analysis/relations.ts';

/** `a <= b`, `a < b`; `a < b?` where neither has to be of its type. */
export function orders(...said: readonly string[]): Order[] {
  return said.map((one) => {
    const [low = '', by, high = ''] = one.replace('?', '').split(' ');
    return { low, high, strict: by === '<', sure: !one.endsWith('?') };
  });
}

export const present = (set: NumberSet, steps?: number): Domain => ({
  absent: false,
  misfit: false,
  values: { type: 'number', set, steps },
});

/** What is left of variables that lie between bounds; false where nothing can be. */
export function carried(between: Readonly<Record<string, readonly [number, number]>>, known: readonly Order[]) {
  const domains = new Map(Object.entries(between).map(([name, interval]) => [name, present([interval])]));
  return (
    carryBounds(domains, known) &&
    Object.fromEntries([...domains].map(([name, domain]) => [name, boundsOf(domain)] as const))
  );
}
