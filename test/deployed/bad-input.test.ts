/** Bodies that must not be sent: each gets a problem+json with a code that is known, and never a fault of ours. */
import { routes } from '@licet/contracts';
import { describe, expect, it } from 'vitest';
import { problemIn } from './support/client.ts';
import { anOrder } from './support/customers.ts';
import { GOOD_BODIES, ROUTES_WITH_BODY } from './support/good-bodies.ts';
import { someFacts, storeFacts } from './support/store.ts';
import { knock, post } from './support/wire.ts';

it('has a good body of every route that takes one', () => {
  const routesWithBody = Object.entries(routes).flatMap(([route, declared]) => ('body' in declared ? [route] : []));
  expect(Object.keys(GOOD_BODIES).toSorted()).toEqual(routesWithBody.toSorted());
});

describe.each(ROUTES_WITH_BODY)('the body of $route', ({ path, good }) => {
  it.each([
    ['nothing', undefined],
    ['nothing but blanks', '  \n'],
    ['half of one', JSON.stringify(good).slice(0, -1)],
    ['two of them', JSON.stringify(good).repeat(2)],
    ['no JSON', 'customer=acme&features=sso'],
    ['JSON with a comment', `// all\n${JSON.stringify(good)}`],
    ['JSON that begins with a byte order mark', `\uFEFF${JSON.stringify(good)}`],
  ])('must be JSON: %s', async (_, body) => {
    expect(problemIn(await post(path, body))).toMatchObject({ status: 400, code: 'json_invalid' });
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a text', 'sso'],
    ['a list of lists', [[[]]]],
    ['a list of nothing but null', [null]],
  ])('must have its form: %s', async (_, body) => {
    const problem = problemIn(await post(path, JSON.stringify(body)));
    expect(problem).toMatchObject({ status: 400, code: 'request_invalid' });
    expect(problem.errors?.[0]).toHaveProperty('at');
  });

  it.each([
    ['none', {}],
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['bytes', { 'content-type': 'application/octet-stream' }],
    ['what only looks like JSON', { 'content-type': 'application/json-seq' }],
    ['an empty one', { 'content-type': ' ' }],
  ])('must have a content type that the route takes: %s', async (_, headers: Record<string, string>) => {
    const bytes = new TextEncoder().encode(JSON.stringify(good));
    expect(problemIn(await post(path, bytes, headers))).toMatchObject({ status: 415, code: 'media_type_unsupported' });
  });
});

// A CloudEvent may have attributes that we do not know.
const CLOSED = ROUTES_WITH_BODY.filter(({ route }) => route !== 'POST /v1/events');

describe.each(CLOSED)('the body of $route', ({ path, good }) => {
  it.each(['surprise', '__proto__', 'constructor'])('has no field that is not known: %s', async (name) => {
    const problem = problemIn(await post(path, `{"${name}": {}, ${JSON.stringify(good).slice(1)}`));
    expect(problem).toMatchObject({ status: 400, code: 'request_invalid' });
    expect(problem.detail).toContain(name);
  });
});

