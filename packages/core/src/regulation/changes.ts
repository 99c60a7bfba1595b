import type { CivilDate } from '../time/calendar.ts';
import { isBound, locatedIn } from './acting.ts';
import { type CalendarEntry, calendar } from './calendar.ts';
import { describeProvision } from './described.ts';
import { type Disclaimer, disclaimer, type RowNotes, rowNotes } from './row-notes.ts';
import type { LoadedRulebook } from './rulebook.ts';
import type { Situation } from './situation.ts';

/** Something that changes for a vendor on a day. */
export interface Change extends Pick<CalendarEntry, 'on' | 'what' | 'name' | 'place' | 'acts'> {
  /** What begins or ends to be demanded, in the words of the pack. */
  readonly provisions: readonly string[];
  /** Null where a group changes, and no row. */
  readonly row: RowNotes | null;
}

/** What changes for a vendor in a half-open time. */
export interface Changes {
  readonly rulebook: string;
  readonly packs: readonly string[];
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly vendorNexus: readonly string[];
  /** What begins or ends to act, and the places that join or leave a group. */
  readonly changes: readonly Change[];
  /** What would begin or end, were its row switched on and in force. */
  readonly off: readonly Change[];
  /** Rows that somebody has to look at again. */
  readonly reviews: readonly Change[];
  readonly disclaimer: Disclaimer;
}

/** What changes for a vendor from a day on and before another: of rows that hang on whose law binds the vendor, only those that do. */
export function changesFor(
  rulebook: LoadedRulebook,
  vendorNexus: readonly string[],
  from: CivilDate,
  to: CivilDate,
): Changes {
  const situation: Situation = { act: 'issue', places: {}, vendorNexus };
  const asked = { rulebook, situation, located: locatedIn(rulebook, situation) };
  const rows = rulebook.rows.filter(({ vendor_nexus: nexus }) => nexus === undefined || isBound(nexus, asked));
  const notes = new Map(rows.map((row) => [row.id, rowNotes(row)]));
  const all = calendar({ ...rulebook, rows }, from, to).map(({ on, what, name, place, acts, provisions }): Change => {
    const row = what === 'joins' || what === 'leaves' ? null : (notes.get(name) ?? null);
    return { on, what, name, place, acts, provisions: provisions.map(describeProvision), row };
  });
  const reviews = all.filter(({ what }) => what === 'review_due');
  const others = all.filter(({ what }) => what !== 'review_due');
  const mentioned = new Set(all.map(({ row }) => row?.row));
  return {
    rulebook: rulebook.version,
    packs: rulebook.packs,
    from,
    to,
    vendorNexus,
    changes: others.filter(({ acts }) => acts),
    off: others.filter(({ acts }) => !acts),
    reviews,
    disclaimer: disclaimer([...notes.values()].filter(({ row }) => mentioned.has(row))),
  };
}
