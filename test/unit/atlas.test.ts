import { validateCatalog } from '@licet/core/catalog';
import { decide, type DecisionRequest, type Facts, loadProgram, open } from '@licet/core/decision';
import { type Order, orderSchema, propose } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../packages/core/src/license/facts.ts';
import { ATLAS_FILES, compiled, LAB_FILES, loadedProgram } from '../support/catalogs.ts';
import { expectedAt, factsAt, loadVectors, momentOf, PACK_FILES, requestOf } from '../vectors/vector.ts';

const { program, hash } = compiled(ATLAS_FILES);
const atlas = loadProgram(program, hash);
const NOW = Date.parse('2026-11-24T09:30:00Z');

/** A customer that bought something, and what it used in 30, 7 and 90 days. */
function customer(
  plan: string,
  used: Partial<Record<string, number>> = {},
  about: Partial<Order['customer']> = {},
  ...more: (string | { plan: string; from: string })[]
): Facts {
  const order = orderSchema.parse({
    source: 'crm',
    order: '1',
    version: 1,
    at: '2026-06-01T00:00:00Z',
    customer: { id: 'acme', country: 'DE', attributes: { tags: [] }, ...about },
    items: [plan, ...more].map((item) => (typeof item === 'string' ? { plan: item, from: '2026-06-01' } : item)),
  });
  const usage = Object.fromEntries(
    Object.entries(used).map(([meter, sum = 0]) => [meter, { last7d: sum, last30d: sum, last90d: sum, days30d: 9 }]),
  );
  const proposal = propose(
    { home: 'eu', license: undefined, orders: [order], program: atlas, usage },
    { type: 'apply-orders', customer: 'acme', product: 'atlas', source: 'crm', order: '1' },
    NOW,
  );
  if (proposal.outcome !== 'changed') throw new Error(JSON.stringify(proposal));
  return factsOf(proposal.next, atlas, NOW);
}
const askOn = (date: string, facts: Facts, feature: string, asker: Partial<DecisionRequest> = {}) =>
  decide(open(atlas, facts), { feature, ...asker }, Date.parse(`${date}T09:30:00Z`));
const ask = (facts: Facts, feature: string, asker?: Partial<DecisionRequest>) =>
  askOn('2026-11-24', facts, feature, asker);
const analyst = { user: { id: 'ada', roles: ['analyst'] } };

describe('the catalog of Atlas', () => {
  it('has no problem, and nothing to warn of', () => expect(validateCatalog(ATLAS_FILES).problems).toEqual([]));

  it('can be published together with the catalog of the vectors, whose answers stay what they are', () => {
    const { problems, compiled: together } = validateCatalog({ ...ATLAS_FILES, ...LAB_FILES });
    // Lab grants nothing here and there on purpose, which is worth a warning; between the two there is nothing to tell.
    expect(problems.filter(({ severity, file }) => severity === 'error' || file.startsWith('catalog/'))).toEqual([]);
    const both = loadProgram(together?.program, 'both');
    const packed = loadedProgram({ ...ATLAS_FILES, ...LAB_FILES, ...PACK_FILES });
    const vectors = loadVectors().flatMap((file) => file.vectors.map((vector) => ({ vector, packs: file.packs })));
    for (const { vector, packs } of vectors) {
      const now = momentOf(vector, NOW);
      const facts = factsAt(vector, now);
      if (facts === undefined) continue;
      const { name } = vector;
      const decision = decide(open(packs ? packed : both, facts), requestOf(vector), now);
      expect({ name, decision }).toMatchObject({ name, decision: expectedAt(vector, now) });
    }
  });
});

describe('exports are earned', () => {
  it('given a customer on team, then it has no exports', () => {
    expect(ask(customer('team@2'), 'exports', { ...analyst, used: 0 })).toMatchObject({
      allowed: false,
      reason: 'not_granted',
    });
  });

  it('given that it ran more than 50,000 queries in 30 days, then it has 200, and 50,000 queries more', () => {
    const busy = customer('team@2', { queries: 50_001 });
    expect(ask(busy, 'exports', { ...analyst, used: 199 })).toMatchObject({
      allowed: true,
      value: 200,
      remaining: 1,
      source: { kind: 'overlay', id: 'power-analysts' },
    });
    expect(ask(busy, 'queries', { used: 149_999 })).toMatchObject({ allowed: true, value: 150_000 });
  });

  it('given exactly 50,000, then not yet', () => {
    expect(ask(customer('team@2', { queries: 50_000 }), 'exports', { ...analyst, used: 0 })).toMatchObject({
      allowed: false,
    });
  });

  it('given the export pack, then the floor is not noticed', () => {
    expect(
      ask(customer('team@2', { queries: 60_000 }, {}, 'export-pack'), 'exports', { ...analyst, used: 0 }),
    ).toMatchObject({ value: 500, source: { kind: 'plan' } });
  });
});

