import type { Domain } from './domain.ts';
import { valuesIn } from './domain.ts';
import { nextDown, nextUp } from './doubles.ts';
import type { NumberSet } from './number-set.ts';
import type { VariableName } from './reads.ts';

/** `low <= high`, or `low < high`, between two variables of one type; `sure` says that it is the type that was declared. */
export interface Order {
  readonly low: VariableName;
  readonly high: VariableName;
  readonly strict: boolean;
  readonly sure: boolean;
}

/** Bounds that creep towards each other by one double a round are left where they are: nothing is claimed by that. */
const ROUNDS = 24;

/** What is known of usage: a longer window holds at least what a shorter one does. */
export function ordersOfUsage(names: Iterable<VariableName>): Order[] {
  const present = new Set(names);
  return [...present].flatMap((name) =>
    LONGER.flatMap(([shorter, longer]): Order[] => {
      const high = sumBeside(name, shorter, longer);
      return high !== undefined && present.has(high) ? [{ low: name, high, strict: false, sure: true }] : [];
    }),
  );
}

/** Another sum of a meter, as its usage in a longer window; undefined for what is not the one sum of a meter. */
function sumBeside(name: VariableName, one: string, other: string): VariableName | undefined {
  return name.startsWith('usage.') && name.endsWith(one) ? name.slice(0, -one.length) + other : undefined;
}

const LONGER = [
  ['.last7d', '.last30d'],
  ['.last7d', '.last90d'],
  ['.last30d', '.last90d'],
] as const;
/** Where the first is more than nothing, so is the second. */
const MORE_THAN_NOTHING = [
  ['.last7d', '.days30d'],
  ['.last30d', '.days30d'],
  ['.days30d', '.last30d'],
  ['.days30d', '.last90d'],
] as const;

/** Carries bounds from one variable to another. Returns false where an order contradicts itself, as `a < b` and `b < a` do. */
export function carryBounds(domains: Map<VariableName, Domain>, orders: readonly Order[]): boolean {
  if (isCircular(orders)) return false;
  for (let round = 0; round < ROUNDS; round += 1) {
    let changed = false;
    const narrow = (name: VariableName, set: NumberSet) => {
      const domain = domains.get(name);
      if (domain?.values.type !== 'number') return;
      const values = valuesIn(domain.values, { type: 'number', set, steps: undefined });
      if (values.type !== 'number' || sameSet(values.set, domain.values.set)) return;
      domains.set(name, { ...domain, values });
      changed = true;
    };
    for (const { low, high, strict, sure } of orders) {
      const [below, above] = [boundsOf(domains.get(low)), boundsOf(domains.get(high))];
      if (!sure || below === undefined || above === undefined) continue;
      narrow(high, [[strict ? nextUp(below[0]) : below[0], Number.MAX_VALUE]]);
      narrow(low, [[-Number.MAX_VALUE, strict ? nextDown(above[1]) : above[1]]]);
    }
    for (const [name, domain] of domains) {
      for (const [first, second] of MORE_THAN_NOTHING) {
        const other = sumBeside(name, first, second);
        if (other === undefined) continue;
        if ((boundsOf(domain)?.[0] ?? 0) > 0) narrow(other, [[Number.MIN_VALUE, Number.MAX_VALUE]]);
        if (boundsOf(domains.get(other))?.[1] === 0) narrow(name, [[0, 0]]);
      }
    }
    if (!changed) return true;
  }
  return true;
}

function sameSet(a: NumberSet, b: NumberSet): boolean {
  return a.length === b.length && a.every(([low, high], index) => low === b[index]?.[0] && high === b[index]?.[1]);
}

/** The least and the greatest number that a variable can be; undefined where it is none, or nothing is left. */
export function boundsOf(domain: Domain | undefined): readonly [low: number, high: number] | undefined {
  if (domain?.values.type !== 'number') return undefined;
  const [low, high] = [domain.values.set[0]?.[0], domain.values.set.at(-1)?.[1]];
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** Whether something would have to be less than itself. */
function isCircular(orders: readonly Order[]): boolean {
  return orders.some(({ low, high, strict }) => strict && reaches(orders, high, low));
}

/** Whether the orders say `from <= to`. */
export function reaches(orders: readonly Order[], from: VariableName, to: VariableName): boolean {
  const seen = new Set([from]);
  for (const name of seen) for (const { low, high } of orders) if (low === name) seen.add(high);
  return seen.has(to);
}

/** Whether an assignment is one that usage can have. */
export function usageHolds(assignment: ReadonlyMap<VariableName, unknown>): boolean {
  const amount = (name: VariableName) => {
    const value = assignment.get(name);
    return typeof value === 'number' ? value : undefined;
  };
  const ordered = ordersOfUsage(assignment.keys()).every(({ low, high }) => (amount(low) ?? 0) <= (amount(high) ?? 0));
  return (
    ordered &&
    [...assignment.keys()].every((name) =>
      MORE_THAN_NOTHING.every(([first, second]) => {
        const other = sumBeside(name, first, second);
        const amountBeside = other === undefined ? undefined : amount(other);
        return amountBeside === undefined || amountBeside > 0 || amount(name) === 0;
      }),
    )
  );
}
