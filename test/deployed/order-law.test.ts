/**
 * The order law, deployed: every permutation and duplication of a history ends in the same license. All permutations are gone
 * through in core, where they cost nothing; here a dozen of them race through the real queue, with duplicates, all at once.
 */
import { bucket } from '@licet/core/hash';
import { expect, it } from 'vitest';
import { admin } from './support/client.ts';
import { daysAgo, type PlainOrder, unique } from './support/customers.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';
import { everythingSettled } from './support/settled.ts';
import { eventually, fewAtATime } from './support/waiting.ts';

const PERMUTATIONS = 12;
/** The events of a customer, some of them sent twice. */
const PER_CUSTOMER = 9;
/** Experiments on customers, of Atlas and of Lab; who is in one depends on the id, which is no part of the law. */
const outsideExperiments = (id: string) => bucket('ai-taster', id) >= 20 && bucket('lab-taste', id) >= 50;

/** Orders are known by their ids alone, so those of one customer begin with it. The names keep their order, which is part of the law. */
const orderOf = (customer: string, name: string) => `${customer}.${name}`;

/**
 * Six events: a base plan, ordered, then raised; an add-on, ordered, then cancelled; a second base plan, which overlaps and waits;
 * and an add-on that takes the place of one that was never ordered.
 */
function history(customer: string): PlainOrder[] {
  const event = (name: string, version: number, day: number, order: Partial<PlainOrder>): PlainOrder => ({
    source: 'test',
    order: orderOf(customer, name),
    version,
    at: `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`,
    ...order,
    customer: { id: customer, zone: 'America/New_York', country: day > 4 ? 'US' : 'DE', name: `Name of day ${day}` },
  });
  return [
    event('a-base', 1, 1, { items: [{ plan: 'team@1', from: daysAgo(60) }] }),
    event('b-pack', 1, 2, { items: [{ plan: 'export-pack', quantity: 3, from: daysAgo(50) }] }),
    event('a-base', 2, 3, { items: [{ plan: 'team@1', quantity: 5, from: daysAgo(60) }] }),
    event('c-second', 1, 4, { items: [{ plan: 'business', from: daysAgo(40) }] }),
    event('b-pack', 2, 5, { status: 'cancelled', items: [], product: 'atlas' }),
    event('d-pack', 1, 6, { items: [{ plan: 'ai-pack', from: daysAgo(30) }], replaces: orderOf(customer, 'x-none') }),
  ];
}

/** The same every time for one seed, so that a failure can be looked at again. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const place = (index: number) => bucket(`order-law-${seed}`, String(index)) * 1000 + index;
  return list
    .map((item, index) => [place(index), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/**
 * What is sent at once: two of each of six customers. Enough of them meet, and they stay below the 40 functions that run at a time here: a
 * message whose function is turned away comes back after a minute.
 */
function wavesOf<T>(deliveries: readonly T[]): T[][] {
  const waves = Object.groupBy(deliveries.entries().toArray(), ([index]) => {
    const customer = Math.floor(index / PER_CUSTOMER);
    return `${Math.floor(customer / 6)} ${Math.floor((index % PER_CUSTOMER) / 2)}`;
  });
  return Object.values(waves).map((wave = []) => wave.map(([, delivery]) => delivery));
}

/** What the law speaks of: without identity, revision and the moments at which memberships began. */
async function outcomeOf(customer: string): Promise<unknown> {
  const license = await licenseOf(customer);
  await expectSoundLog(license);
  const { id: _, revision: __, at: ___, memberships, ...body } = license;
  const held = Object.entries(memberships).map(([segment, { holds }]) => [segment, holds]);
  const profile = await admin.call('GET /v1/customers/{id}', { path: { id: customer } });
  const told = { ...body, memberships: Object.fromEntries(held), profile };
  return JSON.parse(JSON.stringify(told).replaceAll(customer, 'customer'));
}

it('a history in any order, with any repetition, ends in the same license', { timeout: 300_000 }, async () => {
  const customers = Array.from({ length: 120 }, () => unique('law'))
    .filter(outsideExperiments)
    .slice(0, PERMUTATIONS);
  expect(customers).toHaveLength(PERMUTATIONS);
  const deliveries = customers.flatMap((customer, seed) => {
    const events = history(customer);
    return shuffled([...events, ...shuffled(events, seed + 100).slice(0, PER_CUSTOMER - events.length)], seed);
  });
  for (const wave of wavesOf(deliveries)) {
    await fewAtATime(wave, (body) => admin.call('POST /v1/orders', { body }));
    await everythingSettled();
  }

  const [expected, ...others] = await Promise.all(customers.map(outcomeOf));
  expect(expected).toMatchObject({
    state: 'active',
    anchor: daysAgo(60),
    zone: 'America/New_York',
    items: [
      { plan: 'team@1', quantity: 5, order: 'test/customer.a-base' },
      { plan: 'ai-pack@1', quantity: 1, order: 'test/customer.d-pack' },
    ],
    waiting: [{ plan: 'business@1', reason: 'second_base_plan' }],
    orders: {
      'test/customer.a-base': 2,
      'test/customer.b-pack': 2,
      'test/customer.c-second': 1,
      'test/customer.d-pack': 1,
    },
    memberships: { 'eu-customers': false },
    profile: { name: 'Name of day 6', country: 'US' },
  });
  for (const other of others) expect(other).toEqual(expected);

  // Every order of every customer came to rest.
  for (const customer of customers)
    for (const name of ['a-base', 'b-pack', 'c-second', 'd-pack'])
      await eventually(async () => {
        const path = { source: 'test', id: orderOf(customer, name) };
        expect((await admin.call('GET /v1/orders/{source}/{id}', { path })).outcome).toEqual({ status: 'applied' });
      });
});
