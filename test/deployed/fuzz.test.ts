/** A small fuzz of every route of the contract. What is found here once gets a test of its own beside the others. */
import { routes } from '@licet/contracts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyValue, nearly } from '../support/mutations.ts';
import { addressOf, nowhere, ROUTES_WITH_BODY } from './support/good-bodies.ts';
import { expectNoFault, knock, post } from './support/wire.ts';

/** Requests of a route in the fuzz: enough to find what is near, few enough to stay below a second. */
const RUNS = { numRuns: 30 } as const;

describe('nothing that can be sent is a fault of ours', () => {
  it.each(ROUTES_WITH_BODY)('to $route, as a body', async ({ path, good }) => {
    const bodies = fc.oneof({ weight: 4, arbitrary: nearly(fc.constant(good)) }, { weight: 1, arbitrary: anyValue });
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expectNoFault(await post(path, JSON.stringify(body) ?? ''));
      }),
      RUNS,
    );
  });

  // Undici, not the API, has the last word on what a path may be; encoded, all is allowed.
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('.', '..', '/', '%2F', '\0', 'cv_', 'lic_', '__proto__'),
  );
  const names = ['source', 'id', 'version', 'limit', 'cursor', 'product', 'after'];
  const anyOf = fc.dictionary(fc.constantFrom(...names), text);

  it.each(Object.keys(routes))('to %s, as parameters', async (route) => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(anyOf, anyOf, async (parameters, query) => {
        const { method, path } = addressOf(route, { ...nowhere(route), ...parameters });
        expectNoFault(await knock(method, `${path}?${new URLSearchParams(query).toString()}`));
      }),
      RUNS,
    );
  });
});
