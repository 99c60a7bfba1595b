import { canonicalJson } from '../hash/canonical-json.ts';
import { hashOf } from '../hash/index.ts';
import { startOfDay } from '../time/zone.ts';
import { decided } from './change.ts';
import { type Decided, isRefusal } from './decided.ts';
import type { Change, GateKind, LifecycleCommand, LifecycleCommandType } from './command.ts';
import type { LicenseEventType } from './event.ts';
import { type Gate, isOpen } from './gate.ts';
import type { Amendment, Customer, License, LicenseBody } from './license.ts';
import { addsTerm } from './lines.ts';
import type { LicensedWorld, Proposal } from './world.ts';
import { refused, type Refusal } from './refusal.ts';
import { settle } from './settle.ts';
import { stateAt } from './state.ts';
import { transferOrder } from './transfer.ts';
import { legalIn, movesOf } from './transitions.ts';

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
};

/** Proposes what a person asks for, or the gate that has to be passed before. */
export function proposeChange(world: LicensedWorld, customer: Customer, command: Change, now: number): Proposal {
  const { license } = world;
  const { change, actor, note, gate, key } = command;
  if (key !== undefined && Object.hasOwn(license.handled, key)) return { outcome: 'unchanged', customer };
  const wanted = allowed(world, change, now);
  if (isRefusal(wanted)) return wanted;
  const handled = key === undefined ? {} : { handled: remember(license, key) };
  const cause = () => ({ kind: 'command' as const, command: change, ...(note !== undefined && { note }) });
  if (gate !== undefined) {
    const deadline = startOfDay(gate.deadline, license.zone);
    if (deadline <= now) return refused('date_outside', `${gate.deadline} has passed; a gate's deadline lies ahead`);
    const opened = openGate(license, gate.kind, change, wanted, deadline, now);
    // Who asks twice has asked once.
    if (license.gates.some((one) => isOpen(one) && one.kind === opened.kind && one.change === opened.change))
      return { outcome: 'unchanged', customer };
    const gates = [...license.gates, opened];
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
  return decided(license, program, change, now);
}

/** What an event of a command is called. */
export function changeType(
  change: LifecycleCommand,
): (before: License | undefined, changed: Partial<LicenseBody>) => LicenseEventType {
  return (_, changed) =>
    changed.state === 'cancelled' && change.type === 'cancel'
      ? 'license.cancelled.v1'
      : (TYPES[change.type] ?? 'license.changed.v1');
}

export function openGate(
  license: License,
  kind: GateKind,
  command: LifecycleCommand,
  wanted: Decided,
  deadline: number,
  now: number,
): Gate {
  const change = changeHash(license, command, wanted);
  const id = `gate_${hashOf(license.id, license.revision + 1, kind)}`;
  return { id, kind, command, opened: now, deadline, change };
}

/**
 * What a command would change, as a hash: its answer holds for that and nothing else. It says nothing of when it is carried out: that is
 * when it has been answered, whenever that is.
 */
export function changeHash(license: License, command: LifecycleCommand, wanted: Decided): string {
  const { amendments = [], hold, cancellation, overrides = license.overrides, started } = wanted;
  const change = {
    command,
    amendments: amendments.filter((one) => !license.amendments.includes(one)).map((one) => timeless(license, one)),
    hold: hold?.state,
    cancellation:
      command.type === 'cancel' && command.at === 'end'
        ? cancellation?.orders
        : Object.keys(cancellation?.orders ?? {}),
    set: overrides.filter((one) => !license.overrides.includes(one)),
    cleared: license.overrides.filter((one) => !overrides.includes(one)),
    started: started !== undefined,
  };
  return hashOf(canonicalJson(change));
}

/** An amendment without when it begins. A new term is one that follows another; when it ends follows from that. */
function timeless({ items }: License, amendment: Amendment) {
  const { from: _, to, ...said } = amendment;
  const last = items.findLast(({ line }) => line === amendment.line);
  return addsTerm(amendment) ? { ...said, follows: last?.to } : { ...said, to };
}

function remember({ handled, revision }: License, key: string): Record<string, number> {
  const newest = Object.entries(handled).toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries([[key, revision + 1] as const, ...newest].slice(0, REMEMBERED_KEYS));
}
