import { createHash } from 'node:crypto';
import { routes, SCOPES } from '@licet/contracts';
import { windowAt } from '@licet/core/metering';
import { describe, expect, it } from 'vitest';
import { cloud } from './support/aws.ts';
import { admin, type Client, clientOf, problemIn, send } from './support/client.ts';
import { aKey } from './support/keys.ts';
import { aLicensedCustomer, daysAgo } from './support/customers.ts';
import { someFacts, storedUsage, storeFacts } from './support/store.ts';
import { eventually } from './support/waiting.ts';

/** How long a function believes what it has read of a key. */
const BELIEVED_MS = 15_000;

const ROUTES = Object.entries(routes).map(([route, { scope }]) => ({ route, scope }));
const RANDOM = 'a'.repeat(16);

/** Calls a route with nothing but a key, or without one: authentication comes before everything else. */
function knock(route: string, headers: Readonly<Record<string, string>>) {
  const [method = '', path = ''] = route.split(' ');
  return send({
    method,
    path: path.replaceAll(/\{\w+\}/g, 'nothing'),
    headers: { ...headers, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: '{}' }),
  });
}

describe('whoever has no good key', () => {
  it.each(ROUTES)('is told so by $route', async ({ route }) => {
    const reply = await knock(route, {});
    expect(problemIn(reply)).toMatchObject({ status: 401, code: 'key_missing' });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    ['another scheme', { authorization: `Basic ${cloud.adminKey}` }, 'key_missing'],
    ['no key after the scheme', { authorization: 'Bearer ' }, 'key_missing'],
    ['an empty header', { 'x-api-key': '' }, 'key_missing'],
    ['what is no key', { authorization: 'Bearer please' }, 'key_invalid'],
    ['a key that was cut', { authorization: `Bearer ${cloud.adminKey.slice(0, -30)}` }, 'key_invalid'],
    ['a key with something behind it', { authorization: `Bearer ${cloud.adminKey}/` }, 'key_invalid'],
    [
      'a key whose secret is another',
      { 'x-api-key': `${cloud.adminKey.slice(0, -1)}_`.replace(/_$/, 'X') },
      'key_invalid',
    ],
    ['a key that nobody issued', { 'x-api-key': `licet_${cloud.home}_${RANDOM}_${RANDOM}${RANDOM}` }, 'key_invalid'],
    ['a key with an overlong secret', { 'x-api-key': `${cloud.adminKey}${'a'.repeat(4000)}` }, 'key_invalid'],
  ])('gets a 401: %s', async (_, headers: Record<string, string>, code) => {
    const reply = await knock('GET /v1/customers', headers);
    expect(problemIn(reply)).toMatchObject({ status: 401, code });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is sent to the home of a foreign key', async () => {
    const key = cloud.adminKey.replace(cloud.home, 'eu-central-1');
    // Without a body: where there is one, fetch tries a 421 again by itself, and fails on its own repetition.
    const problem = problemIn(await knock('GET /v1/customers', { authorization: `Bearer ${key}` }));
    expect(problem).toMatchObject({ status: 421, code: 'home_foreign', home: 'eu-central-1' });
    expect(problem.detail).toContain('this deployment has no such home, but us-east-1');
  });

  it('may send the key in either header, and names the scheme as it likes', async () => {
    const ways: Record<string, string>[] = [
      { 'x-api-key': cloud.adminKey },
      { authorization: `bearer  ${cloud.adminKey}` },
      { 'X-API-Key': cloud.adminKey, authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' },
    ];
    for (const headers of ways) expect((await knock('GET /v1/api-keys', headers)).status).toBe(200);
  });
});

describe('the scopes of a key', () => {
  it.each(SCOPES)('open the routes of their own and no other: %s', async (scope) => {
    const { key } = await aKey({ scopes: [scope] });
    const authorization = `Bearer ${key}`;
    const replies = await Promise.all(
      ROUTES.map(async ({ route }) => ({ route, reply: await knock(route, { authorization }) })),
    );
    const [opened, closed] = [
      replies.filter(({ reply }) => reply.status !== 403),
      replies.filter(({ reply }) => reply.status === 403),
    ];
    expect(closed.map(({ reply }) => problemIn(reply).code)).toEqual(closed.map(() => 'scope_missing'));
    const own = ROUTES.filter((route) => route.scope === scope || scope === 'admin');
    expect(opened.map(({ route }) => route)).toEqual(own.map(({ route }) => route));
  });

  it('add up', async () => {
    const { client } = await aKey({ scopes: ['check', 'read'] });
    const { customer } = await storeFacts(someFacts());
    await client.call('POST /v1/check', { body: { customer, product: 'atlas', features: ['sso'] } });
    await client.call('GET /v1/customers', {});
    expect(await client.refused('GET /v1/api-keys', {}, 'scope_missing')).toMatchObject({ status: 403 });
  });
});

describe('a key that is bound', () => {
  it('to a product asks for no other', async () => {
    const facts = await storeFacts(someFacts());
    const { customer, license } = await aLicensedCustomer({
      product: 'lab',
      items: [{ plan: 'lab-pro', from: daysAgo(9) }],
    });
    const { client } = await aKey({ scopes: ['check', 'read', 'usage'], product: 'atlas' });
    const check = { customer: facts.customer, features: ['bulk-api'] };
    const { decisions } = await client.call('POST /v1/check', { body: check });
    expect(decisions).toMatchObject({ 'bulk-api': { allowed: true } });

    const product = 'lab';
    await client.refused('POST /v1/check', { body: { ...check, product } }, 'product_forbidden');
    await client.refused('GET /v1/licenses/{id}', { path: { id: license.id } }, 'product_forbidden');
    await client.refused('GET /v1/licenses/{id}/events', { path: { id: license.id } }, 'product_forbidden');
    const path = { id: customer };
    await client.refused('GET /v1/customers/{id}/license', { path, query: { product } }, 'product_forbidden');
    await client.refused('GET /v1/customers/{id}/usage', { path, query: { product } }, 'product_forbidden');
    await client.refused('GET /v1/customers/{id}/facts', { path, query: { product } }, 'product_forbidden');
    await client.refused('GET /v1/customers/{id}/license', { path }, 'license_unknown');
    const event = { specversion: '1.0', id: '1', source: 'test', type: 'lab.run.finished', subject: customer } as const;
    await client.refused('POST /v1/events', { body: event }, 'product_forbidden');
    expect(
      await storedUsage({ customer, meter: 'labruns', window: windowAt('month', daysAgo(9), 'UTC', Date.now()) }),
    ).toEqual({});
  });

  it.each([
    ['customer', { customer: 'somebody' }, 'customer_forbidden'],
    ['product', { product: 'atlas' }, 'product_forbidden'],
  ] as const)('to a %s cannot get itself one that is not, though it has the scope', async (_, bound, code) => {
    const { client, id } = await aKey({ scopes: ['admin'], ...bound });
    const refusal = await client.refused('POST /v1/api-keys', { body: { name: 'more', scopes: ['admin'] } }, code);
    expect(refusal).toMatchObject({ status: 403 });
    await client.refused('POST /v1/api-keys/{id}/rotate', { path: { id }, body: {} }, code);
    await client.refused('DELETE /v1/api-keys/{id}', { path: { id } }, code);
    await client.refused('GET /v1/api-keys', {}, code);
  });
});

describe('the list of keys', () => {
  /** Every page of it, as text. */
  async function pages(limit: number): Promise<{ ids: string[]; text: string }> {
    const [ids, texts]: [string[], string[]] = [[], []];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const query: { limit: number; cursor?: string } = cursor === '' ? { limit } : { limit, cursor };
      const page = await admin.call('GET /v1/api-keys', { query });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      ids.push(...page.items.map(({ id }) => id));
      texts.push(JSON.stringify(page));
      cursor = page.cursor;
    }
    return { ids, text: texts.join() };
  }

  it('has each key once, over its pages, and nothing that could be used as one', async () => {
    const created = [
      await aKey({ scopes: ['check'] }),
      await aKey({ scopes: ['read'] }),
      await aKey({ scopes: ['usage'] }),
    ];
    const { ids, text } = await pages(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(created.map(({ id }) => id)));
    for (const { key } of created) {
      const secret = key.split('_').at(-1) ?? '';
      expect(text).not.toContain(secret);
      expect(text).not.toContain(createHash('sha256').update(secret).digest('hex'));
    }
  });

  it('says what each may do, for whom and until when', async () => {
    const wish = {
      name: 'for a shop',
      scopes: ['check' as const],
      customer: 'shop',
      product: 'atlas',
      expiresAt: '2099-01-01T00:00:00.000Z',
    };
    const { key: _, client: __, ...shown } = await aKey(wish);
    expect(shown).toMatchObject(wish);
    await eventually(async () => {
      const { items } = await admin.call('GET /v1/api-keys', { query: { limit: 200 } });
      expect(items).toContainEqual(shown);
    });
  });
});

