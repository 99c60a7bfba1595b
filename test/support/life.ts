import { type Decision, decide, open } from '@licet/core/decision';
import {
  type Actor,
  type Command,
  evolve,
  factsOf,
  type GivenConsent,
  type License,
  type LicenseBody,
  type LicenseEvent,
  type LifecycleCommand,
  nextDue,
  type Order,
  orderSchema,
  type Proposal,
  propose,
  type World,
} from '@licet/core/license';
import type { Home } from '@licet/core/regulation';
import { changed } from './given.ts';
import { lifeProgram } from './life-catalog.ts';

const ADA: Actor = { kind: 'person', id: 'ada' };
/** More than falls due in any life that is lived here; what asks for more never comes to rest. */
const MANY = 500;

type Beginning = {
  readonly product?: string;
  readonly customer?: string;
  readonly now?: string;
  /** Those of another product's life, where a customer has several. */
  readonly orders?: Order[];
  readonly windows?: World['windows'];
  readonly program?: World['program'];
};
type Written = { readonly order?: string; readonly customer?: object; readonly [more: string]: unknown };

/**
 * A license that lives: orders and commands come, time passes, and what falls due is done at its moment. It answers from the facts that
 * were written with its last event, as checks do.
 */
export function life({
  product = 'lab',
  customer = 'acme',
  now: start = '2026-01-01T12:00',
  program = lifeProgram,
  ...given
}: Beginning = {}) {
  const orders = given.orders ?? [];
  const events: LicenseEvent[] = [];
  const target = { customer, product };
  const usage: Record<string, { last7d: number; last30d: number; last90d: number; days30d: number }> = {};
  let now = momentOf(start);
  let current: License | undefined;

  const license = () => {
    if (current === undefined) throw new Error('there is no license yet');
    return current;
  };
  const proposed = (command: Command) =>
    propose(
      {
        home: 'local',
        license: current,
        orders,
        program,
        usage,
        ...(given.windows && { windows: given.windows }),
      },
      command,
      now,
    );
  const take = (proposal: Proposal): Proposal => {
    if (proposal.outcome !== 'changed') return proposal;
    events.push(...proposal.events);
    current = proposal.events.reduce<License | undefined>(evolve, current);
    return proposal;
  };
  const tries = (change: LifecycleCommand, more: object = {}) =>
    take(proposed({ type: 'change', ...target, change, actor: ADA, ...more }));
  /** The next version of an order. */
  const written = ({ order = 'a', ...said }: Written) =>
    orderSchema.parse({
      source: 'crm',
      order,
      version: (orders.find((one) => one.order === order)?.version ?? 0) + 1,
      at: new Date(now).toISOString(),
      product,
      ...said,
      customer: { id: customer, ...said.customer },
    });
  /** Brings the license to where the customer's orders say it should be. */
  const takesIn = (order: string, source = 'crm') => take(proposed({ type: 'apply-orders', ...target, source, order }));
  /** Does the first thing that is due, and says whether there was any. */
  const advance = () => take(proposed({ type: 'advance', ...target })).outcome === 'changed';
  const decision = (feature: string): Decision =>
    decide(open(program, factsOf(license(), program, license().at)), { feature }, now);

  return {
    orders,
    events,
    license,
    advance,
    tries,
    now: () => now,
    proposed,
    due: () => (current === undefined ? undefined : nextDue(current, program)),
    state: () => license().state,
    /** What the events since the nth were called. */
    types: (since = 0) => events.slice(since).map(({ type }) => type.replace('.v1', '')),
    /** The terms of a line, or of all: from, to, and how many of what. */
    terms: (plan?: string) =>
      license()
        .items.filter(({ ordered }) => plan === undefined || ordered === plan)
        .map(({ from, to, quantity, plan: of }) => `${dateOf(from)}…${dateOf(to)} ${quantity}×${of}`),
    open: () => license().gates.filter(({ closed }) => closed === undefined),
    /** What a check answers: the value, or why there is none. */
    grants: (feature: string) => {
      const { allowed, value, reason } = decision(feature);
      return allowed ? value : reason;
    },
    /** Orders, in the newest version; without an id it is order `a`. */
    buys(given: Written) {
      const order = written(given);
      const index = orders.findIndex((one) => one.order === order.order);
      if (index < 0) orders.push(order);
      else orders[index] = order;
      return takesIn(order.order, order.source);
    },
    /** What an order would come to, with these homes to choose from. */
    wouldBuy(given: Written, homes: readonly Home[]) {
      const order = written(given);
      const world = { home: 'local', license: current, orders: [...orders, order], program, usage, homes };
      return propose(world, { type: 'apply-orders', ...target, source: order.source, order: order.order }, now);
    },
    takesIn,
    does: (change: LifecycleCommand, more: object = {}) => changed(tries(change, more)),
    /** Why a command is refused. */
    refuses(change: LifecycleCommand, more: object = {}) {
      const proposal = proposed({ type: 'change', ...target, change, actor: ADA, ...more });
      return proposal.outcome === 'refused' ? proposal.code : proposal.outcome;
    },
    answers: (
      gate: string | undefined,
      yes = true,
      consents: readonly GivenConsent[] = [],
      more: { actor?: Actor; note?: string } = {},
    ) => take(proposed({ type: 'answer-gate', ...target, gate: gate ?? 'none', yes, actor: ADA, consents, ...more })),
    /** Something is so that no command of this life has brought about. */
    knows(parts: Partial<LicenseBody>) {
      current = { ...license(), ...parts };
    },
    /** Something was used, so the license is looked at. */
    uses(meter: string) {
      usage[meter] = { last7d: 1, last30d: 1, last90d: 1, days30d: 1 };
      return take(proposed({ type: 'reclassify', ...target }));
    },
    /** Goes to a moment, and does nothing. */
    skip(text: string) {
      now = momentOf(text);
    },
    /** Goes to a moment, and does at its time all that falls due on the way; or only there, where the sweeper was down. */
    until(text: string | number, { sweeper = 'up' }: { readonly sweeper?: 'up' | 'down' } = {}) {
      const end = typeof text === 'number' ? text : momentOf(text);
      if (sweeper === 'down') now = end;
      for (let n = 0; ; n += 1) {
        const due = current === undefined ? undefined : nextDue(current, program);
        if (due === undefined || due.at > end) break;
        now = Math.max(now, due.at);
        if (!advance()) throw new Error(`${JSON.stringify(due)} is due, and nothing is done`);
        if (n > MANY) throw new Error(`${JSON.stringify(due)} is due for ever`);
      }
      now = end;
    },
  };
}

export type Life = ReturnType<typeof life>;

/** A day, or a moment of one, in UTC. */
function momentOf(text: string): number {
  return Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text);
}

/** A moment as a person reads it; only the day, where it begins one in UTC. */
function dateOf(moment: number | null): string {
  return moment === null ? '' : new Date(moment).toISOString().replace('T00:00:00.000Z', '');
}
