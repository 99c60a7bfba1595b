import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { given, applying, logOf } from '../../../../test/support/given.ts';
import { histories } from '../../../../test/support/histories.ts';
import { lab, NOW } from '../../../../test/support/lab.ts';
import { cancellation, day, order } from '../../../../test/support/orders.ts';
import { deliver, NOTHING_YET } from '../../../../test/support/reference-intake.ts';
import { MAX_FACTS_BYTES } from '../terms/facts.ts';
import { follow } from './event.ts';
import { factsOf, FactsTooLargeError, writeFacts } from './facts.ts';
import { nextDue } from './next-due.ts';
import { factsSchema } from './schema.ts';

const licenseOf = (...orders: ReturnType<typeof order>[]) => given({ events: logOf(...orders), orders }).license!;
const lines = (...items: { plan: string; from: string; to?: string; trial?: boolean }[]) => licenseOf(order({ items }));

describe('the facts of a license', () => {
  it('are what checks need, and no word more', () => {
    const license = licenseOf(order({ customer: { id: 'acme', attributes: { labScore: 95, labCertified: true } } }));
    expect(factsOf(license, lab, NOW)).toEqual({
      v: 1,
      customer: 'acme',
      product: 'lab',
      license: license.id,
      revision: 1,
      state: 'active',
      anchor: day(-30),
      zone: 'UTC',
      items: [
        {
          plan: 'lab-pro@1',
          quantity: 1,
          from: Date.parse(day(-30)),
          to: Date.parse(day(335)),
          // It renews by itself, so it goes on while that is being done.
          graceTo: Date.parse(day(342)),
        },
      ],
      // lab-watched classifies and lays nothing: by the next catalog it may.
      segments: { 'lab-busy': false, 'lab-silver-service': true, 'lab-gold-service': true, 'lab-watched': true },
      overrides: [],
      jurisdiction: {},
    });
  });

  it.prop([histories], { numRuns: 50 })('of any license can be stored and read again, and fit', (history) => {
    const { license } = history.reduce((intake, next) => deliver(intake, next), NOTHING_YET);
    const text = writeFacts(factsOf(license!, lab, NOW));
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(MAX_FACTS_BYTES);
    expect(factsSchema.parse(JSON.parse(text))).toEqual(factsOf(license!, lab, NOW));
  });

  it('that are too large are refused, at the first byte too many, and not cut', () => {
    const facts = factsOf(licenseOf(order()), lab, NOW);
    const room = MAX_FACTS_BYTES - writeFacts(facts).length;
    const exactly = { ...facts, customer: facts.customer + 'x'.repeat(room) };
    expect(writeFacts(exactly)).toHaveLength(MAX_FACTS_BYTES);
    expect(() => writeFacts({ ...exactly, customer: `${exactly.customer}x` })).toThrow(FactsTooLargeError);
    expect(() => writeFacts({ ...exactly, customer: `${exactly.customer}x` })).toThrow(
      `have ${MAX_FACTS_BYTES + 1} bytes; at most ${MAX_FACTS_BYTES} are stored`,
    );
  });

  it('are measured in bytes, as they are stored, not in letters', () => {
    const facts = factsOf(licenseOf(order()), lab, NOW);
    const room = MAX_FACTS_BYTES - writeFacts(facts).length;
    expect(() => writeFacts({ ...facts, customer: facts.customer + 'ü'.repeat(Math.floor(room / 2) + 1) })).toThrow(
      FactsTooLargeError,
    );
  });
});

describe('what falls due', () => {
  const at = (distance: number) => Date.parse(day(distance));

  it.each([
    [
      'a term whose plan gives 30 days of notice',
      lines({ plan: 'lab-pro@1', from: day(-30) }),
      { at: at(305), what: 'renewal', of: 'crm/a:lab-pro@1' },
    ],
    ['a trial that ends', lines({ plan: 'lab-pro@1', from: day(-4), trial: true }), { at: at(10), what: 'time' }],
    ['a term that begins', lines({ plan: 'lab-pro@1', from: day(6) }), { at: at(6), what: 'time' }],
    [
      'an add-on that ends first',
      lines({ plan: 'lab-pro@1', from: day(-30) }, { plan: 'lab-run-pack@1', from: day(-4) }),
      { at: Date.parse('2026-12-20'), what: 'time' },
    ],
    ['a plan without an end', lines({ plan: 'lab-basic@1', from: day(-30) }), undefined],
    [
      'an add-on on a plan without an end',
      lines({ plan: 'lab-basic@1', from: day(-30) }, { plan: 'lab-run-pack@1', from: day(-4), to: day(2) }),
      { at: at(2), what: 'time' },
    ],
    ['a license that was cancelled', licenseOf(cancellation('a', 1)), undefined],
    ['a license whose plan ends by itself', lines({ plan: 'lab-run-pack@1', from: day(-400) }), undefined],
    ['an add-on that waits', licenseOf(order({ items: [{ plan: 'lab-run-pack@1', from: day(-4) }] })), undefined],
  ])('given %s', (_, license, expected) => expect(nextDue(license, lab)).toEqual(expected));

  it('given a license that was revoked, then nothing falls due any more', () => {
    const license = lines({ plan: 'lab-pro@1', from: day(-30) });
    expect(nextDue({ ...license, hold: { state: 'revoked', since: NOW }, state: 'revoked' }, lab)).toBeUndefined();
    expect(nextDue({ ...license, state: 'suspended' }, lab)).toEqual(nextDue(license, lab));
  });
});

describe('a consumer of the bus', () => {
  it.each([
    [0, 1, 'apply'],
    [3, 4, 'apply'],
    [3, 3, 'drop'],
    [3, 1, 'drop'],
    [3, 5, 'reread'],
    [0, 2, 'reread'],
  ] as const)('that knows revision %i, when %i comes, will %s', (known, revision, expected) =>
    expect(follow(known, { revision })).toBe(expected),
  );

  it.prop([histories, fc.infiniteStream(fc.nat())], { numRuns: 50 })(
    'has the newest license in the end, whatever comes when and how often',
    (history, chance) => {
      const { log, license } = history.reduce((intake, next) => deliver(intake, next), NOTHING_YET);
      const delivered = [...log, ...log, ...log].toSorted(() => ((chance.next().value ?? 0) % 3) - 1);
      let known = 0;
      // To read again is to have the newest: the log is written with the license.
      for (const event of delivered) {
        const what = follow(known, event);
        if (what === 'apply') known += 1;
        if (what === 'reread') known = log.length;
      }
      expect(known).toBe(license?.revision);
    },
  );
});

describe('a proposal that nobody commits', () => {
  it('leaves everything as it was', () => {
    const [events, orders] = [logOf(order()), [cancellation('a', 2)]];
    const before = JSON.stringify([events, orders]);
    expect(given({ events, orders }).when(applying('a'), NOW).outcome).toBe('changed');
    expect(JSON.stringify([events, orders])).toBe(before);
  });
});
