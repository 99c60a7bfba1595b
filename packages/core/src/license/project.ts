import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import type { Amendment, Customer, Item, License, LicenseBody, WaitingItem } from './license.ts';
import { lineEnd } from './line-end.ts';
import { amended, cutAt, type Line, linesOf } from './lines.ts';
import { type Order, orderKey } from './order.ts';

const FOR_EVER = Number.POSITIVE_INFINITY;

/** What a set of orders amounts to for one product, with what was decided since. */
export interface Projection {
  readonly anchor: CivilDate | undefined;
  readonly items: readonly Item[];
  readonly waiting: readonly WaitingItem[];
  readonly orders: Readonly<Record<string, number>>;
}

/** What people and time have decided about a license, which no order says. */
export type Decisions = Pick<LicenseBody, 'amendments' | 'cancellation' | 'started' | 'renewals' | 'held'>;

/**
 * The order law. A license is a function of the *set* of its orders at their newest versions, and of what was decided since, never of the
 * sequence in which orders came: so every permutation and duplication of a history ends in the same license.
 * Of base plans that overlap in time the lowest (from, source, order id) stands and the others wait for a person; what was ordered beats
 * what renewed by itself; an order that an active one replaces, or that was cancelled, counts for nothing. What regulations hold up waits, and
 * replaces nothing.
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
  const fates = replacements(ordered.filter((order) => !Object.hasOwn(decisions.held, orderKey(order))));
  const waiting: WaitingItem[] = [];
  const bases: Line[] = [];
  const others: Line[] = [];
  for (const order of ordered) {
    const fate = fates.get(orderKey(order));
    if (order.status === 'cancelled' || fate === 'replaced') continue;
    const held = decisions.held[orderKey(order)];
    for (const line of linesOf(order, product, program, previous, zone, decisions.started)) {
      if (held !== undefined)
        for (const left of uncancelled([line], decisions)) waiting.push(...asWaiting(left, REASONS[held.why]));
      else if (fate === 'cycle') waiting.push(...asWaiting(line, 'replacement_cycle'));
      else (line.kind === 'base' ? bases : others).push(line);
    }
  }
  const standing: Line[] = [];
  for (const line of uncancelled(bases, decisions).toSorted((a, b) => fromOf(a) - fromOf(b))) {
    if (standing.some((other) => overlap(other, line))) waiting.push(...asWaiting(line, 'second_base_plan'));
    else standing.push(line);
  }
  // From the last to the first: each ends where the one after it really begins.
  const stood = standing.reduceRight<readonly Item[]>(
    (later, line) => [...finalItems(line, program, decisions, zone, followerOf(line, later)), ...later],
    [],
  );
  const items = [...stood];
  for (const line of uncancelled(others, decisions)) {
    const { bound, left } = beside(line, stood, decisions.amendments);
    waiting.push(...asWaiting({ ...line, items: left }, 'no_base_plan'));
    items.push(...finalItems({ ...line, items: bound }, program, decisions, zone, undefined, stood.at(-1)));
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

const REASONS = { review: 'regulation_review', consent: 'consent_missing' } as const;

function asWaiting(line: Line, reason: WaitingItem['reason']): WaitingItem[] {
  return line.items.map((item) => ({ ...item, reason }));
}

/** Lines whose order was cancelled by a command end there; those that had not begun are gone. */
function uncancelled(lines: readonly Line[], { cancellation }: Decisions): Line[] {
  return lines.flatMap((line) => {
    const end = cancellation?.orders[line.order];
    const items = end === undefined ? line.items : cutAt(line.items, end);
    return items.length === 0 ? [] : [{ ...line, items }];
  });
}

/**
 * What a line comes to: as amended, no longer than its cancellation or what follows it, and with the grace that its plan gives at the end.
 * What ends with its base plan has the grace of that.
 */
function finalItems(
  line: Line,
  program: LoadedProgram,
  decisions: Decisions,
  zone: string,
  nextFrom: number | undefined,
  base?: Item,
): readonly Item[] {
  const own = decisions.amendments.filter((amendment) => amendment.line === line.name);
  const limit = Math.min(nextFrom ?? FOR_EVER, decisions.cancellation?.orders[line.order] ?? FOR_EVER);
  const items = cutAt(amended(line.items, own), limit);
  const last = items.at(-1);
  if (last === undefined || last.to === null) return items;
  const graceTo = last.coterm === true && last.to === base?.to ? base.graceTo : graceOf(last, program, decisions, zone);
  const until = graceTo === undefined ? last.to : Math.min(graceTo ?? FOR_EVER, limit);
  if (until === last.to) return items;
  return [...items.slice(0, -1), { ...last, graceTo: until === FOR_EVER ? null : until }];
}

