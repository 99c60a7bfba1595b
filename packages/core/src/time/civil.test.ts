import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays, addPeriod, daysBetween, isCivilDate, isZone } from './civil.ts';
import { civilDate, startOfDay } from './zone.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'];
const instants = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.getTime());
const dates = instants.map((instant) => civilDate(instant, 'UTC'));

describe('civil dates', () => {
  it('falls on the date that the customer reads on the wall, not on that of UTC', () => {
    const instant = Date.parse('2026-01-01T02:00:00Z');
    expect(civilDate(instant, 'America/New_York')).toBe('2025-12-31');
    expect(civilDate(instant, 'Pacific/Kiritimati')).toBe('2026-01-01');
  });

  it('begins a day whose midnight is skipped at the first moment that exists', () => {
    expect(new Date(startOfDay('2018-11-04', 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(civilDate(startOfDay('2018-11-04', 'America/Sao_Paulo') - 1, 'America/Sao_Paulo')).toBe('2018-11-03');
  });

  it('begins a day whose midnight comes twice at the first of the two', () => {
    expect(new Date(startOfDay('2026-11-01', 'America/Havana')).toISOString()).toBe('2026-11-01T04:00:00.000Z');
  });

  it('refuses a zone that nobody knows', () => {
    expect(() => civilDate(0, 'Europe/Atlantis')).toThrow(RangeError);
    expect(isZone('Europe/Atlantis')).toBe(false);
    expect(isZone('Europe/Berlin')).toBe(true);
  });

  it.prop([dates, fc.constantFrom(...ZONES)])('begins each day at its first instant', (date, zone) => {
    const start = startOfDay(date, zone);
    // Samoa left out 30 December 2011, before the years tried here; every other day exists.
    expect(civilDate(start, zone)).toBe(date);
    expect(civilDate(start - 1, zone) < date).toBe(true);
  });

  it.prop([dates, fc.integer({ min: -5000, max: 5000 })])('moves by days and back again', (date, days) => {
    expect(addDays(addDays(date, days), -days)).toBe(date);
    expect(daysBetween(date, addDays(date, days))).toBe(days);
  });
});

describe('periods', () => {
  it.each([
    ['2026-01-31', 'P1M', 1, '2026-02-28'],
    ['2026-01-31', 'P1M', 2, '2026-03-31'],
    ['2028-01-31', 'P1M', 1, '2028-02-29'],
    ['2028-02-29', 'P1Y', 1, '2029-02-28'],
    ['2028-02-29', 'P1Y', 4, '2032-02-29'],
    ['2026-01-01', 'P1Y2M3D', 1, '2027-03-04'],
    ['2026-03-01', 'P2W', 3, '2026-04-12'],
    ['2026-03-01', 'P3D', 2, '2026-03-07'],
  ])('from %s by %s, %i times, is %s', (date, period, times, expected) => {
    expect(addPeriod(date, period, times)).toBe(expected);
  });

  it.prop([dates, fc.integer({ min: 1, max: 60 })])(
    'counts months from the date itself, so that a month end never wears off',
    (date, months) => {
      const day = Number(date.slice(8));
      const reached = addPeriod(date, 'P1M', months);
      const lastOfMonth = Number(addDays(addPeriod(`${reached.slice(0, 7)}-01`, 'P1M'), -1).slice(8));
      expect(Number(reached.slice(8))).toBe(Math.min(day, lastOfMonth));
    },
  );
});

describe('texts that should be dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    '',
    '2026-01-32',
    '+002026-01-01',
    '-123-01-01',
    '0NaN-NaN-NaN',
  ])('takes "%s" for none', (text) => expect(isCivilDate(text)).toBe(false));

  it.each(['2026-01-01', '2028-02-29', '9999-12-31', '0099-03-01'])('takes "%s" for one', (text) =>
    expect(isCivilDate(text)).toBe(true),
  );
});
