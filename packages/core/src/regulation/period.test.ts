import { fc, it as law } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { nextAfter, shift } from './period.ts';

describe('a date that is moved by a period', () => {
  it.each([
    ['2026-01-31', 'P1D', 1, '2026-02-01'],
    ['2026-01-31', 'P2W', 1, '2026-02-14'],
    ['2026-01-31', 'P1M', 1, '2026-02-28'],
    ['2026-01-31', 'P1M', 2, '2026-03-31'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2024-02-29', 'P1Y', 4, '2028-02-29'],
    ['2026-01-31', 'P1Y1M1W1D', 1, '2027-03-08'],
    ['2026-01-31', 'P1Y1M1W1D', 2, '2028-04-16'],
    ['2026-03-31', 'P1M', -1, '2026-02-28'],
    ['2026-03-15', 'P2W', -1, '2026-03-01'],
    ['2026-03-15', 'P1M', 0, '2026-03-15'],
  ])('%s and %s, %i times, is %s', (date, period, times, moved) => {
    expect(shift(date, period, times)).toBe(moved);
  });

  it('is moved once, where nothing is said of how often', () => {
    expect(shift('2026-01-31', 'P1M')).toBe('2026-02-28');
  });
});

describe('the next day that lies whole periods after a date', () => {
  it.each([
    ['that very day', '2026-01-31', 'P1M', '2026-01-31', 0, '2026-01-31'],
    ['a period on at least', '2026-01-31', 'P1M', '2026-01-31', 1, '2026-02-28'],
    ['counted once from the date, at the end of months', '2026-01-31', 'P1M', '2026-03-01', 0, '2026-03-31'],
    ['the day itself where it is one', '2026-01-31', 'P1Y', '2027-01-31', 1, '2027-01-31'],
    ['the one after it on the day that follows', '2026-01-31', 'P1Y', '2027-02-01', 1, '2028-01-31'],
    ['the date itself where the day lies before it', '2026-01-31', 'P1Y', '2020-01-01', 0, '2026-01-31'],
    ['found over thousands of periods', '1990-01-01', 'P1D', '2026-11-24', 0, '2026-11-24'],
  ])('is %s', (_, date, period, day, least, next) => {
    expect(nextAfter(date, period, day, least)).toBe(next);
  });

  it('is not looked for for ever where dates have no order any more', () => {
    expect(nextAfter('9999-06-01', 'P1Y', '9999-12-31', 0)).not.toBe('9999-06-01');
  });

  const days = fc.integer({ min: 0, max: 9000 }).map((number) => shift('2010-01-01', `P${number}D`));
  const period = fc.constantFrom('P1D', 'P7D', 'P2W', 'P1M', 'P31D', 'P3M', 'P1M5D', 'P1Y', 'P18M', 'P2Y');

  law.prop([days, period, days, fc.nat(3)], { numRuns: 50 })(
    'is the first of them, however far away',
    (date, each, day, least) => {
      let times = least;
      while (shift(date, each, times) < day) times += 1;
      expect(nextAfter(date, each, day, least)).toBe(shift(date, each, times));
    },
  );
});