describe('the end of a key', () => {
  it('is refused where it lies in the past', async () => {
    const body = { name: 'late', scopes: ['check' as const], expiresAt: '2020-01-01T00:00:00Z' };
    const { detail } = await admin.refused('POST /v1/api-keys', { body }, 'request_invalid');
    expect(detail).toContain('expiresAt');
  });

  it('is that of its time, whatever its offset', async () => {
    const { expiresAt } = await aKey({ scopes: ['check'], expiresAt: '2099-01-01T02:00:00+02:00' });
    expect(expiresAt).toBe('2099-01-01T00:00:00.000Z');
  });

  it('is asked of a key that there is', async () => {
    const path = { id: RANDOM };
    await admin.refused('DELETE /v1/api-keys/{id}', { path }, 'key_unknown');
    const problem = await admin.refused('POST /v1/api-keys/{id}/rotate', { path, body: {} }, 'key_unknown');
    expect(problem).toMatchObject({ status: 404 });
  });

  it('comes once: a revoked key is not rotated, and revoking it again changes nothing', async () => {
    const { id } = await aKey({ scopes: ['check'] });
    const revoked = await admin.call('DELETE /v1/api-keys/{id}', { path: { id } });
    expect(revoked.revokedAt).toBeDefined();
    expect(await admin.call('DELETE /v1/api-keys/{id}', { path: { id } })).toEqual(revoked);
    await admin.refused('POST /v1/api-keys/{id}/rotate', { path: { id }, body: {} }, 'key_ended');
  });
});

