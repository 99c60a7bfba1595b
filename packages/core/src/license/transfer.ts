import { civilDate } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { License } from './license.ts';
import type { Order } from './order.ts';

/** Orders that Licet itself writes come from this source, and no others. */
export const OWN_SOURCE = 'licet';

/**
 * The order that the new customer of a transferred license begins with: all that is held, with its ends; or what stands today, and its terms
 * begin anew. It is announced with the transfer and taken in like any other order, so that it is neither lost nor applied twice.
 */
export function transferOrder(
  { id, product, items, zone, revision }: License,
  { to, expiry }: Extract<LifecycleCommand, { type: 'transfer' }>,
  now: number,
): Order {
  const today = civilDate(now, zone);
  const held = items.filter(({ from, to }) => (to === null || to > now) && (expiry === 'keep' || from <= now));
  return {
    source: OWN_SOURCE,
    order: `${id}-${revision + 1}`,
    version: 1,
    at: new Date(now).toISOString(),
    status: 'active',
    product,
    customer: { id: to },
    items: held.map(({ plan, quantity, from, to: end, trial, coterm }) => ({
      plan,
      quantity,
      from: from <= now ? today : civilDate(from, zone),
      ...(trial && { trial }),
      ...(coterm === true && { coterm }),
      ...(expiry === 'keep' && end !== null && coterm !== true && { to: civilDate(end, zone) }),
    })),
  };
}
