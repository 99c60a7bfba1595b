import { addMonths, type CivilDate } from '../time/calendar.ts';
import { addDays, daysBetween } from '../time/civil.ts';

const FORM = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** The day that lies so many periods (ISO 8601) after a date, or, with negative `times`, before it; counted once, from the date. */
export function shift(date: CivilDate, period: string, times = 1): CivilDate {
  const [, years = 0, months = 0, weeks = 0, days = 0] = FORM.exec(period) ?? [];
  const moved = addMonths(date, (Number(years) * 12 + Number(months)) * times);
  return addDays(moved, (Number(weeks) * 7 + Number(days)) * times);
}

const MAX_TRIES = 5;

/** The first day on or after `day` that lies whole periods after a date, at least `least` of them. */
export function nextAfter(date: CivilDate, period: string, day: CivilDate, least: number): CivilDate {
  const length = daysBetween(date, shift(date, period, 12)) / 12;
  // One less, since months differ.
  let times = Math.max(least, Math.floor(daysBetween(date, day) / length) - 1);
  // The estimate is short by a few at most; dates beyond the year 9999 have no order, and are not searched for.
  for (let tries = 0; tries < MAX_TRIES && shift(date, period, times) < day; tries += 1) times += 1;
  return shift(date, period, times);
}
