import { Temporal } from 'temporal-polyfill';
import { type CivilDate, fromDayNumber, toDayNumber } from './calendar.ts';

/**
 * A date plus an ISO 8601 period of years, months, weeks and days (`P1Y`, `P14D`), taken `times` over and counted once
 * from the date: from a month's end it gives the last day of a shorter month and returns to the longer one afterwards.
 */
export function addPeriod(date: CivilDate, period: string, times = 1): CivilDate {
  const { years, months, weeks, days } = Temporal.Duration.from(period);
  const total = { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
  return Temporal.PlainDate.from(date).add(total).toString();
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
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a calendar date that exists, in the form `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDayNumber(toDayNumber(text)) === text;
}
