import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { SHIPPED } from '../../../../test/support/regulations.ts';
import { calendar } from './calendar.ts';
import type { Situation } from './situation.ts';

const finland: Situation = { act: 'renewal', places: { billing: ['FI'] }, vendorNexus: ['US'] };
const said = (from: string, to: string, situation?: Situation) =>
  calendar(SHIPPED, from, to, situation).map(({ on, what, name, place }) => [on, what, place ?? name].join(' '));

describe('the calendar', () => {
  it('says what ends and begins on a day, and in which words', () => {
    const [begins, ends, ...others] = calendar(SHIPPED, '2027-01-12', '2027-01-13', finland);
    expect(begins).toMatchObject({ what: 'begins', name: 'eu-switchfee', acts: true, source: 'Data Act 29' });
    expect(begins?.provisions).toMatchObject([{ kind: 'fee.cap', max: 'zero' }]);
    expect(ends).toMatchObject({ what: 'ends', name: 'eu-switchfee' });
    expect(ends?.provisions).toMatchObject([{ kind: 'fee.cap', max: 'cost' }]);
    expect(others).toEqual([]);
  });

  it('has what is coming, whether or not anything acts on it yet, and the places that leave a group', () => {
    expect(said('2027-05-01', '2027-07-02')).toEqual(
      expect.arrayContaining(['2027-05-13 begins in-xfer', '2027-07-01 begins au-utp', '2027-05-31 review_due ca-fee']),
    );
    expect(said('2031-12-01', '2032-01-01')).toEqual(['2031-12-27 leaves GB']);
    expect(calendar(SHIPPED, '2027-07-01', '2027-07-02')).toMatchObject([{ name: 'au-utp', acts: false }]);
  });

  it('is half-open', () => {
    expect(said('2027-01-11', '2027-01-12', finland)).toEqual([]);
    expect(said('2027-01-13', '2027-01-14', finland)).toEqual([]);
  });

  it('of a licensee has only what may concern it', () => {
    expect(said('2027-01-01', '2027-07-02', { ...finland, places: { billing: ['JP'] } })).toEqual([
      '2027-05-31 review_due us-enc-report',
    ]);
    const sold = said('2024-09-01', '2024-10-01', { ...finland, places: { billing: ['BY'] }, licensee: 'business' });
    expect(sold).toEqual(['2024-09-12 begins us-ru-sw', '2024-09-16 begins us-ru-sw']);
    expect(said('2024-09-01', '2024-10-01', { ...finland, places: { billing: ['BY'] }, licensee: 'consumer' })).toEqual(
      [],
    );
  });
});

/** The calendar of the twenties by a few rows, each entry in short; one that nothing acts on is in brackets. */
function shown(rows: Readonly<Record<string, HouseRule>>, groups: object = {}, situation?: Situation): string[] {
  const entries = calendar(houseRules(rows, { groups }), '2020-01-01', '2030-01-01', situation);
  return entries.map(({ on, what, name, place, provisions, acts }) => {
    const text = [on, what, name, ...provisions.map(({ kind }) => kind), ...(place === null ? [] : [place])].join(' ');
    return acts ? text : `(${text})`;
  });
}

describe('an entry of the calendar', () => {
  it('is said in full', () => {
    const groups = { near: [{ members: ['FR'], from: '2026-01-01' }] };
    const rulebook = houseRules({ one: { effective_from: '2026-01-01' } }, { groups });
    expect(calendar(rulebook, '2026-01-01', '2026-01-02')).toEqual([
      {
        on: '2026-01-01',
        what: 'joins',
        name: 'near',
        provisions: [],
        place: 'FR',
        acts: true,
        source: null,
      },
      {
        on: '2026-01-01',
        what: 'begins',
        name: 'one',
        provisions: [{ kind: 'deny' }],
        place: null,
        acts: true,
        source: 'House rules',
      },
    ]);
    expect(calendar(rulebook, '2027-01-31', '2027-02-01')).toEqual([
      {
        on: '2027-01-31',
        what: 'review_due',
        name: 'one',
        provisions: [],
        place: null,
        acts: true,
        source: 'House rules',
      },
    ]);
  });

  it.each<[string, HouseRule, readonly string[]]>([
    ['is a review alone of a row without dates', {}, ['2027-01-31 review_due one']],
    [
      'is that its provisions begin and end with the row',
      { effective_from: '2026-01-01', effective_to: '2028-01-01', provisions: [{ kind: 'deny' }, { kind: 'review' }] },
      ['2026-01-01 begins one deny review', '2027-01-31 review_due one', '2028-01-01 ends one deny review'],
    ],
    [
      'is that some begin and end on days of their own',
      {
        effective_from: '2026-01-01',
        effective_to: '2028-01-01',
        provisions: [
          { kind: 'deny', effective_to: '2027-01-01' },
          { kind: 'review', effective_from: '2026-06-01' },
        ],
      },
      [
        '2026-01-01 begins one deny',
        '2026-06-01 begins one review',
        '2027-01-01 ends one deny',
        '2027-01-31 review_due one',
        '2028-01-01 ends one review',
      ],
    ],
    [
      'is that one begins and ends whose row has no dates',
      {
        provisions: [{ kind: 'deny' }, { kind: 'review', effective_from: '2026-06-01', effective_to: '2026-07-01' }],
      },
      ['2026-06-01 begins one review', '2026-07-01 ends one review', '2027-01-31 review_due one'],
    ],
    [
      'is that a row begins whose demands are not known yet',
      { status: 'pending', provisions: [], effective_from: '2026-01-01', effective_to: '2028-01-01' },
      ['(2026-01-01 begins one)', '(2027-01-31 review_due one)'],
    ],
    [
      'is a review alone where neither its demands nor its dates are known yet',
      { status: 'pending', provisions: [] },
      ['(2027-01-31 review_due one)'],
    ],
    ['acts on nothing where the row is switched off', { on: false }, ['(2027-01-31 review_due one)']],
    ['acts on nothing where the row is not in force', { status: 'vacated' }, ['(2027-01-31 review_due one)']],
    ['acts on nothing where it is neither', { status: 'pending', on: false }, ['(2027-01-31 review_due one)']],
  ])('%s', (_, row, entries) => expect(shown({ one: row })).toEqual(entries));

  it('is in the order of days, then of names, then of what becomes of them', () => {
    const groups = {
      one: [
        { members: ['FR'], to: '2026-01-01' },
        { members: ['FR'], from: '2026-01-01' },
      ],
      afar: [{ members: ['US'], from: '2026-01-01', to: '2026-02-01' }, { members: ['AT'] }],
    };
    const rows: Record<string, HouseRule> = {
      two: { effective_from: '2026-01-01', review_due: '2025-01-01' },
      one: {
        effective_from: '2025-12-31',
        review_due: '2026-01-01',
        provisions: [
          { kind: 'deny', effective_to: '2026-01-01' },
          { kind: 'review', effective_from: '2026-01-01' },
        ],
      },
    };
    expect(shown(rows, groups)).toEqual([
      '2025-01-01 review_due two',
      '2025-12-31 begins one deny',
      '2026-01-01 joins afar US',
      '2026-01-01 begins one review',
      '2026-01-01 ends one deny',
      '2026-01-01 joins one FR',
      '2026-01-01 leaves one FR',
      '2026-01-01 review_due one',
      '2026-01-01 begins two deny',
      '2026-02-01 leaves afar US',
    ]);
    expect(shown(rows, groups, finland)).toEqual([]);
  });
});