/** A check that any key with its scope may make. */
async function aCheck() {
  const { customer } = await storeFacts(someFacts());
  return { body: { customer, product: 'atlas', features: ['sso'] } };
}

/**
 * Sends checks, several at once for several instances, until all of them are refused that were sent so long after a moment. Returns
 * with what code, and how long after the moment the last accepted one was sent; times are milliseconds.
 */
async function untilRefused(
  client: Client,
  since: number,
  after: number,
): Promise<{ code: string; acceptedFor: number }> {
  const check = await aCheck();
  let acceptedFor = Number.NEGATIVE_INFINITY;
  return eventually(async () => {
    const sentFor = Date.now() - since;
    const replies = await Promise.all([1, 2, 3].map(() => client.raw('POST /v1/check', check)));
    if (replies.some(({ status }) => status === 200)) acceptedFor = sentFor;
    const codes = new Set(replies.map((reply) => problemIn(reply).code));
    expect(sentFor).toBeGreaterThanOrEqual(after);
    expect(codes.size).toBe(1);
    return { code: [...codes].join(), acceptedFor };
  });
}

// At once: each waits until functions have forgotten what they have read of a key.
describe.concurrent('a key that ends', () => {
  it('by being revoked is refused after 15 s at the latest', async () => {
    const { id, client } = await aKey({ scopes: ['check'] });
    await client.call('POST /v1/check', await aCheck());
    await admin.call('DELETE /v1/api-keys/{id}', { path: { id } });
    const { code, acceptedFor } = await untilRefused(client, Date.now(), BELIEVED_MS);
    expect(code).toBe('key_revoked');
    expect(acceptedFor).toBeLessThan(BELIEVED_MS);
  });

  it('by its time is refused from then on', async () => {
    const end = Date.now() + 3_000;
    const { client } = await aKey({ scopes: ['check'], expiresAt: new Date(end).toISOString() });
    const { code, acceptedFor } = await untilRefused(client, end, 0);
    expect(code).toBe('key_expired');
    expect(acceptedFor).toBeLessThan(0);
  });

  it('by being rotated works beside the new one, and then no longer', async () => {
    const old = await aKey({ scopes: ['check'], name: 'shop', product: 'atlas' });
    const check = await aCheck();
    await old.client.call('POST /v1/check', check);
    const { key, ...rotated } = await admin.call('POST /v1/api-keys/{id}/rotate', {
      path: { id: old.id },
      body: { overlapSeconds: 6 },
    });
    expect(rotated).toMatchObject({ name: 'shop', scopes: ['check'], product: 'atlas' });
    expect(rotated.id).not.toBe(old.id);
    await clientOf(key).call('POST /v1/check', check);
    await old.client.call('POST /v1/check', check);
    const { items } = await admin.call('GET /v1/api-keys', { query: { limit: 200 } });
    const end = Date.parse(items.find(({ id }) => id === old.id)?.expiresAt ?? '');
    const { code, acceptedFor } = await untilRefused(old.client, end, BELIEVED_MS);
    expect(code).toBe('key_expired');
    expect(acceptedFor).toBeLessThan(BELIEVED_MS);
    await clientOf(key).call('POST /v1/check', check);
  });

  it('keeps the end that it had, if that comes before the end of the overlap', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await aKey({ scopes: ['check'], expiresAt });
    const rotated = await admin.call('POST /v1/api-keys/{id}/rotate', { path: { id }, body: {} });
    expect(rotated.expiresAt).toBe(expiresAt);
    const { items } = await admin.call('GET /v1/api-keys', { query: { limit: 200 } });
    expect(items.find((key) => key.id === id)).toMatchObject({ expiresAt });
  });
});
