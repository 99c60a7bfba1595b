import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { civilDate, startOfDay } from '../time/zone.ts';
import { type WindowKind, windowAt } from './window.ts';

const KINDS: WindowKind[] = ['day', 'week', 'month', 'year'];
/** Midnights that are skipped or come twice, half an hour of summer time, both ends of the world's clocks. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
];
const instants = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2045-01-01'), noInvalidDate: true })
  .map((date) => date.getTime());
/** Any day, and month ends and leap days more often than chance would have them. */
const anchors = fc.oneof(
  instants.map((instant) => civilDate(instant, 'UTC')),
  fc.constantFrom('2020-02-29', '2019-01-31', '2019-12-31', '2020-01-30', '2018-11-04'),
);

const at = (kind: WindowKind, anchor: string, zone: string, instant: string) => {
  const { start, end } = windowAt(kind, anchor, zone, Date.parse(instant));
  return `${start}/${end}`;
};

describe('windows as people count them', () => {
  it.each([
    ['2026-02-27T12:00:00Z', '2026-01-31/2026-02-28'],
    ['2026-02-28T00:00:00Z', '2026-02-28/2026-03-31'],
    ['2026-03-30T23:59:59Z', '2026-02-28/2026-03-31'],
    ['2026-03-31T00:00:00Z', '2026-03-31/2026-04-30'],
    ['2028-02-29T00:00:00Z', '2028-02-29/2028-03-31'],
  ])('given a license from 31 January, when it is %s, then the month is %s', (instant, expected) => {
    expect(at('month', '2026-01-31', 'UTC', instant)).toBe(expected);
  });

  it.each([
    ['2029-02-27T00:00:00Z', '2028-02-29/2029-02-28'],
    ['2029-02-28T00:00:00Z', '2029-02-28/2030-02-28'],
    ['2032-02-28T23:00:00Z', '2031-02-28/2032-02-29'],
    ['2032-02-29T00:00:00Z', '2032-02-29/2033-02-28'],
  ])('given a license from a leap day, when it is %s, then the year is %s', (instant, expected) => {
    expect(at('year', '2028-02-29', 'UTC', instant)).toBe(expected);
  });

  it('given a license from a Thursday, then weeks begin on Thursdays', () => {
    expect(at('week', '2026-01-01', 'UTC', '2026-01-14T23:59:59Z')).toBe('2026-01-08/2026-01-15');
  });

  it('given a customer in New York, then the day changes at their midnight', () => {
    expect(at('day', '2026-01-01', 'America/New_York', '2026-06-02T03:59:59Z')).toBe('2026-06-01/2026-06-02');
    expect(at('day', '2026-01-01', 'America/New_York', '2026-06-02T04:00:00Z')).toBe('2026-06-02/2026-06-03');
  });

  it('given the day on which clocks are put forward, then it has 23 hours, and 25 when they are put back', () => {
    const hours = (instant: string) => {
      const { startsAt, endsAt } = windowAt('day', '2026-01-01', 'Europe/Berlin', Date.parse(instant));
      return (endsAt - startsAt) / 3_600_000;
    };
    expect(hours('2026-03-29T12:00:00Z')).toBe(23);
    expect(hours('2026-10-25T12:00:00Z')).toBe(25);
    expect(hours('2026-10-26T12:00:00Z')).toBe(24);
  });

  it('given a day that the calendar of Samoa left out, then the window before it meets the one after it', () => {
    const before = windowAt('day', '2011-12-01', 'Pacific/Apia', Date.parse('2011-12-30T09:59:59Z'));
    const after = windowAt('day', '2011-12-01', 'Pacific/Apia', Date.parse('2011-12-30T10:00:00Z'));
    expect([before.start, after.start]).toEqual(['2011-12-29', '2011-12-31']);
    expect(before.endsAt).toBe(after.startsAt);
  });

  it.each(KINDS)('given an instant before the license began, then it belongs to the first %s', (kind) => {
    const first = windowAt(kind, '2026-05-01', 'UTC', Date.parse('2026-05-01T00:00:00Z'));
    expect(windowAt(kind, '2026-05-01', 'UTC', Date.parse('2020-01-01T00:00:00Z'))).toEqual(first);
    expect(first.start).toBe('2026-05-01');
  });
});

describe('windows as a partition of time', () => {
  const given = {
    kind: fc.constantFrom(...KINDS),
    anchor: anchors,
    zone: fc.constantFrom(...ZONES),
    instant: instants,
  };

  it.prop(given)(
    'every instant from the anchor on lies in its window, half-open',
    ({ kind, anchor, zone, instant }) => {
      fc.pre(instant >= startOfDay(anchor, zone));
      const { start, end, startsAt, endsAt } = windowAt(kind, anchor, zone, instant);
      expect(startsAt <= instant && instant < endsAt).toBe(true);
      expect([startOfDay(start, zone), startOfDay(end, zone)]).toEqual([startsAt, endsAt]);
    },
  );

  it.prop(given)(
    'every window meets the next: no instant is in two, none in between',
    ({ kind, anchor, zone, instant }) => {
      const window = windowAt(kind, anchor, zone, instant);
      expect(windowAt(kind, anchor, zone, window.endsAt).startsAt).toBe(window.endsAt);
      expect(windowAt(kind, anchor, zone, window.endsAt - 1)).toEqual(window);
      expect(windowAt(kind, anchor, zone, window.startsAt)).toEqual(window);
    },
  );

  it.prop({ ...given, kind: fc.constantFrom<WindowKind>('month', 'year') })(
    'a month or year begins on the anchor’s day, or on the last of a month that is too short',
    ({ kind, anchor, zone, instant }) => {
      const { start } = windowAt(kind, anchor, zone, instant);
      const [day, lastOfMonth] = [
        anchor.slice(8),
        new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)), 0)).getUTCDate(),
      ];
      expect(Number(start.slice(8))).toBe(Math.min(Number(day), lastOfMonth));
    },
  );
});
