import { Temporal } from 'temporal-polyfill';

/** A civil date, `YYYY-MM-DD`. */
export type CivilDate = string;

/** The civil date that an instant (epoch milliseconds) falls on in an IANA zone. Throws a RangeError for an unknown zone. */
export function civilDate(instant: number, zone: string): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant at which a civil date begins in a zone: its first existing moment, where midnight is skipped. */
export function startOfDay(date: CivilDate, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * A date plus an ISO 8601 period of years, months, weeks and days (`P1Y`, `P14D`), taken `times` over and counted once from the
 * date: from a month's end it gives the last day of a shorter month and returns to the longer one afterwards.
 */
export function addPeriod(date: CivilDate, period: string, times = 1): CivilDate {
  const { years, months, weeks, days } = Temporal.Duration.from(period);
  const total = { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
  return Temporal.PlainDate.from(date).add(total).toString();
}

/** A date moved by whole days; negative goes back. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from one civil date to another; negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
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
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
