import { randomUUID } from 'node:crypto';
import type { routes } from '@licet/contracts';
import { expect } from 'vitest';
import type * as z from 'zod';
import { shardOf } from '../../../lambdas/registry/keys.ts';
import { admin } from './client.ts';
import { eventually } from './waiting.ts';

export type PlainOrder = z.input<(typeof routes)['POST /v1/orders']['body']>;
export type License = z.output<(typeof routes)['GET /v1/licenses/{id}']['response']>;

/** A name that no other test, and no other run on the same cloud, has. */
export function unique(name: string): string {
  return `${name}-${randomUUID().slice(0, 13)}`;
}

/** An id of a shard that begins in some way. */
export function idIn(shard: string, beginning: string): string {
  for (let suffix = 0; ; suffix += 1) if (shardOf(`${beginning}${suffix}`) === shard) return `${beginning}${suffix}`;
}

/** What a test says of an order; the rest is made up. */
export type OrderWish = Partial<Omit<PlainOrder, 'customer'>> & {
  readonly customer?: Partial<PlainOrder['customer']>;
};

/** An order of a customer of its own, unless one is given: `team`, in force since thirty days ago, in UTC. */
export function anOrder({ customer, ...wish }: OrderWish = {}): PlainOrder {
  return {
    source: 'test',
    order: unique('order'),
    version: 1,
    at: new Date().toISOString(),
    items: [{ plan: 'team', from: daysAgo(30) }],
    ...wish,
    customer: { id: unique('customer'), zone: 'UTC', ...customer },
  };
}

/** Submits an order and waits until it has been applied. Fails at once where it was refused. */
export async function apply(order: PlainOrder): Promise<void> {
  await admin.call('POST /v1/orders', { body: order });
  const path = { source: order.source, id: order.order };
  const refusal = await eventually(async () => {
    const { order: stored, outcome } = await admin.call('GET /v1/orders/{source}/{id}', { path });
    expect(stored.version).toBeGreaterThanOrEqual(order.version);
    expect(outcome.status).not.toBe('received');
    return outcome.status === 'refused' ? outcome : undefined;
  });
  expect(refusal, `order ${order.order}`).toBeUndefined();
}

/** A customer with a license, by the way that customers come: an order. */
export async function aLicensedCustomer(wish: OrderWish = {}): Promise<{ customer: string; license: License }> {
  const order = anOrder(wish);
  await apply(order);
  const customer = order.customer.id;
  const query = order.product === undefined ? {} : { product: order.product };
  return { customer, license: await admin.call('GET /v1/customers/{id}/license', { path: { id: customer }, query }) };
}

/** The civil date of so many days ago, in UTC. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
