import { startOfDay } from '../time/zone.ts';
import { decided } from './change.ts';
import { type Decided, isRefusal } from './decided.ts';
import type { Change, LifecycleCommand, LifecycleCommandType } from './command.ts';
import type { LicenseEventType } from './event.ts';
import { answerBy, type Gate, isOpen } from './gate.ts';
import type { Customer, License, LicenseBody } from './license.ts';
import { openGate } from './open-gate.ts';
import type { LicensedWorld, Proposal } from './world.ts';
import { refused, type Refusal } from './refusal.ts';
import { asksOf, regulated } from './regulated-change.ts';
import { settle, stateType } from './settle.ts';
import { stateAt } from './state.ts';
import { transferOrder } from './transfer.ts';
import { legalIn, LETS_ORDERS_IN, movesOf } from './transitions.ts';

/** Keys of commands that a license remembers. */
const REMEMBERED_KEYS = 32;

const TYPES: Readonly<Partial<Record<LifecycleCommandType, LicenseEventType>>> = {
  activate: 'license.activated.v1',
  migrate: 'license.migrated.v1',
  renew: 'license.renewed.v1',
  convert: 'license.converted.v1',
  suspend: 'license.suspended.v1',
  reinstate: 'license.reinstated.v1',
  revoke: 'license.revoked.v1',
  transfer: 'license.transferred.v1',
  'record-notice': 'notice.given.v1',
};

/** Proposes what a person asks for, or the gate that has to be passed before. */
export function proposeChange(world: LicensedWorld, customer: Customer, command: Change, now: number): Proposal {
  const { license } = world;
  const { change, actor, note, gate, key, asked } = command;
  if (key !== undefined && Object.hasOwn(license.handled, key)) return { outcome: 'unchanged', customer };
  const wanted = allowed(world, change, now);
  if (isRefusal(wanted)) return wanted;
  const handled = key === undefined ? {} : { handled: remember(license, key) };
  const cause = () => ({ kind: 'command' as const, command: change, ...(note !== undefined && { note }) });
  const deadline = gate && startOfDay(gate.deadline, license.zone);
  if (deadline !== undefined && deadline <= now)
    return refused('date_outside', `${gate?.deadline} has passed; a gate's deadline lies ahead`);
  const asks = asked === true ? [] : asksOf(license, world.program, change, wanted, now);
  const questions = gate && !asks.some(({ kind }) => kind === gate.kind) ? [{ kind: gate.kind }, ...asks] : asks;
  if (questions.length > 0) {
    const opened = questions.map((question) =>
      openGate(license, question, change, wanted, deadline ?? answerBy(license, now), now),
    );
    // Who asks twice has asked once.
    const isAsked = (it: Gate) =>
      license.gates.some((one) => isOpen(one) && one.kind === it.kind && one.change === it.change);
    if (opened.every(isAsked)) return { outcome: 'unchanged', customer };
    const gates = [...license.gates, ...opened.filter((one) => !isAsked(one))];
    return settle(
      world,
      customer,
      license.product,
      { decided: { gates, ...handled }, cause, actor, type: () => 'gate.opened.v1' },
      now,
    );
  }
  const order = change.type === 'transfer' ? { order: transferOrder(license, change, now) } : {};
  return settle(
    world,
    customer,
    license.product,
    { decided: { ...wanted, ...handled }, cause, actor, type: changeType(change), ...order },
    now,
  );
}

/** What a command would decide now, or why the state or the license itself forbids it. */
export function allowed({ license, program }: LicensedWorld, change: LifecycleCommand, now: number): Decided | Refusal {
  // As it is now: whether the sweeper has come by yet makes no difference.
  const state = stateAt(license, program, now);
  if (movesOf(change.type, state) === undefined) {
    const legal = legalIn(state);
    const message = `a license that is ${state} takes no "${change.type}"; it takes ${legal.join(', ') || 'nothing'}`;
    return { ...refused('command_illegal', message), legal };
  }
  const wanted = decided(license, program, change, now);
  return isRefusal(wanted) ? wanted : regulated(license, program, change, wanted, now);
}

/** What an event of a command is called. */
export function changeType(
  change: LifecycleCommand,
): (before: License | undefined, changed: Partial<LicenseBody>) => LicenseEventType {
  return (before, changed) => {
    if (changed.state === 'cancelled' && change.type === 'cancel') return 'license.cancelled.v1';
    if (LETS_ORDERS_IN.has(change.type)) return stateType(before?.state, changed.state) ?? 'license.changed.v1';
    return TYPES[change.type] ?? 'license.changed.v1';
  };
}

function remember({ handled, revision }: License, key: string): Record<string, number> {
  const newest = Object.entries(handled).toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries([[key, revision + 1] as const, ...newest].slice(0, REMEMBERED_KEYS));
}
