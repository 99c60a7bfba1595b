import { describe, expect, it } from 'vitest';
import { LAB_SEGMENTS } from '../../../../test/support/lab.ts';
import { cancellation, day, order } from '../../../../test/support/orders.ts';
import { deliver, essence, type Intake, NOTHING_YET } from '../../../../test/support/reference-intake.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import type { Order } from './order.ts';

/** Goes through every order in which a history may arrive; what they have in common is gone through once. */
function arrivals(
  history: readonly Order[],
  visit: (end: Intake, arrived: readonly Order[]) => void,
  intake = NOTHING_YET,
  arrived: readonly Order[] = [],
): void {
  if (history.length === 0) visit(intake, arrived);
  for (const [index, next] of history.entries()) {
    arrivals(history.toSpliced(index, 1), visit, deliver(intake, next), [...arrived, next]);
  }
}

const pack = (plan: string, from: number, quantity = 1) => [{ plan, quantity, from: day(from) }];
const tags = (labTags: string[], country = 'DE') => ({ id: 'acme', country, attributes: { labTags } });

/** Histories of six events each, and what every arrival of theirs has to end in. */
const HISTORIES: Readonly<Record<string, readonly [history: readonly Order[], end: object]>> = {
  'a base plan that is raised, an add-on that is cancelled, and a second base plan that waits': [
    [
      order({ order: 'a', version: 1 }),
      order({ order: 'a', version: 2, items: [{ plan: 'lab-pro@1', quantity: 5, from: day(-30) }] }),
      order({ order: 'b', version: 1, items: pack('lab-bench-pack', -20) }),
      cancellation('b', 2),
      order({ order: 'c', version: 1, items: pack('lab-max', -10) }),
      order({ order: 'd', version: 1, items: pack('lab-run-pack', -5, 2) }),
    ],
    {
      state: 'active',
      anchor: day(-30),
      items: [
        { plan: 'lab-pro@1', quantity: 5, order: 'crm/a' },
        { plan: 'lab-run-pack@1', quantity: 2, order: 'crm/d' },
      ],
      waiting: [{ plan: 'lab-max@1', order: 'crm/c', reason: 'second_base_plan' }],
      orders: { 'crm/a': 2, 'crm/b': 2, 'crm/c': 1, 'crm/d': 1 },
    },
  ],
  'an order that is replaced, by one that is replaced, by one that is cancelled': [
    [
      order({ order: 'a', version: 1 }),
      order({ order: 'a', version: 2, items: [{ plan: 'lab-basic@1', from: day(-30) }] }),
      order({ order: 'b', version: 1, items: pack('lab-pro@2', -20), replaces: 'a' }),
      order({ order: 'c', version: 1, items: pack('lab-max', -10), replaces: 'b' }),
      cancellation('c', 2, { replaces: 'b' }),
      order({ order: 'd', version: 1, items: pack('lab-gold-pack', -5) }),
    ],
    {
      state: 'active',
      anchor: day(-20),
      items: [
        { plan: 'lab-pro@2', order: 'crm/b' },
        { plan: 'lab-gold-pack@1', order: 'crm/d' },
      ],
      waiting: [],
    },
  ],
  'a license whose only base plan is cancelled, ordered again, and cancelled for good': [
    [
      order({ order: 'a', version: 1 }),
      cancellation('a', 2),
      order({ order: 'a', version: 3, items: pack('lab-pro', -10) }),
      cancellation('a', 4, { at: `${day(-3)}T00:00:00Z` }),
      order({ order: 'b', version: 1, items: pack('lab-remote-pack', -20) }),
      cancellation('b', 2, { at: `${day(-9)}T00:00:00Z` }),
    ],
    { state: 'cancelled', items: [], waiting: [], anchor: day(-9), orders: { 'crm/a': 4, 'crm/b': 2 } },
  ],
  'an add-on that waits for a base plan which never comes': [
    [
      order({ order: 'a', version: 1, items: pack('lab-bench-pack', -30) }),
      order({ order: 'a', version: 2, items: pack('lab-bench-pack', -25, 3) }),
      order({ order: 'b', version: 1 }),
      cancellation('b', 2),
      order({ order: 'c', version: 1, items: pack('lab-robot-pack', -5) }),
      cancellation('c', 2),
    ],
    { state: 'pending', items: [], waiting: [{ plan: 'lab-bench-pack@1', quantity: 3, reason: 'no_base_plan' }] },
  ],
  'two orders that replace each other, of which nobody can say who is meant': [
    [
      order({ order: 'a', version: 1, replaces: 'b' }),
      order({ order: 'b', version: 1, items: pack('lab-max', -20) }),
      order({ order: 'b', version: 2, items: pack('lab-max', -20), replaces: 'a' }),
      order({ order: 'c', version: 1, items: pack('lab-basic', -10) }),
      order({ order: 'd', version: 1, items: pack('lab-run-pack', -5) }),
      order({ order: 'd', version: 2, items: pack('lab-run-pack', -5), replaces: 'd' }),
    ],
    {
      items: [{ plan: 'lab-basic@1' }],
      waiting: [
        { order: 'crm/a', reason: 'replacement_cycle' },
        { order: 'crm/b', reason: 'replacement_cycle' },
        { order: 'crm/d', reason: 'replacement_cycle' },
      ],
    },
  ],
  'what is said of the customer, which moves': [
    [
      order({
        order: 'a',
        version: 1,
        at: `${day(-9)}T00:00:00Z`,
        customer: { ...tags(['double']), zone: 'Europe/Berlin' },
      }),
      order({
        order: 'a',
        version: 2,
        at: `${day(-2)}T00:00:00Z`,
        customer: { ...tags(['half'], 'US'), subdivision: 'US-CA' },
      }),
      order({
        order: 'b',
        version: 1,
        at: `${day(-8)}T00:00:00Z`,
        items: pack('lab-bench-pack', -4),
        customer: { id: 'acme', zone: 'America/New_York' },
      }),
      order({
        order: 'b',
        version: 2,
        at: `${day(-7)}T00:00:00Z`,
        items: pack('lab-bench-pack', -3),
        customer: { id: 'acme', zone: 'Asia/Tokyo' },
      }),
      order({
        order: 'c',
        version: 1,
        at: `${day(-1)}T00:00:00Z`,
        items: pack('lab-run-pack', -3),
        customer: { id: 'acme', attributes: { labScore: 95 } },
      }),
      order({
        order: 'c',
        version: 2,
        at: `${day(-6)}T00:00:00Z`,
        items: pack('lab-run-pack', -3),
        customer: { ...tags(['forty']), attributes: { labTags: ['forty'], labScore: 40 } },
      }),
    ],
    { zone: 'Asia/Tokyo', memberships: { 'lab-half': true, 'lab-double': false, 'lab-silver-service': false } },
  ],
  'a plan that is named by its version first and without it then': [
    [
      order({ order: 'a', version: 1 }),
      order({ order: 'a', version: 2, items: pack('lab-pro', -30, 2) }),
      order({ order: 'b', version: 1, items: pack('lab-bench-pack@1', -20) }),
      order({ order: 'b', version: 2, items: pack('lab-bench-pack', -20) }),
      order({
        order: 'c',
        version: 1,
        items: [
          { plan: 'lab-pro@1', from: day(-20) },
          { plan: 'lab-pro', from: day(-20) },
        ],
      }),
      order({
        order: 'c',
        version: 2,
        items: [
          { plan: 'lab-pro', from: day(-20) },
          { plan: 'lab-pro@1', from: day(-20) },
        ],
      }),
    ],
    {
      items: [{ plan: 'lab-pro@2', quantity: 2 }, { plan: 'lab-bench-pack@1' }],
      waiting: [{ plan: 'lab-pro@2' }, { plan: 'lab-pro@1' }],
    },
  ],
  'orders of two sources that have the same ids, a trial, and terms that follow each other': [
    [
      order({ order: 'a', version: 1, items: [{ plan: 'lab-pro', from: day(-20), trial: true }] }),
      order({ source: 'web', order: 'a', version: 7, items: [{ plan: 'lab-pro', from: day(-6) }] }),
      order({ source: 'web', order: 'a', version: 8, items: [{ plan: 'lab-max', from: day(-6), to: day(300) }] }),
      order({ source: 'web', order: 'b', version: 1, items: [{ plan: 'lab-basic', from: day(300) }] }),
      order({ order: 'b', version: 1, items: pack('lab-gold-pack', -20), replaces: 'a' }),
      order({ order: 'b', version: 2, items: pack('lab-gold-pack', -20) }),
    ],
    {
      state: 'active',
      items: [
        { plan: 'lab-pro@2', order: 'crm/a', trial: true },
        { plan: 'lab-max@1', order: 'web/a' },
        { plan: 'lab-basic@1', order: 'web/b' },
        { plan: 'lab-gold-pack@1', order: 'crm/b' },
      ],
      waiting: [],
    },
  ],
};

