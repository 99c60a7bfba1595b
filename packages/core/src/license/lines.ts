import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import type { ProgramPlan } from '../catalog/program.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addPeriod } from '../time/civil.ts';
import { startOfDay } from '../time/zone.ts';
import type { Amendment, Item, License } from './license.ts';
import { type Order, type OrderItem, orderKey } from './order.ts';

/** An order names a plan that the program does not have; the order is refused, and can be sent again once it does. */
export class PlanUnknownError extends Error {
  readonly code = 'plan_unknown';
}

/** One line of an order over all its terms, as the order has it. */
export interface Line {
  readonly name: string;
  readonly order: string;
  readonly kind: ProgramPlan['kind'];
  /** The first day that it covers. */
  readonly date: CivilDate;
  readonly items: readonly Item[];
}

/**
 * The lines of an order for one product. Items of one plan that follow one another (a quantity that changes by date) are one line; what
 * runs beside it is a second.
 */
export function linesOf(
  order: Order,
  product: string,
  program: LoadedProgram,
  previous: License | undefined,
  zone: string,
  started: CivilDate | null,
): Line[] {
  const lines: Line[] = [];
  for (const written of order.items.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const plan = pinnedPlan(written, orderKey(order), program, previous);
    if (plan.product !== product) continue;
    const base = `${orderKey(order)}:${written.plan}`;
    const item = itemOf(written, order, plan, zone, started);
    const beside = lines.filter(({ name }) => name === base || name.startsWith(`${base}#`));
    const continued = beside.find(({ items }) => follows(item.from, items.at(-1), plan));
    if (continued !== undefined) {
      const items = [...continued.items, { ...item, line: continued.name }];
      lines.splice(lines.indexOf(continued), 1, { ...continued, items });
      continue;
    }
    const name = beside.length === 0 ? base : `${base}#${beside.length + 1}`;
    lines.push({
      name,
      order: orderKey(order),
      kind: plan.kind,
      date: written.from,
      items: [{ ...item, line: name }],
    });
  }
  return lines;
}

/** Whether what begins at a moment goes on with a line. A base plan goes on without a gap: in the gap another one may stand. */
function follows(at: number, last: Item | undefined, { kind }: ProgramPlan): boolean {
  if (last === undefined || last.to === null) return false;
  return kind === 'base' ? last.to === at : last.to <= at;
}

/**
 * A line as decisions have amended it: each amendment takes the place of what the line was in its time. Where the order was corrected to begin
 * later, what was decided of the time before is void; only an activation lets a line begin before its day.
 */
export function amended(items: readonly Item[], amendments: readonly Amendment[]): readonly Item[] {
  return amendments.reduce<readonly Item[]>((pieces, amendment) => {
    const [first] = pieces;
    if (first === undefined) return pieces;
    const { plan, quantity, trial } = amendment;
    const from = amendment.why === 'activation' ? amendment.from : Math.max(amendment.from, first.from);
    const given = pieces.findLast((piece) => piece.from <= from) ?? first;
    const to = amendment.to ?? (addsTerm(amendment) ? null : (pieces.at(-1)?.to ?? null));
    if (to !== null && to <= from) return pieces;
    const { closed: _, ...like } = given;
    const later = to === null ? [] : pieces.flatMap((piece) => fromOn(piece, to));
    return [...cutAt(pieces, from), { ...like, from, to, plan, quantity, trial }, ...later];
  }, items);
}

/** Whether an amendment makes a term. Any other is about terms that there are: without an end of its own it ends with its line. */
export function addsTerm({ why }: Amendment): boolean {
  return why === 'renewal' || why === 'conversion' || why === 'extension';
}

/** What of an item lies after a moment. */
function fromOn(item: Item, at: number): Item[] {
  return item.to === null || item.to > at ? [{ ...item, from: Math.max(item.from, at) }] : [];
}

/** What is left of items that end at a moment; Infinity cuts nothing. */
export function cutAt(items: readonly Item[], at: number): Item[] {
  const left = items.filter(({ from }) => from < at);
  return left.map((item) => ((item.to ?? Number.POSITIVE_INFINITY) > at ? { ...item, to: at } : item));
}

/** The plan version that an order's line holds: named by the order, or pinned when it was first applied, or the newest. */
function pinnedPlan(
  line: OrderItem,
  order: string,
  program: LoadedProgram,
  previous: License | undefined,
): ProgramPlan {
  const held = [...(previous?.items ?? []), ...(previous?.waiting ?? [])].find(
    (item) => item.order === order && item.ordered === line.plan,
  );
  const plan = latestPlan(program, held?.pinned ?? line.plan);
  if (plan === undefined)
    throw new PlanUnknownError(`order ${order} names the plan "${line.plan}", which the catalog does not have`);
  return plan;
}

function itemOf(
  written: OrderItem,
  order: Order,
  plan: ProgramPlan,
  zone: string,
  started: CivilDate | null,
): Omit<Item, 'line'> {
  const trial = written.trial === true && plan.trial !== undefined;
  const coterm = written.coterm === true && plan.kind === 'addon' && written.to === undefined && !trial;
  const period = trial ? plan.trial : coterm ? undefined : plan.term;
  const end = written.to ?? (period === undefined ? undefined : endOfTerm(written.from, period, plan, trial, started));
  const to = end === undefined ? null : startOfDay(end, zone);
  return {
    plan: plan.name,
    quantity: written.quantity,
    from: startOfDay(written.from, zone),
    to,
    order: orderKey(order),
    ordered: written.plan,
    pinned: plan.name,
    trial,
    ...(coterm && { coterm }),
    ...(to !== null && to <= Date.parse(order.at) && { closed: true }),
  };
}

/** A term that begins with its first use has no end before that. */
function endOfTerm(
  from: CivilDate,
  period: string,
  { firstUse }: ProgramPlan,
  trial: boolean,
  started: CivilDate | null,
): CivilDate | undefined {
  if (firstUse !== true || trial) return addPeriod(from, period);
  return started === null ? undefined : addPeriod(started > from ? started : from, period);
}