/** Until when a line's last item grants although its term has ended. What was declined has no grace, but keeps what its plan lets it keep for ever. */
function graceOf(last: Item, program: LoadedProgram, { renewals }: Decisions, zone: string): number | null | undefined {
  const graceTo = lineEnd(program, last, zone)?.graceTo;
  const declined = renewals.some(({ line, end, declined: no }) => no && line === last.line && end === last.to);
  return declined && graceTo !== null ? undefined : graceTo;
}

/**
 * The parts of a line that base plans bind: an add-on that ends with its base plan, or a top-up without an end of its own, which ends with the
 * term that it was bought in. Left is what begins when no base plan stands that it could be beside.
 */
function beside(
  { kind, items }: Line,
  bases: readonly Item[],
  amendments: readonly Amendment[],
): { readonly bound: readonly Item[]; readonly left: readonly Item[] } {
  if (bases.length === 0) return { bound: [], left: items };
  const endOf = (item: Item) => {
    if (item.coterm === true) return bases.at(-1)?.to ?? null;
    return kind === 'topup' && item.to === null ? endOfTerm(bases, amendments, item.from) : item.to;
  };
  const begins = ({ from, to }: Item) => to === null || from < to;
  const pairs = items.map((item) => ({ item, bound: { ...item, to: endOf(item) } }));
  return {
    bound: pairs.map(({ bound }) => bound).filter(begins),
    left: pairs.flatMap(({ item, bound }) => (begins(bound) ? [] : [item])),
  };
}

/** When what follows a line begins, by its order or since it was activated before its day: that beats what renewed by itself. */
function followerOf(line: Line, later: readonly Item[]): number | undefined {
  return later.map(({ from }) => from).find((from) => from > fromOf(line));
}

/** The end of the base plan's term at a moment: where the next one was added, or where its line ends. */
function endOfTerm(bases: readonly Item[], amendments: readonly Amendment[], at: number): number | null {
  const current = bases.find(({ to }) => to === null || at < to) ?? bases.at(-1);
  const added = amendments.filter(
    (amendment) => amendment.line === current?.line && amendment.from > at && beginsTerm(amendment),
  );
  const end = bases.findLast(({ line }) => line === current?.line)?.to ?? null;
  const first = Math.min(end ?? FOR_EVER, ...added.map(({ from }) => from));
  return first === FOR_EVER ? null : first;
}

/** An extended trial is the same term. */
function beginsTerm({ why }: Amendment): boolean {
  return why === 'renewal' || why === 'conversion';
}

function fromOf({ items }: Line): number {
  return items[0]?.from ?? FOR_EVER;
}

/** Whether two lines claim the same time. */
function overlap(a: Line, b: Line): boolean {
  return a.items.some((one) => b.items.some((other) => meet(one, other)));
}

function meet(a: Item, b: Item): boolean {
  return a.from < (b.to ?? FOR_EVER) && b.from < (a.to ?? FOR_EVER);
}

/** What the newest orders say of a customer, field by field; by when they were written, then source and id. */
export function projectCustomer(orders: readonly Order[], id: string, home: string): Customer {
  const newestFirst = [...orders].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || byKey(b, a));
  const known = newestFirst.map(({ customer }) => customer);
  const first = <K extends 'name' | 'kind' | 'country' | 'subdivision' | 'zone' | 'evidence'>(key: K) =>
    known.find((said) => said[key] !== undefined)?.[key];
  const [name, kind, country, subdivision] = [first('name'), first('kind'), first('country'), first('subdivision')];
  const evidence = first('evidence');
  return {
    id,
    home,
    zone: first('zone') ?? 'UTC',
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
    ...(country !== undefined && { country }),
    // A subdivision belongs to its country: one that an older order gave for another country is no longer true.
    ...(subdivision !== undefined && subdivision.slice(0, 2) === country && { subdivision }),
    ...(evidence !== undefined && { evidence }),
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
