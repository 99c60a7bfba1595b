import { evolve, type License, type LicenseEvent, type Order, orderKey, propose } from '@licet/core/license';
import { lab, NOW } from './lab.ts';

/**
 * Intake without anything around it: the newest version of each order is kept, whatever comes when, and the license is
 * brought to where they say it should be. What the deployed system has to agree with.
 */
export interface Intake {
  readonly orders: ReadonlyMap<string, Order>;
  readonly license: License | undefined;
  readonly log: readonly LicenseEvent[];
}

export const NOTHING_YET: Intake = { orders: new Map(), license: undefined, log: [] };

/** Takes in one order. One that is no newer than what is known of it changes no order, and so no license. */
export function deliver(intake: Intake, order: Order, now = NOW): Intake {
  const known = intake.orders.get(orderKey(order));
  const orders =
    known !== undefined && known.version >= order.version
      ? intake.orders
      : new Map(intake.orders).set(orderKey(order), order);
  const command = {
    type: 'apply-orders',
    customer: order.customer.id,
    product: 'lab',
    source: order.source,
    order: order.order,
  } as const;
  const proposal = propose(
    { home: 'local', license: intake.license, orders: [...orders.values()], program: lab, usage: {} },
    command,
    now,
  );
  if (proposal.outcome === 'refused') throw new Error(`${proposal.code}: ${proposal.message}`);
  if (proposal.outcome === 'unchanged') return { ...intake, orders };
  const [event] = proposal.events;
  return { orders, license: evolve(intake.license, event), log: [...intake.log, event] };
}

/** What the order law speaks of: a license without its revision, and memberships without when they began and what was read. */
export function essence(license: License | undefined): unknown {
  if (license === undefined) return undefined;
  const memberships = Object.entries(license.memberships).map(([name, { holds }]) => [name, holds]);
  return { ...license, revision: 0, at: 0, memberships: Object.fromEntries(memberships) };
}
