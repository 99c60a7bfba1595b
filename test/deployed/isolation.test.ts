/** A key that is bound to one customer reads nothing of another, on any route there is. */
import { randomUUID } from 'node:crypto';
import { type RouteKey, SCOPES } from '@licet/contracts';
import { windowAt } from '@licet/core/metering';
import { beforeAll, describe, expect, it } from 'vitest';
import { admin, problemIn, type RawReply, type RouteProblem, send } from './support/client.ts';
import { anOrder, apply, aLicensedCustomer, type License, type PlainOrder } from './support/customers.ts';
import { aKey } from './support/keys.ts';
import { storedUsage } from './support/store.ts';

/** Words that only the other customer's data has. */
const SECRET = `secret-${randomUUID()}`;

interface Parties {
  /** Whom the key is bound to. */
  readonly own: string;
  readonly other: {
    readonly customer: string;
    readonly order: PlainOrder;
    readonly license: License;
    readonly gate: string;
  };
  readonly call: (method: string, path: string, body?: unknown) => Promise<RawReply>;
}

/** A key of one customer with every scope, and another customer with a license, an order and some usage. */
async function parties(): Promise<Parties> {
  const order = anOrder({
    order: `${SECRET}-${randomUUID()}`,
    customer: { name: SECRET, attributes: { industry: SECRET } },
  });
  await apply(order);
  const customer = order.customer.id;
  const { id } = await admin.call('GET /v1/customers/{id}/license', { path: { id: customer } });
  const { license, gate } = await admin.call('POST /v1/licenses/{id}/commands', {
    path: { id },
    body: { command: { type: 'suspend' }, note: SECRET, gate: { kind: 'approval', deadline: '2099-01-01' } },
  });
  const { customer: own } = await aLicensedCustomer();
  const { key } = await aKey({ scopes: [...SCOPES], customer: own });
  const call: Parties['call'] = (method, path, body) =>
    send({
      method,
      path,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { own, other: { customer, order, license, gate: gate?.id ?? '' }, call };
}

type Attempt = (parties: Parties) => Promise<RawReply>;
const event = (subject: string) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'test',
  type: 'query.executed',
  subject,
  data: { count: 1 },
});

/** For every route, how one could ask it for another customer; `null` where it knows of no customer. */
const ATTEMPTS: Readonly<Record<RouteKey, Attempt | null>> = {
  'POST /v1/check': ({ call, other: { customer } }) =>
    call('POST', '/v1/check', { customer, product: 'atlas', features: ['sso'] }),
  'POST /v1/events': ({ call, own, other: { customer } }) => call('POST', '/v1/events', [event(own), event(customer)]),
  'POST /v1/orders': ({ call, other: { customer } }) =>
    call('POST', '/v1/orders', anOrder({ customer: { id: customer } })),
  'GET /v1/orders/{source}/{id}': ({ call, other: { order } }) =>
    call('GET', `/v1/orders/${order.source}/${order.order}`),
  'GET /v1/customers': ({ call }) => call('GET', '/v1/customers'),
  'GET /v1/customers/{id}': ({ call, other: { customer } }) => call('GET', `/v1/customers/${customer}`),
  'GET /v1/customers/{id}/license': ({ call, other: { customer } }) => call('GET', `/v1/customers/${customer}/license`),
  'GET /v1/customers/{id}/usage': ({ call, other: { customer } }) => call('GET', `/v1/customers/${customer}/usage`),
  'GET /v1/customers/{id}/facts': ({ call, other: { customer } }) =>
    call('GET', `/v1/customers/${customer}/facts?product=atlas`),
  'POST /v1/customers/{id}/reevaluate': ({ call, other: { customer } }) =>
    call('POST', `/v1/customers/${customer}/reevaluate`),
  'GET /v1/licenses/{id}': ({ call, other: { license } }) => call('GET', `/v1/licenses/${license.id}`),
  'GET /v1/licenses/{id}/events': ({ call, other: { license } }) => call('GET', `/v1/licenses/${license.id}/events`),
  'GET /v1/licenses/{id}/why': ({ call, other: { license } }) =>
    call('GET', `/v1/licenses/${license.id}/why?feature=sso`),
  'GET /v1/licenses/{id}/regulations': ({ call, other: { license } }) =>
    call('GET', `/v1/licenses/${license.id}/regulations`),
  'POST /v1/licenses/{id}/republish': ({ call, other: { license } }) =>
    call('POST', `/v1/licenses/${license.id}/republish`, {}),
  'POST /v1/licenses/{id}/commands': ({ call, other: { license } }) =>
    call('POST', `/v1/licenses/${license.id}/commands`, { command: { type: 'suspend' } }),
  'GET /v1/gates': ({ call }) => call('GET', '/v1/gates'),
  'GET /v1/gates/{id}': ({ call, other: { gate } }) => call('GET', `/v1/gates/${gate}`),
  'POST /v1/gates/{id}/answer': ({ call, other: { gate } }) =>
    call('POST', `/v1/gates/${gate}/answer`, { answer: 'yes' }),
  'POST /v1/catalog-versions': ({ call }) => call('POST', '/v1/catalog-versions', { files: {} }),
  'GET /v1/catalog-versions': null,
  // Of nobody: what is asked about comes with the question.
  'POST /v1/regulations/explain': null,
  'GET /v1/regulations/calendar': null,
  'POST /v1/catalog-versions/{version}/activate': ({ call }) =>
    call('POST', '/v1/catalog-versions/cv_0000000000000000/activate', {}),
  'POST /v1/api-keys': ({ call, other: { customer } }) =>
    call('POST', '/v1/api-keys', { name: 'more', scopes: ['read'], customer }),
  'GET /v1/api-keys': ({ call }) => call('GET', '/v1/api-keys'),
  'POST /v1/api-keys/{id}/rotate': ({ call }) => call('POST', `/v1/api-keys/${'a'.repeat(16)}/rotate`, {}),
  'DELETE /v1/api-keys/{id}': ({ call }) => call('DELETE', `/v1/api-keys/${'a'.repeat(16)}`),
  'GET /v1/dead-letters': ({ call }) => call('GET', '/v1/dead-letters'),
  'GET /v1/sandbox/clock': null,
  'POST /v1/sandbox/clock': ({ call }) => call('POST', '/v1/sandbox/clock', { by: 'P1D' }),
  'POST /v1/dead-letters/{id}/redrive': ({ call }) => call('POST', `/v1/dead-letters/${'a'.repeat(16)}/redrive`),
};

