import { describe, expect, it } from 'vitest';
import { placesIn, toldOf, type WrittenSegment } from '../../../../../test/support/segment-catalogs.ts';

/** What is told of a single segment. */
const toldOfRule = (rule: string, level: WrittenSegment['level'] = 'customer') => toldOf({ s: { rule, level } });

describe('a segment that can never match', () => {
  it.each([
    ['false', 'false is never true'],
    ['customer.n > 5 && customer.n < 5', 'customer.n > 5 and customer.n < 5 exclude each other'],
    ['customer.b && false', 'false is never true'],
    [
      'license.tier < 0',
      'license.tier < 0 is never true (team has tier 20, business has tier 30, deep has tier 5, no plan has tier 0)',
    ],
    // A part that is no conjunction is one reason, however much it holds.
    ['!(customer.n > 5 || customer.n <= 5 || true)', '!(customer.n > 5 || customer.n <= 5 || true) is never true'],
    // Of many parts those are named that cannot be together, and no others.
    [
      'customer.b && customer.n > 1 && customer.m > 5 && customer.n < 1 && customer.s == customer.t',
      'customer.n > 1 and customer.n < 1 exclude each other',
    ],
    [
      'customer.n < customer.m && customer.b && customer.m < 5 && customer.n > 6',
      'customer.n < customer.m and customer.m < 5 and customer.n > 6 exclude each other',
    ],
    // Where there is more than one reason, the last stands.
    [
      'customer.n > 1 && customer.n < 1 && customer.m > 1 && customer.m < 1',
      'customer.m > 1 and customer.m < 1 exclude each other',
    ],
    [
      "customer.country in groups.eu && customer.country in ['US', 'CA', 'MX', 'BR']",
      "customer.country in ['DE', 'FR', 'IT', 'ES', … 1 more] and customer.country in ['US', 'CA', 'MX', 'BR'] exclude each other",
    ],
    // What everybody should know is said besides; all of it.
    ["customer.country == 'Germany'", "customer.country == 'Germany' is never true (a country is two capitals, as DE)"],
    [
      "usage.runs.days30d > 30 && bucket('x', customer.id) < 50 || usage.runs.days30d + bucket('x', customer.id) < 0 && false",
      "usage.runs.days30d > 30 && bucket('x', customer.id) < 50 || usage.runs.days30d + bucket('x', customer.id) < 0 && false" +
        ' is never true (days30d goes from 0 to 30; buckets go from 0 to 99.99)',
    ],
  ])('%s', (rule, reason) => {
    expect(toldOfRule(rule)).toEqual({
      told: [`segment_never_matches: "s" can never match: ${reason}`],
      open: [],
    });
  });
});

describe('a segment that always matches', () => {
  it.each<[WrittenSegment['level'], string, string]>([
    ['customer', 'true', 'every customer'],
    ['customer', 'license.tier >= 0', 'every customer'],
    ['request', 'has(user.n) || !has(user.n)', 'every request'],
  ])('of level %s: %s', (level, rule, who) => {
    expect(toldOfRule(rule, level)).toEqual({
      told: [`segment_always_matches: "s" matches ${who}: ${rule} is always true`],
      open: [],
    });
  });

  it('is told with as much of its rule as can be read', () => {
    const rule = "customer.id != '' || customer.country in groups.eu";
    expect(toldOfRule(rule).told).toEqual([
      `segment_always_matches: "s" matches every customer: customer.id != '' || customer.country in ['DE', 'FR', 'IT', 'ES', … 1 more] is always true`,
    ]);
  });
});

describe('a segment that some match, and some do not', () => {
  it.each(['customer.n > 5', 'customer.n > 5 || customer.n <= 5', "customer.s == customer.t && customer.s != 'a'"])(
    'is nothing to tell of: %s',
    (rule) => expect(toldOfRule(rule)).toEqual({ told: [], open: [] }),
  );

  it('is left open where nobody can say so', () => {
    const why = 'no example was found';
    expect(toldOfRule("customer.id + 'x' == 'abcx'")).toEqual({
      told: [],
      open: [{ segment: 's', question: 'never_matches', why }],
    });
    expect(toldOfRule("customer.id + 'x' != 'abcx'")).toEqual({
      told: [],
      open: [{ segment: 's', question: 'always_matches', why }],
    });
  });
});

it('what is told of a segment is told at its rule', () => {
  expect(placesIn({ never: { rule: 'false' }, some: { rule: 'customer.b' }, always: { rule: 'true' } })).toEqual([
    ['segment_never_matches', 'rule: "false" }'],
    ['segment_always_matches', 'rule: "true" }'],
  ]);
});