describe('what is too much', () => {
  it('is a body beyond 6 MB', async () => {
    const body = JSON.stringify({ features: ['x'.repeat(6 * 1024 * 1024)] });
    expect(problemIn(await post('/v1/check', body))).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it.each([
    ['201 features', { features: Array.from({ length: 201 }, (_, index) => `f${index}`) }],
    ['100,000 features', { features: Array.from({ length: 100_000 }, () => 'sso') }],
    ['a feature of 65 letters', { features: ['x'.repeat(65)] }],
    ['a customer of 129 letters', { customer: 'x'.repeat(129), features: ['sso'] }],
    ['101 roles', { features: ['sso'], user: { roles: Array.from({ length: 101 }, () => 'x') } }],
    ['a key of 257 letters', { features: ['sso'], idempotencyKey: 'x'.repeat(257) }],
    ['lists in lists, 50,000 deep', null],
  ])('is %s in a check', async (_, body) => {
    const text = body === null ? `{"features":${'['.repeat(50_000)}${']'.repeat(50_000)}}` : JSON.stringify(body);
    expect(problemIn(await post('/v1/check', text))).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  it.each([
    ['51 items', { items: Array.from({ length: 51 }, () => ({ plan: 'team', from: '2026-01-01' })) }],
    [
      '65 attributes',
      {
        customer: {
          id: 'x',
          attributes: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`a${index}`, 1])),
        },
      },
    ],
    ['a million and one of an item', { items: [{ plan: 'team', from: '2026-01-01', quantity: 1_000_001 }] }],
    ['an order id of 129 letters', { order: 'x'.repeat(129) }],
  ])('is %s in an order', async (_, more) => {
    const body = JSON.stringify({ ...anOrder(), ...more });
    expect(problemIn(await post('/v1/orders', body))).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  it('is eight scopes of a key, where there are seven', async () => {
    const body = JSON.stringify({ name: 'x', scopes: Array.from({ length: 100_000 }, () => 'check') });
    expect(problemIn(await post('/v1/api-keys', body))).toMatchObject({ status: 400, code: 'request_invalid' });
  });
});

describe('names that every object answers to', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  it('are unknown features, and answered each for itself', async () => {
    const { customer } = await storeFacts(someFacts());
    const existing = JSON.parse(`{${names.map((name) => `"${name}": 1`).join()}}`);
    const reply = await post(
      '/v1/check',
      JSON.stringify({ customer, product: 'atlas', features: [...names, 'sso'], existing }),
    );
    expect(reply.status).toBe(200);
    const { decisions } = JSON.parse(reply.text);
    expect(Object.keys(decisions).toSorted()).toEqual([...names, 'sso'].toSorted());
    for (const name of names)
      expect(Object.getOwnPropertyDescriptor(decisions, name)?.value).toMatchObject({
        allowed: false,
        reason: 'feature_unknown',
      });
  });

  it('are attributes that no rule reads, and change nobody’s decision', async () => {
    const { customer } = await storeFacts(someFacts());
    const asked = async (user: string) => {
      const text = `{"customer": "${customer}", "product": "atlas", "features": ["sharing"], "user": ${user}}`;
      const reply = await post('/v1/check', text);
      return { status: reply.status, decision: JSON.parse(reply.text).decisions?.sharing.reason };
    };
    const denied = await asked('{"id": "u", "roles": ["viewer"]}');
    expect(denied).toEqual({ status: 200, decision: 'segment_restricted' });
    expect(
      await asked('{"id": "u", "roles": ["viewer"], "__proto__": ["analyst"], "constructor": "x", "toString": 1}'),
    ).toEqual(denied);
    // Without roles of its own, a person is taken for a viewer, whatever its prototype would say.
    expect(await asked('{"id": "u", "__proto__": ["roles", "analyst"]}')).toEqual(await asked('{"id": "u"}'));
    expect(await asked('{"id": "u", "__proto__": {"roles": ["analyst"]}}')).toEqual({ status: 400 });
  });

  it.each(names)('are customers that nobody knows: %s', async (name) => {
    expect(problemIn(await knock('GET', `/v1/customers/${name}`))).toMatchObject({
      status: 404,
      code: 'customer_unknown',
    });
  });

  it('can be consumed as little as any unknown feature', async () => {
    const { customer } = await storeFacts(someFacts());
    const text = `{"customer": "${customer}", "product": "atlas", "features": ["sso"], "consume": {"__proto__": 1}}`;
    expect((await post('/v1/check', text)).status).toBe(200);
  });
});

describe('text that is not UTF-8', () => {
  it('is refused where it comes as bytes', async () => {
    const body = Uint8Array.from([...Buffer.from('[{"specversion":"1.0","id":"'), 0xff, ...Buffer.from('"}]')]);
    const problem = problemIn(await post('/v1/events', body, { 'content-type': 'application/cloudevents-batch+json' }));
    expect(problem.status).toBe(400);
    expect(['json_invalid', 'request_invalid']).toContain(problem.code);
  });

  it.each([
    ['the customer of a check', '/v1/check', { customer: '\ud800', product: 'atlas', features: ['sso'] }],
    ['a feature', '/v1/check', { customer: 'nobody', product: 'atlas', features: ['\udfff'] }],
    ['the subject of an event', '/v1/events', { ...GOOD_BODIES['POST /v1/events'], subject: '\ud800' }],
    ['the name of a customer', '/v1/orders', anOrder({ customer: { name: 'Zo\ud83c' } })],
    ['the name of a key', '/v1/api-keys', { name: '\ud800', scopes: ['check'] }],
    ['the name of a field', '/v1/check', { customer: 'nobody', features: ['sso'], user: { '\ud800': 1 } }],
  ])('is refused where it is half of a surrogate pair: %s', async (_, path, body) => {
    expect(problemIn(await post(path, JSON.stringify(body)))).toMatchObject({ status: 400, code: 'json_invalid' });
  });

  it('is no fault where the gateway has made text of it', async () => {
    const body = Uint8Array.from([
      ...Buffer.from('{"product":"atlas","features":["sso"],"customer":"a'),
      0xff,
      ...Buffer.from('"}'),
    ]);
    const problem = problemIn(await post('/v1/check', body));
    expect(problem.status).toBeLessThan(500);
  });
});
