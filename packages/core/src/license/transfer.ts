import type { CivilDate } from '../time/calendar.ts';
import { addDays } from '../time/civil.ts';
import { civilDate } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { Item, License } from './license.ts';
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
  const isHeld = ({ from, to }: Item) => (to === null || to > now) && (expiry === 'keep' || from <= now);
  return {
    source: OWN_SOURCE,
    order: `${id}-${revision + 1}`,
    version: 1,
    at: new Date(now).toISOString(),
    status: 'active',
    product,
    customer: { id: to },
    items: items.filter(isHeld).flatMap((item) => {
      const { plan, quantity, trial, coterm } = item;
      const from = item.from <= now ? today : civilDate(item.from, zone);
      const to = expiry === 'keep' && coterm !== true ? endDay(item, from, items, zone) : undefined;
      if (to === from) return [];
      return [{ plan, quantity, from, ...(trial && { trial }), ...(coterm === true && { coterm }), ...(to && { to }) }];
    }),
  };
}

/**
 * The first day that an item no longer covers. Orders know days: what ends in the midst of the one that it begins on, since it was cancelled or the
 * customer is in another zone by now, has that day, unless something else goes on from there; then it has none.
 */
function endDay({ to }: Item, from: CivilDate, items: readonly Item[], zone: string): CivilDate | undefined {
  if (to === null) return undefined;
  const day = civilDate(to, zone);
  if (day > from) return day;
  const isFollowed = items.some((other) => other.from >= to && civilDate(other.from, zone) === day);
  return isFollowed ? from : addDays(from, 1);
}
