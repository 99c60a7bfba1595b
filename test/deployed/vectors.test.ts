/**
 * The decision vectors, through the deployed API: facts and usage are stored as they would have come about, and every answer
 * must be the one that core gives. Where the API speaks differently, `answerOf` says how. Vectors that have a moment of their own
 * are not among them: the API decides now.
 */
import { type Decision, type Facts, open, windowOf } from '@licet/core/decision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  customerOf,
  expectedAt,
  factsAt,
  loadVectors,
  outcomesOf,
  PACK_FILES,
  programOf,
  type Vector,
} from '../vectors/vector.ts';
import { publishTogether } from './support/catalog.ts';
import { admin } from './support/client.ts';
import { storeCustomer, storeFacts, storeUsage } from './support/store.ts';

const lab = programOf({ packs: false });
const metersOf = new Map(lab.features.map(({ name, meter }) => [name, meter]));

/** The longest that an answer may be kept. */
const KEPT_MS = 60_000;

/** Stores what a vector is decided from. The revision is new each time, so that asking for it passes by every cache. */
async function store(vector: Vector, now: number): Promise<Facts | undefined> {
  const facts = factsAt(vector, now);
  if (facts === undefined) {
    await storeCustomer(customerOf(vector));
    return undefined;
  }
  const stored = await storeFacts({ ...facts, revision: now });
  const meter = metersOf.get(vector.request.feature);
  const window = meter === undefined ? undefined : windowOf(open(lab, facts), meter, now);
  if (meter !== undefined && window !== undefined)
    await storeUsage({ customer: facts.customer, meter, window }, vector.request.used ?? 0);
  return stored;
}

/** The request of a vector in the API's words. Of a limit one can only ask for one more: asking for n is asking after n - 1 others. */
function checkOf(vector: Vector, facts: Facts | undefined) {
  const { feature, user, place, device, use, used, wanted } = vector.request;
  const metered = metersOf.get(feature) !== undefined;
  return {
    customer: customerOf(vector),
    product: 'lab',
    features: [feature],
    ...(user && { user }),
    ...((place || device || use) && { context: { ...place, ...(device && { device }), ...(use && { use }) } }),
    ...(used !== undefined && !metered && { existing: { [feature]: used + (wanted ?? 1) - 1 } }),
    ...(wanted !== undefined && metered && { consume: { [feature]: wanted } }),
    ...(facts && { minRevision: facts.revision }),
    ...(vector.expect.trace && { trace: true }),
  };
}

/**
 * What the API says where core decides so, with `undefined` for what it must leave out. It says `null` for unlimited, always
 * knows how much of an allowance is used, tells what is left after consuming, and lets nothing be kept for more than a minute.
 */
function answerOf(vector: Vector, expected: Partial<Decision>, at: number): Record<string, unknown> {
  const { feature, wanted } = vector.request;
  const metered = metersOf.get(feature) !== undefined;
  const consumed = metered && expected.allowed === true ? (wanted ?? 0) : 0;
  const { used, remaining, staleAfter, ...others } = expected;
  const asked = metered || wanted === undefined;
  return {
    ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, shown(name, value)])),
    ...(typeof used === 'number' && asked && { used: used + consumed }),
    ...(typeof remaining === 'number' && asked && { remaining: shown('remaining', remaining - consumed) }),
    ...(staleAfter !== undefined && { staleAfter: instant(Math.min(staleAfter, at + KEPT_MS)) }),
  };
}

/** A part of a decision as the API says it; a number that does not apply is left out, one that has no end is `null`. */
function shown(name: string, value: unknown): unknown {
  if (name === 'resetsAt') return typeof value === 'number' ? instant(value) : undefined;
  if (name === 'limit' && value === null) return undefined;
  return value === Number.POSITIVE_INFINITY ? null : value;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

const files = loadVectors()
  .map(({ file, packs, vectors }) => ({ file, packs, vectors: vectors.filter(({ at }) => at === undefined) }))
  .filter(({ vectors }) => vectors.length > 0);

describe.each(files)('decision vectors, deployed: $file', ({ packs, vectors }) => {
  // Packs hold for every product, so they are published for these vectors alone.
  if (packs) {
    beforeAll(() => publishTogether(PACK_FILES));
    afterAll(() => publishTogether({}));
  }

  it.each(vectors)('$name', async (vector) => {
    const now = Date.now();
    const facts = await store(vector, now);
    const answer = await admin.call('POST /v1/check', { body: checkOf(vector, facts) });
    const { at, staleAfter, decisions, ...about } = answer;
    expect(about).toEqual({
      customer: customerOf(vector),
      license: facts?.license ?? null,
      revision: facts?.revision ?? 0,
      catalogVersion: expect.stringMatching(/^cv_/),
    });
    expect(Object.keys(decisions)).toEqual([vector.request.feature]);
    const { trace = [], ...decision } = decisions[vector.request.feature]!;
    const told = { limit: undefined, resetsAt: undefined, exposures: [], ...decision, staleAfter };
    expect(told).toMatchObject(answerOf(vector, expectedAt(vector, now), Date.parse(at)));
    expect(outcomesOf(trace)).toMatchObject(vector.expect.trace ?? {});
  });
});
