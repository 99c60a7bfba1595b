import type { LoadedProgram } from '../catalog/load.ts';
import { startOfDay } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { Decided } from './decided.ts';
import { closeGates } from './gate.ts';
import type { License } from './license.ts';
import { lineItems } from './named-line.ts';
import { refused, type Refusal } from './refusal.ts';

/** Lifts what stopped the license, or takes back a cancellation that lies ahead. */
export function reinstate(license: License, now: number): Decided | Refusal {
  if (license.hold !== null) return { hold: null };
  if (license.cancellation !== null && license.cancellation.at > now) return { cancellation: happened(license, now) };
  return refused(
    'nothing_to_reinstate',
    'the license is neither suspended nor revoked, and no cancellation is under way',
  );
}

export function cancel(
  license: License,
  program: LoadedProgram,
  command: Extract<LifecycleCommand, { type: 'cancel' }>,
  now: number,
): Decided | Refusal {
  if (command.at === undefined || command.at === 'now') return cancelledAt(license, now, now);
  if (command.at !== 'end') {
    const at = startOfDay(command.at, license.zone);
    return at > now
      ? cancelledAt(license, at, now)
      : refused(
          'date_outside',
          `${command.at} has passed; a license is cancelled now, at its end, or on a day that lies ahead`,
        );
  }
  const last = lineItems(license, program, undefined, now).at(-1);
  if (last === undefined || last.to === null)
    return refused('term_endless', 'the license has no end; cancel it now, or on a day');
  return cancelledAt(license, last.to, now);
}

/** What waits for an answer is overtaken by the end. */
export function cancelledAt(license: License, at: number, now: number): Decided {
  const orders = Object.keys(license.orders).map((order) => [order, at] as const);
  return {
    cancellation: { at, orders: Object.fromEntries([...orders, ...endedOrders(license, now)]) },
    gates: closeGates(license.gates, () => true, 'superseded', now),
    ...(at <= now && license.hold?.state === 'suspended' && { hold: null }),
  };
}

/** The orders that are cancelled already, and since when. */
function endedOrders({ cancellation }: License, now: number): [order: string, at: number][] {
  return Object.entries(cancellation?.orders ?? {}).filter(([, at]) => at <= now);
}

/** What is left of cancellations where the one that lies ahead is taken back. */
function happened(license: License, now: number): License['cancellation'] {
  const orders = endedOrders(license, now);
  if (orders.length === 0) return null;
  return { at: Math.max(...orders.map(([, at]) => at)), orders: Object.fromEntries(orders) };
}