describe('the order law: every arrival of a history ends in the same license', () => {
  it.each(Object.entries(HISTORIES).map(([name, [history, end]]) => ({ name, history, end })))(
    '$name',
    ({ history, end }) => {
      const ends = new Map<string, string>();
      let count = 0;
      arrivals(history, ({ license }, arrived) => {
        count += 1;
        const names = arrived.map(({ source, order, version }) => `${source}/${order} v${version}`);
        ends.set(canonicalJson(essence(license)), names.join(', '));
      });
      expect(count).toBe(720);
      const [first, ...others] = [...ends].map(([license, arrived]) => ({ arrived, license: JSON.parse(license) }));
      expect(first?.license).toMatchObject(end);
      expect(others).toEqual([]);
    },
  );

  it('and all of it that comes again afterwards changes nothing', () => {
    for (const [history] of Object.values(HISTORIES)) {
      const end = history.reduce((intake, next) => deliver(intake, next), NOTHING_YET);
      for (const again of [...history, ...history.toReversed()]) expect(deliver(end, again)).toEqual(end);
    }
  });

  it('and has no membership of a segment of which nothing was said', () => {
    const [history] = HISTORIES['two orders that replace each other, of which nobody can say who is meant']!;
    const { license } = history.reduce((intake, next) => deliver(intake, next), NOTHING_YET);
    const known = Object.keys(license?.memberships ?? {});
    // Only what reads usage and the license alone can be told; usage that nobody reported is none.
    expect(known.filter((name) => LAB_SEGMENTS.includes(name))).toEqual(['lab-busy']);
  });
});
