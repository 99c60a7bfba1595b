import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import type { LicenseState } from '../terms/facts.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { Customer, Item, License, WaitingItem } from './license.ts';
import { type Order, type OrderItem, orderKey } from './order.ts';

/** What a set of orders amounts to for one product. */
export interface Projection {
  readonly state: LicenseState;
  readonly anchor: CivilDate | undefined;
  readonly items: readonly Item[];
  readonly waiting: readonly WaitingItem[];
  readonly orders: Readonly<Record<string, number>>;
}

/** An order names a plan that the program does not have; the order is refused, and can be sent again once it does. */
export class PlanUnknownError extends Error {
  readonly code = 'plan_unknown';
}

/**
 * The order law. A license is a function of the *set* of its orders at their newest versions, never of the sequence
 * in which they came: so every permutation and duplication of a history ends in the same license.
 * Of base plans that overlap in time the lowest (from, source, order id) stands and the others wait for a person; an order that
 * an active one replaces, or that was cancelled, counts for nothing.
 */
export function projectOrders(
  orders: readonly Order[],
  product: string,
  program: LoadedProgram,
  previous: License | undefined,
  zone: string,
  now: number,
): Projection {
  const ordered = [...orders].toSorted(byKey);
  const replaced = replacements(ordered);
  const lines: { item: Item; kind: 'base' | 'addon'; cycle: boolean; date: CivilDate }[] = [];
  for (const order of ordered) {
    const fate = replaced.get(orderKey(order));
    if (order.status === 'cancelled' || fate === 'replaced') continue;
    for (const line of order.items) {
      const plan = pinnedPlan(line, orderKey(order), program, previous);
      if (plan.product !== product) continue;
      lines.push({ item: itemOf(line, order, plan, zone), kind: plan.kind, cycle: fate === 'cycle', date: line.from });
    }
  }
  const standing: { item: Item; date: CivilDate }[] = [];
  const waiting: WaitingItem[] = [];
  const bases = lines.filter(({ kind }) => kind === 'base').toSorted((a, b) => a.item.from - b.item.from);
  for (const { item, cycle, date } of bases) {
    if (cycle) waiting.push({ ...item, reason: 'replacement_cycle' });
    else if (standing.some((other) => overlap(other.item, item))) waiting.push({ ...item, reason: 'second_base_plan' });
    else standing.push({ item, date });
  }
  const addons = lines.filter(({ kind }) => kind === 'addon');
  const items = standing.map(({ item }) => item);
  const touching = ordered.filter((order) => productsOf(order, program).has(product));
  for (const { item, cycle } of addons) {
    if (cycle) waiting.push({ ...item, reason: 'replacement_cycle' });
    else if (standing.length === 0) waiting.push({ ...item, reason: 'no_base_plan' });
    else items.push(item);
  }
  return {
    state: stateOf(
      standing.map(({ item }) => item),
      waiting,
      now,
    ),
    // Without a base plan the anchor means nothing; it must not depend on what came first all the same.
    anchor: standing[0]?.date ?? earliest(touching, zone),
    items,
    waiting,
    orders: Object.fromEntries(touching.map((order) => [orderKey(order), order.version])),
  };
}

/** What the newest orders say of a customer, field by field; by when they were written, then source and id. */
export function projectCustomer(orders: readonly Order[], id: string, home: string): Customer {
  const newestFirst = [...orders].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || byKey(b, a));
  const known = newestFirst.map(({ customer }) => customer);
  const first = <K extends 'name' | 'country' | 'subdivision' | 'zone'>(key: K) =>
    known.find((said) => said[key] !== undefined)?.[key];
  const [name, country, subdivision] = [first('name'), first('country'), first('subdivision')];
  return {
    id,
    home,
    zone: first('zone') ?? 'UTC',
    ...(name !== undefined && { name }),
    ...(country !== undefined && { country }),
    // A subdivision belongs to its country: one that an older order gave for another country is no longer true.
    ...(subdivision !== undefined && subdivision.slice(0, 2) === country && { subdivision }),
    attributes: known
      .toReversed()
      .reduce<Customer['attributes']>((all, { attributes }) => ({ ...all, ...attributes }), {}),
  };
}

/** The products that an order is about: those of its lines, and the one that it names; where it says neither, the only one there is. */
export function productsOf(order: Order, program: LoadedProgram): ReadonlySet<string> {
  const products = order.items.flatMap(({ plan }) => latestPlan(program, plan)?.product ?? []);
  if (order.product !== undefined) products.push(order.product);
  const [only, ...others] = program.program.products;
  return new Set(products.length === 0 && only !== undefined && others.length === 0 ? [only] : products);
}

function earliest(orders: readonly Order[], zone: string): CivilDate | undefined {
  return orders.length === 0 ? undefined : civilDate(Math.min(...orders.map(({ at }) => Date.parse(at))), zone);
}

function byKey(a: Order, b: Order): number {
  return compare(a.source, b.source) || compare(a.order, b.order);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Which orders are replaced by an active one, and which replace each other in a circle, where nobody can say who is meant. */
function replacements(orders: readonly Order[]): Map<string, 'replaced' | 'cycle'> {
  const next = new Map<string, string>();
  for (const order of orders) {
    if (order.status === 'active' && order.replaces !== undefined) {
      next.set(orderKey(order), orderKey({ source: order.source, order: order.replaces }));
    }
  }
  const fates = new Map<string, 'replaced' | 'cycle'>();
  for (const start of next.keys()) {
    const seen = new Set([start]);
    let at = next.get(start);
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      at = next.get(at);
    }
    if (at === start) fates.set(start, 'cycle');
  }
  for (const target of next.values()) if (!fates.has(target)) fates.set(target, 'replaced');
  return fates;
}

/** The plan version that an order's line holds: named by the order, or pinned when it was first applied, or the newest. */
function pinnedPlan(line: OrderItem, order: string, program: LoadedProgram, previous: License | undefined) {
  const held = [...(previous?.items ?? []), ...(previous?.waiting ?? [])].find(
    (item) => item.order === order && item.ordered === line.plan,
  );
  const plan = latestPlan(program, held?.plan ?? line.plan);
  if (plan === undefined)
    throw new PlanUnknownError(`order ${order} names the plan "${line.plan}", which the catalog does not have`);
  return plan;
}

function itemOf(
  line: OrderItem,
  order: Order,
  plan: { name: string; term?: string; trial?: string },
  zone: string,
): Item {
  const trial = line.trial === true && plan.trial !== undefined;
  const period = trial ? plan.trial : plan.term;
  const end = line.to ?? (period === undefined ? undefined : addPeriod(line.from, period));
  return {
    plan: plan.name,
    quantity: line.quantity,
    from: startOfDay(line.from, zone),
    to: end === undefined ? null : startOfDay(end, zone),
    order: orderKey(order),
    ordered: line.plan,
    trial,
  };
}

function overlap(a: Item, b: Item): boolean {
  return a.from < (b.to ?? Number.POSITIVE_INFINITY) && b.from < (a.to ?? Number.POSITIVE_INFINITY);
}

function stateOf(bases: readonly Item[], waiting: readonly WaitingItem[], now: number): LicenseState {
  const current = bases.find(({ from, to }) => from <= now && (to === null || now < to));
  if (current !== undefined) return current.trial ? 'trial' : 'active';
  if (bases.some(({ from }) => from > now)) return 'pending';
  if (bases.length > 0) return 'expired';
  return waiting.length > 0 ? 'pending' : 'cancelled';
}
