/** Addresses that must not be called: each gets a problem+json with a code that is known, and never a fault of ours. */
import { describe, expect, it } from 'vitest';
import { problemIn } from './support/client.ts';
import { knock } from './support/wire.ts';

describe('an address', () => {
  it.each([
    ['that no route has', 'GET', '/v1/nothing'],
    ['of no version', 'GET', '/check'],
    ['with a slash behind it', 'GET', '/v1/customers/'],
    ['with two slashes', 'GET', '/v1//customers'],
    ['in capitals', 'GET', '/V1/CUSTOMERS'],
    ['at the root', 'GET', '/'],
    ['below a route', 'GET', '/v1/customers/acme/secrets'],
  ])('%s is unknown', async (_, method, path) => {
    expect(problemIn(await knock(method, path))).toMatchObject({ status: 404, code: 'route_unknown' });
  });

  it.each([
    ['PUT', '/v1/check'],
    ['GET', '/v1/check'],
    ['PATCH', '/v1/orders'],
    ['DELETE', '/v1/customers/acme'],
    ['POST', '/v1/customers'],
  ])('does not know every method: %s %s', async (method, path) => {
    const reply = await knock(method, path);
    expect(reply.status).toBeGreaterThanOrEqual(404);
    expect(reply.status).toBeLessThanOrEqual(405);
    expect(['route_unknown', 'method_unsupported']).toContain(problemIn(reply).code);
  });

  it.each(['%', '%zz', '%2', '%E0%A4%A', '%00', 'a%0Ab', '%7F', 'x'.repeat(129)])(
    'has its parameters encoded as they should be: %s',
    async (id) => {
      const reply = await knock('GET', `/v1/customers/${id}`);
      expect(problemIn(reply)).toMatchObject({ status: 400, code: 'request_invalid' });
    },
  );

  it.each(['%25zz', 'a%20b', 'a+b', ';', '%F0%9F%8E%89', "'", '%22', '%5C', '*', '..%2E', '%23'])(
    'may name a customer as the vendor does: %s',
    async (id) => {
      const problem = problemIn(await knock('GET', `/v1/customers/${id}`));
      expect(problem).toMatchObject({ status: 404, code: 'customer_unknown' });
      expect(problem.detail).toContain(`"${decodeURIComponent(id)}"`);
    },
  );

  it.each([
    '/v1/licenses/lic_1',
    `/v1/licenses/LIC_${'0'.repeat(32)}`,
    `/v1/licenses/lic_${'0'.repeat(32)}/events?after=-1`,
    `/v1/licenses/lic_${'0'.repeat(32)}/events?after=99999999990`,
    `/v1/licenses/lic_${'0'.repeat(32)}/events?after=1.5`,
    `/v1/licenses/lic_${'0'.repeat(32)}/events?limit=201`,
    '/v1/orders/UPPER/1',
    '/v1/customers?limit=0',
    '/v1/customers?limit=201',
    '/v1/customers?limit=ten',
    '/v1/customers?limit=1&limit=2',
    '/v1/customers?cursor=',
    '/v1/customers?cursor=e30',
    `/v1/customers?cursor=${cursor({ shard: 16 })}`,
    `/v1/customers?cursor=${cursor({ shard: 3, key: { pk: 'CATALOG', sk: 'POINTER', gpk: 'KEYS', gsk: 'x' } })}`,
    `/v1/customers?cursor=${cursor({ shard: 3, key: { pk: '', sk: '', gpk: 'CUSTOMER#03', gsk: '' } })}`,
    `/v1/customers?cursor=${'x'.repeat(2049)}`,
    '/v1/api-keys?cursor=~',
    `/v1/api-keys?cursor=${'a'.repeat(2000)}`,
    '/v1/dead-letters?cursor=~',
    '/v1/customers/acme/license?product=ATLAS',
  ])('has parameters of their form: %s', async (path) => {
    expect(problemIn(await knock('GET', path))).toMatchObject({ status: 400, code: 'request_invalid' });
  });
});

function cursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