describe('a pipe is not a dashboard', () => {
  it('given more API calls in a week than queries in a quarter, then bulk access goes and single calls stay', () => {
    const pipe = customer('team@1', { calls: 200_001, queries: 10 });
    expect(ask(pipe, 'bulk-api')).toMatchObject({
      allowed: false,
      reason: 'segment_restricted',
      source: { id: 'api-harvesters' },
    });
    expect(ask(pipe, 'concurrent-queries', { used: 3 })).toMatchObject({
      allowed: false,
      reason: 'limit_reached',
      value: 3,
    });
    expect(ask(pipe, 'api-calls', { used: 0 })).toMatchObject({ allowed: true });
  });

  it.each([
    ['the embed pack', customer('team@1', { calls: 200_001 }, {}, 'embed-pack')],
    ['business', customer('business', { calls: 200_001 })],
    ['fewer calls', customer('team@1', { calls: 200_000 })],
  ])('given %s, then it is left alone', (_, facts) => expect(ask(facts, 'bulk-api')).toMatchObject({ allowed: true }));
});

describe('experiments are named to those who could have been drawn', () => {
  const named = (plan: string, feature: string, os?: string) =>
    ask(customer(plan), feature, { device: { os } }).exposures.map(({ experiment }) => experiment);

  it.each([
    ['roomier-community', 'editors', 'community', 'team'],
    ['ai-taster', 'ai-assistant', 'team', 'business'],
  ])('%s, asked for %s: on %s, and not on %s', (experiment, feature, plan, other) => {
    expect([named(plan, feature), named(other, feature)]).toEqual([[experiment], []]);
  });

  it('mobile-sharing: on community, from a phone, and where nobody says from what', () => {
    expect(['ios', 'android', undefined].map((os) => named('community', 'sharing', os)).flat()).toHaveLength(3);
    expect([named('community', 'sharing', 'windows'), named('team', 'sharing', 'ios')]).toEqual([[], []]);
  });
});

describe('how terms end', () => {
  const exporting = { ...analyst, used: 0 };

  it('given a top-up, then 1,000 exports more for a month, also beside a pack', () => {
    const topped = customer('team@2', {}, {}, 'export-pack', { plan: 'export-top-up', from: '2026-11-20' });
    const exports = (date: string) => askOn(date, topped, 'exports', exporting).value;
    expect(['2026-11-24', '2026-12-19', '2026-12-20'].map(exports)).toEqual([1500, 1500, 500]);
  });

  it('given business since 1 June, whose next year is not paid for, then all goes on for 30 days', () => {
    const business = customer('business');
    expect(askOn('2027-06-30', business, 'exports', exporting)).toMatchObject({ allowed: true, value: 1000 });
    expect(askOn('2027-07-02', business, 'exports', exporting)).toMatchObject({ reason: 'license_expired' });
  });

  it('given enterprise for three years, which is still negotiated when they are over, then what exists goes on, and no allowance', () => {
    const enterprise = customer('enterprise');
    for (const feature of ['sso', 'dashboards', 'support'])
      expect(askOn('2029-07-02', enterprise, feature)).toMatchObject({ allowed: true });
    expect(askOn('2029-05-30', enterprise, 'queries', { used: 0 })).toMatchObject({ allowed: true });
    expect(askOn('2029-07-02', enterprise, 'queries', { used: 0 })).toMatchObject({ allowed: false });
  });

  it('given team since 1 June, then it grants for a week more, while we renew it', () => {
    expect(askOn('2027-06-07', customer('team'), 'sharing', analyst)).toMatchObject({ allowed: true });
    expect(askOn('2027-06-09', customer('team'), 'sharing', analyst)).toMatchObject({ reason: 'license_expired' });
  });
});

describe('what silence means', () => {
  const team = customer('business', {}, { country: 'US' });

  it.each<[string, string, Partial<DecisionRequest>, object]>([
    ['the person, then no viewer asks', 'exports', {}, { allowed: true }],
    [
      'a person’s roles, then a viewer asks',
      'exports',
      { user: { id: 'ada' } },
      { allowed: false, reason: 'segment_unknown', source: { id: 'viewers' } },
    ],
    [
      'a person’s employment, then an employee asks',
      'sharing',
      { user: { id: 'ada', roles: ['analyst'] } },
      { allowed: true },
    ],
    [
      'the country, then no AI answers',
      'ai-assistant',
      {},
      { allowed: false, reason: 'segment_unknown', source: { id: 'ai-withheld-places' } },
    ],
    [
      'whether a device is managed, then nothing is downloaded',
      'downloads',
      { device: { os: 'ios' } },
      { allowed: false, reason: 'segment_unknown' },
    ],
  ])('given a check that leaves out %s', (_, feature, asker, expected) =>
    expect(ask(team, feature, asker)).toMatchObject(expected),
  );

  it('given a check that says it all, then all of it is granted', () => {
    const everything = {
      user: { id: 'ada', roles: ['analyst'], employment: 'employee' },
      place: { country: 'US' },
      device: { managed: true },
    };
    for (const feature of ['exports', 'sharing', 'ai-assistant', 'downloads'])
      expect(ask(team, feature, everything)).toMatchObject({ allowed: true });
  });
});
