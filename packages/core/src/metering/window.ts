import { Temporal } from 'temporal-polyfill';
import { addPeriod, type CivilDate, civilDate, daysBetween, startOfDay } from '../time/civil.ts';

/** How long an allowance lasts before it starts anew. */
export type WindowKind = 'day' | 'week' | 'month' | 'year';

/** One window of an allowance: civil dates, and the instants at which it begins and the next one does (half-open). */
export interface Window {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly startsAt: number;
  readonly endsAt: number;
}

const PERIODS = { day: 'P1D', week: 'P7D', month: 'P1M', year: 'P1Y' } as const satisfies Record<WindowKind, string>;

/**
 * The window that an instant falls into. Windows are civil, in the customer's zone, and anchored to the date on which
 * the license began: a monthly allowance of a license from 31 January renews on 28 February and again on 31 March.
 * Instants before the anchor belong to the first window.
 */
export function windowAt(kind: WindowKind, anchor: CivilDate, zone: string, instant: number): Window {
  const date = civilDate(instant, zone);
  let index = Math.max(0, wholeWindows(kind, anchor, date));
  // Counting months between two dates may be one off around a month's end; the dates themselves decide.
  while (addPeriod(anchor, PERIODS[kind], index + 1) <= date) index += 1;
  while (index > 0 && addPeriod(anchor, PERIODS[kind], index) > date) index -= 1;
  const start = addPeriod(anchor, PERIODS[kind], index);
  const end = addPeriod(anchor, PERIODS[kind], index + 1);
  return { start, end, startsAt: startOfDay(start, zone), endsAt: startOfDay(end, zone) };
}

function wholeWindows(kind: WindowKind, anchor: CivilDate, date: CivilDate): number {
  if (kind === 'day') return daysBetween(anchor, date);
  if (kind === 'week') return Math.floor(daysBetween(anchor, date) / 7);
  const from = Temporal.PlainDate.from(anchor);
  const until = from.until(Temporal.PlainDate.from(date), { largestUnit: kind });
  return kind === 'month' ? until.months : until.years;
}
