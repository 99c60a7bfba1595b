import { type Order, orderSchema } from '@licet/core/license';
import type * as z from 'zod';
import { NOW } from './lab.ts';

const DAY = 86_400_000;
type Written = Partial<z.input<typeof orderSchema>>;

/** A civil date so many days from now. */
export function day(distance: number): string {
  return new Date(NOW + distance * DAY).toISOString().slice(0, 10);
}

/** An order of lab-pro for acme, as a CRM would send it, but for what the test is about. `a` is its id. */
export function order(written: Written = {}): Order {
  const { customer, status = 'active', ...others } = written;
  return orderSchema.parse({
    source: 'crm',
    order: 'a',
    version: 1,
    at: new Date(NOW - 40 * DAY).toISOString(),
    status,
    product: 'lab',
    items: status === 'cancelled' ? [] : [{ plan: 'lab-pro@1', from: day(-30) }],
    ...others,
    customer: { id: 'acme', ...customer },
  });
}

/** The cancellation of an order, which carries nothing but that. */
export function cancellation(id: string, version: number, written: Written = {}): Order {
  return order({ order: id, version, status: 'cancelled', ...written });
}
