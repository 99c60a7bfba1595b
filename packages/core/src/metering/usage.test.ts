import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../time/civil.ts';
import { NO_USAGE, SUMMARY_DAYS, summariseUsage } from './usage.ts';

const TODAY = '2026-03-01';
const ago = (days: number) => addDays(TODAY, -days);

describe('what segment rules read of usage', () => {
  it('given nothing, then nothing was used, which is known', () => {
    expect(summariseUsage({}, TODAY)).toEqual(NO_USAGE);
  });

  it.each([
    [0, { last7d: 5, last30d: 5, last90d: 5, days30d: 1 }],
    [6, { last7d: 5, last30d: 5, last90d: 5, days30d: 1 }],
    [7, { last7d: 0, last30d: 5, last90d: 5, days30d: 1 }],
    [29, { last7d: 0, last30d: 5, last90d: 5, days30d: 1 }],
    [30, { last7d: 0, last30d: 0, last90d: 5, days30d: 0 }],
    [89, { last7d: 0, last30d: 0, last90d: 5, days30d: 0 }],
    [90, NO_USAGE],
    [-1, NO_USAGE],
  ])(
    'given usage of %i days ago, then each sum ends with today and has as many days as its name says',
    (days, expected) => {
      expect(summariseUsage({ [ago(days)]: 5 }, TODAY)).toEqual(expected);
    },
  );

  it('given days on which nothing came in, then they are no days of use', () => {
    expect(summariseUsage({ [ago(1)]: 0, [ago(2)]: 3, [ago(3)]: 0 }, TODAY)).toMatchObject({ days30d: 1, last7d: 3 });
  });

  const buckets = fc.dictionary(fc.integer({ min: -20, max: 120 }).map(ago), fc.nat({ max: 1000 }), { maxKeys: 80 });

  it.prop([buckets])('a longer sum is never less than a shorter one, and days never more than there are', (days) => {
    const { last7d, last30d, last90d, days30d } = summariseUsage(days, TODAY);
    expect(last7d <= last30d && last30d <= last90d).toBe(true);
    expect(days30d <= 30).toBe(true);
  });

  it.prop([buckets])('what is too old or still to come can be dropped without a difference', (days) => {
    const kept = Object.fromEntries(Object.entries(days).filter(([day]) => day <= TODAY && day > ago(SUMMARY_DAYS)));
    expect(summariseUsage(kept, TODAY)).toEqual(summariseUsage(days, TODAY));
  });

  it.prop([buckets])('every sum is that of its days, reckoned one by one', (days) => {
    const sumOf = (length: number) =>
      Array.from({ length }, (_, index) => days[ago(index)] ?? 0).reduce((sum, amount) => sum + amount, 0);
    expect(summariseUsage(days, TODAY)).toMatchObject({ last7d: sumOf(7), last30d: sumOf(30), last90d: sumOf(90) });
  });
});
