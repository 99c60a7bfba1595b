// Function by function: of the classes a bundle would have all, 32 KB more.
import { getISO } from 'temporal-polyfill/fns/Calendar';
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import { fromString, toZonedDateTime } from 'temporal-polyfill/fns/PlainDate';
import {
  addNanoseconds,
  getTimeZoneTransition,
  offsetNanoseconds,
  type Record as Zoned,
} from 'temporal-polyfill/fns/ZonedDateTime';
import { type CivilDate, DAY_MS, fromDayNumber, toDayNumber } from './calendar.ts';

/** A stretch of time (half-open, epoch milliseconds) in which a zone has one offset from UTC (milliseconds). */
interface Offset {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** What has been asked of zones, since asking is slow and zones are few. Derived data: it changes no answer. */
const known = new Map<string, Offset[]>();
/** The first instant that each zone was asked of, and its offset (milliseconds). */
const firstAsked = new Map<string, { readonly instant: number; readonly offset: number }>();
/** More stretches than this are asked of one zone only by somebody who goes through centuries. */
const MAX_KNOWN = 64;

/** The civil date that an instant (epoch milliseconds) falls on in an IANA zone. Throws a RangeError for an unknown zone. */
export function civilDate(instant: number, zone: string): CivilDate {
  return fromDayNumber(Math.floor((instant + offsetOf(instant, zone)) / DAY_MS));
}

/** The instant at which a civil date begins in a zone: its first existing moment, where midnight is skipped. */
export function startOfDay(date: CivilDate, zone: string): number {
  const local = toDayNumber(date) * DAY_MS;
  const { from, until, offset } = offsetAt(local, zone);
  // Far from a change of the clock the offset is beyond doubt; near one, Temporal knows the rules.
  if (from <= local - 2 * DAY_MS && local + 2 * DAY_MS < until) return local - offset;
  return toZonedDateTime(fromString(date, getISO), zone).epochMilliseconds;
}

/** The offset at an instant. How long it lasts is found out when a zone is asked of a second instant: most are asked of one. */
function offsetOf(instant: number, zone: string): number {
  const offset = knownAt(instant, zone)?.offset;
  if (offset !== undefined) return offset;
  const first = firstAsked.get(zone);
  if (first !== undefined) return first.instant === instant ? first.offset : offsetAt(instant, zone).offset;
  const asked = offsetNanoseconds(zoned(instant, zone)) / 1_000_000;
  firstAsked.set(zone, { instant, offset: asked });
  return asked;
}

function offsetAt(instant: number, zone: string): Offset {
  const already = knownAt(instant, zone);
  if (already !== undefined) return already;
  let offsets = known.get(zone);
  const asked = ask(instant, zone);
  if (offsets === undefined || offsets.length >= MAX_KNOWN) known.set(zone, (offsets = []));
  offsets.push(asked);
  return asked;
}

function knownAt(instant: number, zone: string): Offset | undefined {
  const offsets = known.get(zone);
  if (offsets === undefined) return undefined;
  for (const offset of offsets) if (offset.from <= instant && instant < offset.until) return offset;
  return undefined;
}

function zoned(instant: number, zone: string): Zoned {
  return toZonedDateTimeISO(fromEpochMilliseconds(Math.floor(instant)), zone);
}

function ask(instant: number, zone: string): Offset {
  const at = zoned(instant, zone);
  return {
    from: getTimeZoneTransition(addNanoseconds(at, 1), 'previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: getTimeZoneTransition(at, 'next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: offsetNanoseconds(at) / 1_000_000,
  };
}
