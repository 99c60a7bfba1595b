/** The orders of simulated customers, as their sources hold them. */
import { type Order, orderSchema } from '@licet/core/license';
import { addDays, civilDate } from '@licet/core/time';
import type { SimulatedCustomer } from './customers.ts';

/** What a later version of an order says differently. */
export type Amendment = Partial<Pick<Order, 'version' | 'status' | 'items' | 'replaces' | 'order'>>;

/** The first version of what a customer ordered: in Salesforce, or in the web shop that uses the API. */
export function firstOrder(customer: SimulatedCustomer, number: number, now: number, suffix = ''): Order {
  const { id, name, place, zone, industry, employees, since, bought, tags } = customer;
  const [country] = place.split('-');
  const from = addDays(civilDate(now, zone), -since);
  const fromShop = tags !== undefined || bought.startsWith('community');
  return orderSchema.parse({
    source: fromShop ? 'shop' : 'salesforce',
    order: `${String(number).padStart(8, '0')}${suffix}`,
    version: 1,
    at: new Date(now - since * 86_400_000).toISOString(),
    product: 'atlas',
    customer: {
      id,
      name,
      zone,
      country,
      ...(place !== country && { subdivision: place }),
      attributes: { industry, employees, ...(tags && { tags: [...tags] }) },
    },
    items: itemsOf(bought, from),
  });
}

/** A later version of an order, or an order that takes its place. */
export function amended(order: Order, amendment: Amendment, now: number): Order {
  return { ...order, version: order.version + 1, at: new Date(now).toISOString(), ...amendment };
}

/** `team x3 + export-pack`: plans, each with how many, and whether to try. */
export function itemsOf(bought: string, from: string): Order['items'] {
  return bought.split(' + ').map((line) => {
    const [plan = '', ...words] = line.split(' ');
    const quantity = Number(words.find((word) => word.startsWith('x'))?.slice(1) ?? 1);
    return { plan, quantity, from, ...(words.includes('trial') && { trial: true }) };
  });
}
