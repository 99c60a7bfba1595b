import type { Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { mayConcern } from './acting.ts';
import { within } from './membership.ts';
import { order } from './order.ts';
import type { LoadedRulebook, Regulation } from './rulebook.ts';
import type { Situation } from './situation.ts';

/** Something that changes on a day: a row or one of its provisions begins or ends, a review is due, a place enters or leaves a group. */
export interface CalendarEntry {
  readonly on: CivilDate;
  readonly what: 'begins' | 'ends' | 'review_due' | 'joins' | 'leaves';
  /** The row, or the group. */
  readonly name: string;
  /** The provisions that begin or end, or the place that does. */
  readonly provisions: readonly Provision[];
  readonly place: string | null;
  /** Whether anything acts on it: the row is switched on and in force. */
  readonly acts: boolean;
  readonly source: string | null;
}

/** What changes in a half-open time; with a situation, only of rows that may concern it. */
export function calendar(
  rulebook: LoadedRulebook,
  from: CivilDate,
  to: CivilDate,
  situation?: Situation,
): readonly CalendarEntry[] {
  const rows = rulebook.rows.filter((row) => situation === undefined || mayConcern(row, rulebook, situation, from));
  const entries = [...rows.flatMap(ofRow), ...(situation === undefined ? ofGroups(rulebook) : [])];
  return entries
    .filter((entry): entry is CalendarEntry => entry.on !== undefined && within(entry.on, from, to))
    .toSorted((a, b) => order(a.on, b.on) || order(a.name, b.name) || order(a.what, b.what));
}

/** What changes on a day, or on none where it has no such day. */
interface Turn extends Omit<CalendarEntry, 'on'> {
  readonly on: CivilDate | undefined;
}

function ofRow(row: Regulation): Turn[] {
  const { id: name, source, effective_from: from, effective_to: to, provisions } = row;
  const acts = row.on && row.status === 'in_force';
  const entry = (on: CivilDate | undefined, what: CalendarEntry['what'], some: readonly Provision[]): Turn => ({
    on,
    what,
    name,
    provisions: some,
    place: null,
    acts,
    source,
  });
  const begins = Map.groupBy(provisions, (one) => one.effective_from ?? from);
  const ends = Map.groupBy(provisions, (one) => one.effective_to ?? to);
  return [
    ...[...begins].map(([on, some]) => entry(on, 'begins', some)),
    ...[...ends].map(([on, some]) => entry(on, 'ends', some)),
    // A row whose demands are not known yet.
    ...(provisions.length === 0 ? [entry(from, 'begins', [])] : []),
    entry(row.review_due, 'review_due', []),
  ];
}

function ofGroups({ groups }: LoadedRulebook): Turn[] {
  return Object.entries(groups).flatMap(([name, members]) =>
    members.flatMap(({ code, from, to }): Turn[] => {
      const rest = { name, provisions: [], place: code, acts: true, source: null };
      return [
        { on: from, what: 'joins', ...rest },
        { on: to, what: 'leaves', ...rest },
      ];
    }),
  );
}
