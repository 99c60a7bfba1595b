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
