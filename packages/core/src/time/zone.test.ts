import { fc, test } from '@fast-check/vitest';
import { Temporal } from 'temporal-polyfill';
import { describe, expect } from 'vitest';
import { addMonths, fromDayNumber, toDayNumber } from './calendar.ts';
import { civilDate, startOfDay } from './zone.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Beirut',
];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });
const days = fc.integer({ min: -40_000, max: 60_000 });

/** The days from two before to two after each change of a zone's clock, from 2010 to 2027. */
function aroundChanges(where: string): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = [];
  let change = Temporal.ZonedDateTime.from(`2010-01-01[${where}]`).getTimeZoneTransition('next');
  while (change !== null && change.year < 2028) {
    for (let days = -2; days <= 2; days += 1) dates.push(change.toPlainDate().add({ days }));
    change = change.getTimeZoneTransition('next');
  }
  return dates;
}

/** Temporal is the oracle: the quick arithmetic says what it says, at every moment and in every zone. */
describe('civil dates agree with Temporal', () => {
  test.prop([instant, zone], { numRuns: 500 })('the date of an instant', (at, where) => {
    const expected = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(where).toPlainDate().toString();
    expect(civilDate(at, where)).toBe(expected);
  });

  test.prop([instant, zone], { numRuns: 500 })(
    'the beginning of a day, also where midnight does not exist',
    (at, where) => {
      const date = civilDate(at, where);
      expect(startOfDay(date, where)).toBe(Temporal.PlainDate.from(date).toZonedDateTime(where).epochMilliseconds);
    },
  );

  test.each([
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Beirut',
  ])('the beginnings of the days around each change of the clock in %s', (where) => {
    const dates = aroundChanges(where);
    expect(dates.length).toBeGreaterThan(0);
    for (const date of dates)
      expect(startOfDay(date.toString(), where)).toBe(date.toZonedDateTime(where).epochMilliseconds);
  });

  test('the ends of February, of which each century and each four have their own', () => {
    for (let year = 1600; year <= 2400; year += 1) {
      for (const day of [27, 28, 29, 30]) {
        const date = Temporal.PlainDate.from({ year, month: 2, day: 1 }).add({ days: day - 1 });
        const number = Temporal.PlainDate.from('1970-01-01').until(date).days;
        expect([date.toString(), toDayNumber(date.toString())]).toEqual([fromDayNumber(number), number]);
      }
    }
  });

  test.prop([days])('a date and its number of days', (number) => {
    const date = Temporal.PlainDate.from('1970-01-01').add({ days: number }).toString();
    expect(fromDayNumber(number)).toBe(date);
    expect(toDayNumber(date)).toBe(number);
  });

  test.prop([days, fc.integer({ min: -30, max: 1200 })])(
    'months later, to the last day of a shorter month',
    (number, months) => {
      const date = fromDayNumber(number);
      expect(addMonths(date, months)).toBe(Temporal.PlainDate.from(date).add({ months }).toString());
    },
  );
});
