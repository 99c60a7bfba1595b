import { Temporal } from 'temporal-polyfill';
import { type CivilDate, DAY_MS, fromDayNumber, toDayNumber } from './calendar.ts';

/** A stretch of time (half-open, epoch milliseconds) in which a zone has one offset from UTC (milliseconds). */
interface Offset {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** What has been asked of zones, since asking is slow and zones are few. Derived data: it changes no answer. */
const known = new Map<string, Offset[]>();
/** More stretches than this are asked of one zone only by somebody who goes through centuries. */
const MAX_KNOWN = 64;

/** The civil date that an instant (epoch milliseconds) falls on in an IANA zone. Throws a RangeError for an unknown zone. */
export function civilDate(instant: number, zone: string): CivilDate {
  return fromDayNumber(Math.floor((instant + offsetAt(instant, zone).offset) / DAY_MS));
}

/** The instant at which a civil date begins in a zone: its first existing moment, where midnight is skipped. */
export function startOfDay(date: CivilDate, zone: string): number {
  const local = toDayNumber(date) * DAY_MS;
  const { from, until, offset } = offsetAt(local, zone);
  // Far from a change of the clock the offset is beyond doubt; near one, Temporal knows the rules.
  if (from <= local - 2 * DAY_MS && local + 2 * DAY_MS < until) return local - offset;
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

function offsetAt(instant: number, zone: string): Offset {
  let offsets = known.get(zone);
  for (const offset of offsets ?? []) if (offset.from <= instant && instant < offset.until) return offset;
  const asked = ask(instant, zone);
  if (offsets === undefined || offsets.length >= MAX_KNOWN) known.set(zone, (offsets = []));
  offsets.push(asked);
  return asked;
}

function ask(instant: number, zone: string): Offset {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
  return {
    from: at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: at.offsetNanoseconds / 1_000_000,
  };
}
