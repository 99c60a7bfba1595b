import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as duration from 'temporal-polyfill/fns/Duration';
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import { add, fromString, toString } from 'temporal-polyfill/fns/PlainDate';
import { type CivilDate, fromDayNumber, toDayNumber } from './calendar.ts';

/**
 * A date plus an ISO 8601 period of years, months, weeks and days (`P1Y`, `P14D`), taken `times` over and counted once
 * from the date: from a month's end it gives the last day of a shorter month and returns to the longer one afterwards.
 */
export function addPeriod(date: CivilDate, period: string, times = 1): CivilDate {
  const { years, months, weeks, days } = duration.fromString(period);
  const total = { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
  return toString(add(fromString(date, getISO), duration.fromFields(total)));
}

/** A date moved by whole days; negative goes back. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from one civil date to another; negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Whether a text names a zone that this platform knows. */
export function isZone(zone: string): boolean {
  try {
    toZonedDateTimeISO(fromEpochMilliseconds(0), zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a calendar date that exists, in the form `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDayNumber(toDayNumber(text)) === text;
}
