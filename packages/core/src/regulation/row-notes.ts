import type { CivilDate } from '../time/calendar.ts';
import type { Regulation } from './rulebook.ts';

/** What people have to know of a row before they rely on it. Null is said where the row says nothing. */
export interface RowNotes {
  readonly row: string;
  /** The pack that has the last word on it. */
  readonly pack: string;
  readonly title: string;
  readonly source: string;
  readonly note: string | null;
  /** P: official text seen. S: secondary source. B: background knowledge, unverified. */
  readonly tag: Regulation['tag'];
  /** The tag of its dates, where they are less certain than the rest. */
  readonly dateTag: Regulation['tag'] | null;
  /** Whether it may have moved since it was collected. */
  readonly moving: boolean;
  /** Whether it is doubtful for software, and people have to weigh it. */
  readonly advisory: boolean;
  readonly status: Regulation['status'];
  readonly statusSince: CivilDate | null;
  /** Whether it is switched on; only a row that is on and in force acts. */
  readonly switchedOn: boolean;
  readonly effectiveFrom: CivilDate | null;
  /** The first day on which it no longer holds. */
  readonly effectiveTo: CivilDate | null;
  readonly appliesTo: Regulation['applies_to'];
  /** The counsel who has reviewed it; null for nobody. */
  readonly reviewedBy: string | null;
  readonly reviewDue: CivilDate;
}

export function rowNotes(row: Regulation): RowNotes {
  return {
    row: row.id,
    pack: row.pack,
    title: row.title,
    source: row.source,
    note: row.note ?? null,
    tag: row.tag,
    dateTag: row.date_tag ?? null,
    moving: row.moving ?? false,
    advisory: row.advisory ?? false,
    status: row.status,
    statusSince: row.status_since ?? null,
    switchedOn: row.on,
    effectiveFrom: row.effective_from ?? null,
    effectiveTo: row.effective_to ?? null,
    appliesTo: row.applies_to,
    reviewedBy: row.reviewed_by,
    reviewDue: row.review_due,
  };
}

/** What every answer about regulations ends with. */
export interface Disclaimer {
  readonly text: string;
  /** The rows of the answer that no counsel has reviewed. */
  readonly unreviewed: readonly string[];
}

export function disclaimer(rows: readonly RowNotes[]): Disclaimer {
  return {
    text: "Starting points for a vendor's counsel, not legal advice.",
    unreviewed: rows.filter(({ reviewedBy }) => reviewedBy === null).map(({ row }) => row),
  };
}
