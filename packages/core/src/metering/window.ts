import { addMonths, fromDayNumber, toDayNumber } from '../time/calendar.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate, startOfDay } from '../time/zone.ts';

/** How long an allowance lasts before it starts anew. */
export type WindowKind = 'day' | 'week' | 'month' | 'year';

/** One window of an allowance: civil dates, and the instants at which it begins and the next one does (half-open). */
export interface Window {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** How a kind counts: in days, or in calendar months. */
const LENGTH = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  year: { months: 12 },
} as const satisfies Record<WindowKind, { readonly days: number } | { readonly months: number }>;

/**
 * The window that an instant falls into. Windows are civil, in the customer's zone, and anchored to the date on which
 * the license began: a monthly allowance of a license from 31 January renews on 28 February and again on 31 March.
 * Instants before the anchor belong to the first window.
 */
export function windowAt(kind: WindowKind, anchor: CivilDate, zone: string, instant: number): Window {
  const [start, end] = datesOf(LENGTH[kind], anchor, civilDate(instant, zone));
  return { start, end, startsAt: startOfDay(start, zone), endsAt: startOfDay(end, zone) };
}

type Length = (typeof LENGTH)[WindowKind];

function datesOf(length: Length, anchor: CivilDate, date: CivilDate): readonly [start: CivilDate, end: CivilDate] {
  if ('days' in length) {
    const first = toDayNumber(anchor);
    const index = Math.max(0, Math.floor((toDayNumber(date) - first) / length.days));
    return [fromDayNumber(first + index * length.days), fromDayNumber(first + (index + 1) * length.days)];
  }
  // Months apart, by the calendar; around a month's end that may be one too many, which the dates themselves say.
  let index = Math.max(0, Math.floor(monthsApart(anchor, date) / length.months));
  if (index > 0 && addMonths(anchor, index * length.months) > date) index -= 1;
  return [addMonths(anchor, index * length.months), addMonths(anchor, (index + 1) * length.months)];
}

function monthsApart(from: CivilDate, to: CivilDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}
