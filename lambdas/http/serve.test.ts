import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiEvent, lambdaContext } from '../../test/support/api-event.ts';
import type { Authenticate } from './authenticate.ts';
import { ProblemError } from './problem-error.ts';
import { type RouteHandlers, serve } from './serve.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

const NOW = Date.parse('2026-11-24T08:00:00Z');
const REAL = Date.parse('2025-11-24T08:00:00Z');
const clock = () => NOW;
const PRINCIPAL = { id: 'key', scopes: ['admin'], customer: undefined, product: undefined };
const authenticate = vi.fn<Authenticate>(() => Promise.resolve(PRINCIPAL));
afterEach(() => authenticate.mockReset().mockResolvedValue(PRINCIPAL));

const customer = { id: 'acme', home: 'us-east-1', zone: 'UTC', attributes: {} };
const read = vi.fn<RouteHandlers<'GET /v1/customers/{id}'>['GET /v1/customers/{id}']>(() => Promise.resolve(customer));
const list = vi.fn<RouteHandlers<'GET /v1/customers'>['GET /v1/customers']>(() =>
  Promise.resolve({ items: [customer] }),
);
const handler = serve({ 'GET /v1/customers/{id}': read, 'GET /v1/customers': list }, authenticate, () =>
  Promise.resolve(clock),
);

async function answer(call: Parameters<typeof apiEvent>[0]) {
  const { statusCode, body = '' } = await handler(apiEvent(call), lambdaContext);
  return { status: statusCode, ...JSON.parse(body) };
}

describe('a route that is served', () => {
  it('is called with its parameters decoded and parsed, by whom and when', async () => {
    await answer({ route: 'GET /v1/customers/{id}', path: { id: 'a%20b%2525' } });
    expect(read).toHaveBeenLastCalledWith({
      path: { id: 'a b%25' },
      query: undefined,
      body: undefined,
      principal: PRINCIPAL,
      now: NOW,
      clock,
    });
    await answer({ route: 'GET /v1/customers', query: { limit: '7' } });
    expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ query: { limit: 7 } }));
  });

  it('asks for the scope that the contract says, of a key that ends in real time whatever the clock says', async () => {
    vi.useFakeTimers({ now: REAL, toFake: ['Date'] });
    await answer({ route: 'GET /v1/customers' });
    vi.useRealTimers();
    expect(authenticate).toHaveBeenCalledWith(expect.objectContaining({ routeKey: 'GET /v1/customers' }), 'read', REAL);
  });

  it('lets nobody see why a request is bad who may not call at all', async () => {
    authenticate.mockRejectedValueOnce(new ProblemError('key_missing', 'send a key'));
    expect(await answer({ route: 'GET /v1/customers', query: { limit: 'many' } })).toMatchObject({
      code: 'key_missing',
    });
  });

  it('answers what the contract declares, and nothing else that its handler lets slip', async () => {
    const slip = { ...customer, hash: 'c0ffee' };
    read.mockResolvedValueOnce(slip);
    expect(await answer({ route: 'GET /v1/customers/{id}', path: { id: 'acme' } })).toEqual({
      status: 200,
      ...customer,
    });
  });

  it('answers with a fault rather than in another form', async () => {
    const spoilt: typeof customer = JSON.parse('{"id":"acme"}');
    read.mockResolvedValueOnce(spoilt);
    expect(await answer({ route: 'GET /v1/customers/{id}', path: { id: 'acme' } })).toMatchObject({ code: 'internal' });
  });

  it.each([
    ['a path that is not encoded', { route: 'GET /v1/customers/{id}', path: { id: '%E0%A4%A' } }, '%E0%A4%A'],
    ['a path parameter of another form', { route: 'GET /v1/customers/{id}', path: { id: 'a%00' } }, 'path.id'],
    ['a query of another form', { route: 'GET /v1/customers', query: { limit: 'many' } }, 'query.limit'],
  ])('refuses %s, and says where', async (_, call, where) => {
    const { status, code, detail } = await answer(call);
    expect({ status, code }).toEqual({ status: 400, code: 'request_invalid' });
    expect(detail).toContain(where);
  });

  it('is not one that the function has not', async () => {
    expect(await answer({ route: 'GET /v1/licenses/{id}' })).toMatchObject({ status: 404, code: 'route_unknown' });
  });
});
