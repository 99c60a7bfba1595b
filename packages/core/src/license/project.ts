import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import type { Customer, Item, License, LicenseBody, WaitingItem } from './license.ts';
import { lineEnd } from './line-end.ts';
import { amended, cutAt, type Line, linesOf } from './lines.ts';
import { type Order, orderKey } from './order.ts';

/** What a set of orders amounts to for one product, with what was decided since. */
export interface Projection {
  readonly anchor: CivilDate | undefined;
  readonly items: readonly Item[];
  readonly waiting: readonly WaitingItem[];
  readonly orders: Readonly<Record<string, number>>;
}

/** What people and time have decided about a license, which no order says. */
export type Decisions = Pick<LicenseBody, 'amendments' | 'cancellation' | 'started' | 'renewals'>;

/**
 * The order law. A license is a function of the *set* of its orders at their newest versions, and of what was decided since, never of the
 * sequence in which orders came: so every permutation and duplication of a history ends in the same license.
 * Of base plans that overlap in time the lowest (from, source, order id) stands and the others wait for a person; what was ordered beats
 * what renewed by itself; an order that an active one replaces, or that was cancelled, counts for nothing.
 */
export function projectOrders(
  orders: readonly Order[],
  product: string,
  program: LoadedProgram,
  previous: License | undefined,
  zone: string,
  decisions: Decisions,
): Projection {
  const ordered = [...orders].toSorted(byKey);
  const fates = replacements(ordered);
  const waiting: WaitingItem[] = [];
  const bases: Line[] = [];
  const others: Line[] = [];
  for (const order of ordered) {
    const fate = fates.get(orderKey(order));
    if (order.status === 'cancelled' || fate === 'replaced') continue;
    for (const line of linesOf(order, product, program, previous, zone, decisions.started)) {
      if (fate === 'cycle') waiting.push(...asWaiting(line, 'replacement_cycle'));
      else (line.kind === 'base' ? bases : others).push(cancelled(line, decisions));
    }
  }
  const standing: Line[] = [];
  for (const line of bases.toSorted((a, b) => fromOf(a) - fromOf(b))) {
    if (standing.some((other) => overlap(other, line))) waiting.push(...asWaiting(line, 'second_base_plan'));
    else standing.push(line);
  }
  const stood = standing.map((line) => finalItems(line, program, decisions, zone, followerOf(line, standing)));
  const items = stood.flat();
  for (const line of others) {
    if (standing.length === 0) waiting.push(...asWaiting(line, 'no_base_plan'));
    else items.push(...finalItems(beside(line, stood.flat()), program, decisions, zone, undefined));
  }
  const touching = ordered.filter((order) => productsOf(order, program).has(product));
  return {
    // Without a base plan the anchor means nothing; it must not depend on what came first all the same.
    anchor: standing[0]?.date ?? earliest(touching, zone),
    items,
    waiting,
    orders: Object.fromEntries(touching.map((order) => [orderKey(order), order.version])),
  };
}

function asWaiting(line: Line, reason: WaitingItem['reason']): WaitingItem[] {
  return line.items.map((item) => ({ ...item, reason }));
}

/** A line whose order was cancelled by a command ends there. */
function cancelled(line: Line, { cancellation }: Decisions): Line {
  const [first] = line.items;
  if (cancellation === null || first === undefined || !cancellation.orders.includes(first.order)) return line;
  return { ...line, items: cutAt(line.items, cancellation.at) };
}

/** What a line comes to: as amended, no longer than its cancellation or what follows it, and with the grace that its plan gives at the end. */
function finalItems(
  line: Line,
  program: LoadedProgram,
  decisions: Decisions,
  zone: string,
  nextFrom: number | undefined,
): readonly Item[] {
  const own = decisions.amendments.filter((amendment) => amendment.line === line.name);
  const whole = cancelled({ ...line, items: amended(line.items, own) }, decisions).items;
  const items = nextFrom === undefined ? whole : cutAt(whole, nextFrom);
  const last = items.at(-1);
  if (last === undefined || last.to === null || last.graceTo !== undefined) return items;
  const ended = decisions.cancellation?.at === last.to && decisions.cancellation.orders.includes(last.order);
  const graceTo = lineEnd(program, last, zone)?.graceTo;
  const declined = decisions.renewals.some(
    ({ line: of, end, declined: no }) => no && of === line.name && end === last.to,
  );
  if (ended || graceTo === undefined || (declined && graceTo !== null)) return items;
  const until = nextFrom === undefined ? graceTo : Math.min(graceTo ?? nextFrom, nextFrom);
  return until === last.to ? items : [...items.slice(0, -1), { ...last, graceTo: until }];
}

/** An add-on that ends with its base plan, or a top-up that ends with the term that it was bought in. */
function beside(line: Line, bases: readonly Item[]): Line {
  if (!line.coterm && line.kind !== 'topup') return line;
  const items = line.items.map((item): Item => {
    if (!line.coterm && item.to !== null) return item;
    const [only = bases.at(-1)] = bases.filter(({ from, to }) => from <= item.from && (to === null || item.from < to));
    const last = line.coterm ? bases.at(-1) : only;
    if (last === undefined) return item;
    const { to, graceTo } = last;
    return {
      ...item,
      to,
      ...(line.coterm && { coterm: true }),
      ...(line.coterm && graceTo !== undefined && { graceTo }),
    };
  });
  return { ...line, items };
}

/** When the base plan begins that was ordered to follow a line: what was ordered beats what renewed by itself. */
function followerOf(line: Line, standing: readonly Line[]): number | undefined {
  const end = line.items.at(-1)?.to ?? Number.POSITIVE_INFINITY;
  const later = standing.map(fromOf).filter((from) => from >= end && Number.isFinite(from));
  return later.length === 0 ? undefined : Math.min(...later);
}

function fromOf(line: Line | undefined): number {
  return line?.items[0]?.from ?? Number.POSITIVE_INFINITY;
}

/** Whether two lines claim the same time; one that was cancelled before it began claims none. */
function overlap(a: Line, b: Line): boolean {
  return a.items.some((one) => b.items.some((other) => meet(one, other)));
}

function meet(a: Item, b: Item): boolean {
  return a.from < (b.to ?? Number.POSITIVE_INFINITY) && b.from < (a.to ?? Number.POSITIVE_INFINITY);
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
