import type { TermChange } from '../terms/difference.ts';
import { advance } from './advance.ts';
import { answerGate } from './answer-gate.ts';
import type { Command } from './command.ts';
import { isRefusal } from './decided.ts';
import type { Cause, LicenseEventType } from './event.ts';
import { screenOrders, takenIn } from './held.ts';
import type { Customer, License, LicenseBody } from './license.ts';
import { PlanUnknownError } from './lines.ts';
import { orderKey } from './order.ts';
import { projectCustomer } from './project.ts';
import { proposeChange } from './propose-change.ts';
import { refused } from './refusal.ts';
import { settle, stateType } from './settle.ts';
import type { Proposal, World } from './world.ts';

/**
 * Proposes a change of a license at a moment (epoch milliseconds). Pure: the same world, command and moment give the
 * same proposal, so that a commit may propose again and see whether anything has moved.
 */
export function propose(given: World, command: Command, now: number): Proposal {
  const customer = projectCustomer(given.orders, command.customer, given.home);
  const world = { ...given, orders: takenIn(given, command) };
  try {
    if (command.type === 'apply-orders') return applyOrders(world, customer, command, now);
    const { license } = world;
    if (license === undefined)
      return refused('license_missing', `${command.customer} has no license for ${command.product}`);
    switch (command.type) {
      case 'reclassify':
        return reclassify(world, customer, command.product, now);
      case 'advance':
        return advance({ ...world, license }, customer, now);
      case 'change':
        return proposeChange({ ...world, license }, customer, command, now);
      case 'answer-gate':
        return answerGate({ ...world, license }, customer, command, now);
    }
  } catch (error) {
    if (!(error instanceof PlanUnknownError)) throw error;
    return refused(error.code, error.message);
  }
}

function applyOrders(
  world: World,
  customer: Customer,
  command: Extract<Command, { type: 'apply-orders' }>,
  now: number,
): Proposal {
  const order = world.orders.find((candidate) => orderKey(candidate) === orderKey(command));
  if (order === undefined)
    return refused('order_unknown', `the order ${orderKey(command)} is not stored for ${command.customer}`);
  const { source, version } = order;
  const cause = (): Cause => ({ kind: 'order', source, order: order.order, version });
  const decided = screenOrders(world, customer, command.product, order, now);
  if (isRefusal(decided)) return decided;
  return settle(world, customer, command.product, { decided, cause, type: typeOf }, now);
}

function reclassify(world: World, customer: Customer, product: string, now: number): Proposal {
  const cause = (before: LicenseBody, body: LicenseBody): Cause => {
    const names = [...new Set([...Object.keys(before.memberships), ...Object.keys(body.memberships)])].toSorted();
    const moved = names.filter((name) => before.memberships[name]?.holds !== body.memberships[name]?.holds);
    return { kind: 'segments', segments: moved };
  };
  const type: typeof typeOf = (license, changed, terms) =>
    stateType(license?.state, changed.state) ?? typeOf(license, changed, terms);
  return settle(world, customer, product, { decided: {}, cause, type }, now);
}

function typeOf(
  license: License | undefined,
  changed: Partial<LicenseBody>,
  terms: readonly TermChange[],
): LicenseEventType {
  if (license === undefined) return 'license.issued.v1';
  if (changed.state === 'cancelled') return 'license.cancelled.v1';
  if (Object.keys(changed).every((part) => part === 'memberships'))
    return terms.length > 0 ? 'license.migrated.v1' : 'license.resegmented.v1';
  return 'license.changed.v1';
}
