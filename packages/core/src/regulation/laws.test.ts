import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ALL_ON, noon } from '../../../../test/support/regulations.ts';
import type { Provision } from '../pack/schema.ts';
import { assess, replay, type Verdict } from './assess.ts';
import { shift } from './period.ts';
import { loadRulebook, type LoadedRulebook, type Regulation } from './rulebook.ts';
import type { Situation } from './situation.ts';

const period = fc.constantFrom('P7D', 'P14D', 'P30D', 'P1M', 'P31D', 'P6M', 'P180D', 'P12M', 'P1Y', 'P365D', 'P2Y');
const days = fc.integer({ min: 0, max: 4000 }).map((number) => shift('2019-01-01', `P${number}D`));

/** Provisions of every kind that is merged, with random parameters. */
const provision: fc.Arbitrary<Provision> = fc.oneof(
  fc.constant({ kind: 'deny' as const }),
  fc.constant({ kind: 'review' as const }),
  fc.integer({ min: 0, max: 9 }).map((max) => ({ kind: 'limit.cap' as const, max })),
  period.map((max) => ({ kind: 'binding.cap' as const, max })),
  period.map((max) => ({ kind: 'renewal.term_cap' as const, max })),
  fc.record({ kind: fc.constant('termination.notice_cap' as const), max: period, after: period }),
  fc
    .constantFrom('allowed' as const, 'indefinite_only' as const, 'forbidden' as const)
    .map((mode) => ({ kind: 'renewal.mode' as const, mode })),
  fc
    .constantFrom('cost' as const, 'zero' as const)
    .map((max) => ({ kind: 'fee.cap' as const, fees: ['egress' as const], max })),
  fc
    .constantFrom('online' as const, 'letter' as const)
    .map((channel) => ({ kind: 'cancel.channel' as const, channels: [channel] })),
  fc.constantFrom('scc', 'ai_marking').map((name) => ({ kind: 'require.attribute' as const, attributes: [name] })),
  fc.constantFrom('EEA', 'adequate', 'EU', 'CH').map((place) => ({ kind: 'data.home' as const, within: [place] })),
  fc.record({
    kind: fc.constant('cooling_off' as const),
    length: period,
    triggers: fc.subarray<'conclusion' | 'renewal'>(['conclusion', 'renewal'], { minLength: 1 }),
    refund: fc.constantFrom('full' as const, 'pro_rata' as const),
    refund_within: period,
  }),
  fc.record({
    kind: fc.constant('notice.window' as const),
    anchor: fc.constant('renewal' as const),
    min: period,
    max: period,
  }),
);

function rowOf(id: string, provisions: readonly Provision[]): Regulation {
  return {
    id,
    pack: 'random',
    title: id,
    where: ['EU'],
    who: ['consumer'],
    factor: 'billing',
    applies_to: 'event',
    status: 'in_force',
    on: true,
    unknown: 'review',
    provisions: [...provisions],
    source: 'nowhere',
    tag: 'B',
    reviewed_by: null,
    review_due: '2027-01-01',
  };
}

const randomRows = fc
  .array(fc.array(provision, { minLength: 1, maxLength: 2 }), { maxLength: 8 })
  .map((rows) => rows.map((provisions, index) => rowOf(`random-${index}`, provisions)));

const situation: fc.Arbitrary<Situation> = fc.record({
  act: fc.constantFrom('issue', 'renewal', 'migration', 'check'),
  licensee: fc.constantFrom('consumer', 'business', undefined),
  places: fc.record({
    billing: fc.constantFrom(['DE'], ['US-CA'], ['US'], ['GB'], ['UA'], []),
    usage: fc.constantFrom(['DE'], ['SY'], ['x-UA-DNR'], ['UA-14'], ['RU'], []),
  }),
  vendorNexus: fc.constantFrom(['US'], ['IE'], ['US', 'EU'], []),
  feature: fc.constantFrom(undefined, { tags: ['biometric'] }, { exportClass: '5D002' as const, enc: 'b2' as const }),
  contract: fc.option(
    fc.record({ concluded: days, initialTerm: period, renewalTerm: period, informed: fc.boolean() }),
    { nil: undefined },
  ),
  homes: fc.constantFrom(undefined, [
    { id: 'de', place: 'DE' },
    { id: 'ch', place: 'CH' },
    { id: 'us', place: 'US' },
  ]),
});
const at = days.map(noon);

function withRows(rows: readonly Regulation[]): LoadedRulebook {
  return loadRulebook({ ...ALL_ON, rows });
}

const STRICTNESS: readonly Verdict[] = ['allow', 'review', 'deny'];

describe('an assessment', () => {
  test.prop([randomRows, situation, at, fc.infiniteStream(fc.integer())], { numRuns: 300 })(
    'is the same in whatever order rows are read',
    (random, given, moment, dice) => {
      const rows = [...ALL_ON.rows, ...random];
      const shuffled = rows
        .map((row) => ({ row, rank: dice.next().value }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ row }) => row);
      expect(assess(withRows(shuffled), given, moment)).toEqual(assess(withRows(rows), given, moment));
    },
  );

  test.prop([situation, at])('can be made again from what it says', (given, moment) => {
    const made = assess(ALL_ON, given, moment);
    expect(replay(ALL_ON, JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  test.prop([randomRows, rowArbitrary(), situation, at], { numRuns: 300 })(
    'never becomes milder by another row',
    (rows, another, given, moment) => {
      const [before, after] = [rows, [...rows, another]].map((some) => assess(withRows(some), given, moment));
      const terms = (of: typeof before) => of?.contract;
      expect(STRICTNESS.indexOf(after!.verdict)).toBeGreaterThanOrEqual(STRICTNESS.indexOf(before!.verdict));
      expect(after!.cap?.max ?? Infinity).toBeLessThanOrEqual(before!.cap?.max ?? Infinity);
      expect((terms(after)?.bound?.until ?? '9999') <= (terms(before)?.bound?.until ?? '9999')).toBe(true);
      for (const home of after!.homes.permitted ?? []) expect(before!.homes.permitted).toContain(home);
      for (const right of terms(before)?.coolingOff ?? [])
        expect(
          terms(after)!.coolingOff.find(({ trigger }) => trigger === right.trigger)!.lastDay >= right.lastDay,
        ).toBe(true);
      for (const obligation of before!.obligations) expect(after!.obligations).toContainEqual(obligation);
    },
  );

  test.prop([randomRows, situation, at], { numRuns: 300 })(
    'caps the notice at every time by the least of all caps that have begun',
    (rows, given, moment) => {
      const { contract } = assess(withRows(rows), given, moment);
      fc.pre(contract !== null && given.contract !== undefined && given.licensee === 'consumer');
      fc.pre(given.places.billing?.[0] === 'DE');
      const { concluded } = given.contract;
      const caps = rows.flatMap(({ provisions }) =>
        provisions.flatMap((one) => (one.kind === 'termination.notice_cap' ? [one] : [])),
      );
      for (const day of caps.map(({ after }) => shift(concluded, after!))) {
        const begun = caps
          .filter(({ after }) => shift(concluded, after!) <= day)
          .map(({ max }) => shift(concluded, max));
        const step = contract.noticeCaps.findLast(({ from }) => from <= day);
        expect(shift(concluded, step!.max)).toBe(begun.toSorted()[0]);
      }
    },
  );
});

function rowArbitrary(): fc.Arbitrary<Regulation> {
  return provision.map((one) => rowOf('random-another', [one]));
}