/** The problem of an attempt, which tells nothing of the other customer. */
function refusal(reply: RawReply): RouteProblem {
  expect(reply.text).not.toContain(SECRET);
  return problemIn(reply);
}

describe("another customer's key", () => {
  let shared: Parties;
  beforeAll(async () => {
    shared = await parties();
  });
  const attempts = Object.entries(ATTEMPTS).flatMap(([route, attempt]) =>
    attempt === null ? [] : [{ route, attempt }],
  );

  it.each(attempts)('is refused by $route', async ({ attempt }) => {
    expect(refusal(await attempt(shared))).toMatchObject({ status: 403, code: 'customer_forbidden' });
  });

  it('has counted nothing for either, where it reported for both', async () => {
    const { own, other, call } = shared;
    refusal(await call('POST', '/v1/events', [event(own), event(other.customer)]));
    for (const customer of [own, other.customer]) {
      const window = windowAt('month', other.license.anchor, 'UTC', Date.now());
      expect(await storedUsage({ customer, meter: 'queries', window })).toEqual({});
    }
  });

  it('gets nothing by writing the id in another way', async () => {
    const { own, other, call } = shared;
    const { customer } = other;
    const escaped = customer.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    const up = `${own}%2F..%2F${customer}`;
    for (const id of [
      escaped,
      encodeURIComponent(escaped),
      customer.toUpperCase(),
      `%20${customer}`,
      `${customer}%00`,
      up,
      `${customer}%23`,
    ]) {
      const reply = await call('GET', `/v1/customers/${id}/license`);
      expect({ id, status: refusal(reply).status }).not.toMatchObject({ status: 200 });
    }
  });

  it('takes no order of the other over, and none of its licenses away', async () => {
    const { own, other, call } = shared;
    const { order, customer, license } = other;
    const taken = { ...order, version: 9, status: 'cancelled', customer: { id: own } };
    expect((await call('POST', '/v1/orders', taken)).status).toBe(202);
    // An order that replaces the other's, and comes after the one above.
    const next = anOrder({ customer: { id: own }, replaces: order.order });
    expect((await call('POST', '/v1/orders', next)).status).toBe(202);
    await apply({ ...next, version: 2 });
    const stored = await admin.call('GET /v1/orders/{source}/{id}', {
      path: { source: order.source, id: order.order },
    });
    expect(stored.order).toMatchObject({ version: 1, customer: { id: customer } });
    expect(await admin.call('GET /v1/licenses/{id}', { path: { id: license.id } })).toEqual(license);
  });

  it('reads all that is its own', async () => {
    const { own, call } = shared;
    const license = JSON.parse((await call('GET', `/v1/customers/${own}/license`)).text);
    const paths = [
      `/v1/customers/${own}`,
      `/v1/customers/${own}/usage`,
      `/v1/customers/${own}/facts`,
      `/v1/licenses/${license.id}`,
      `/v1/licenses/${license.id}/events`,
    ];
    const replies = await Promise.all(paths.map((path) => call('GET', path)));
    expect(replies.map(({ status }) => status)).toEqual(paths.map(() => 200));
    expect((await call('POST', '/v1/check', { product: 'atlas', features: ['sso'] })).status).toBe(200);
    expect((await call('POST', '/v1/events', event(own))).status).toBe(204);
  });
});
