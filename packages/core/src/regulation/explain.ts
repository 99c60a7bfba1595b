import type { CivilDate } from '../time/calendar.ts';
import { startOfDay } from '../time/zone.ts';
import { type Asked, locatedIn, mayConcern } from './acting.ts';
import { type Assessment, assessEach, zoneIn } from './assess.ts';
import type { AppliedRow, Undetermined } from './found.ts';
import { type Disclaimer, disclaimer, type RowNotes, rowNotes } from './row-notes.ts';
import type { LoadedRulebook, Regulation } from './rulebook.ts';
import type { FeatureFacts, Situation } from './situation.ts';

/** A feature that is asked about: what it is to the law, and its name, where it has one. */
export interface AskedFeature extends FeatureFacts {
  readonly name?: string | undefined;
}

/** What of an assessment is about one feature. Rows are named, and said in full of all features together. */
export interface FeatureExplanation extends Pick<Assessment, 'verdict' | 'because' | 'cap'> {
  readonly name: string | null;
  /** What it was taken to be. */
  readonly facts: FeatureFacts;
  readonly rows: readonly string[];
  readonly undetermined: readonly string[];
}

/** An assessment for people: what of it rows say, and how far each of these can be trusted. The verdict is the mildest of those on the features. */
export interface Explanation
  extends Omit<Assessment, 'at' | 'situation' | 'cap' | 'rows' | 'undetermined' | 'superseded'> {
  readonly packs: readonly string[];
  /** RFC 3339. */
  readonly at: string;
  readonly vendorNexus: readonly string[];
  readonly features: readonly FeatureExplanation[];
  readonly rows: readonly (RowNotes & Pick<AppliedRow, 'kinds' | 'factor' | 'place' | 'on'>)[];
  /** Rows that would act if something were known, or were otherwise. */
  readonly undetermined: readonly (RowNotes & Pick<Undetermined, 'why'> & { readonly missing: string })[];
  readonly superseded: readonly RowNotes[];
  /** Rows that may concern the licensee and do not act, since they are switched off or not in force. */
  readonly inactive: readonly RowNotes[];
  readonly disclaimer: Disclaimer;
}

/**
 * Explains a situation at a moment (epoch milliseconds), or at the beginning of a day where the licensee is, for each of some features. Where none is
 * asked about, it is one of which nothing is known.
 */
export function explain(
  rulebook: LoadedRulebook,
  situation: Omit<Situation, 'feature'>,
  asked: readonly AskedFeature[],
  when: number | CivilDate,
): Explanation {
  const located = locatedIn(rulebook, situation);
  const at = typeof when === 'number' ? when : startOfDay(when, zoneIn(situation, located));
  const facts = asked.map(({ tags, exportClass, enc, softwareClass, context, purpose }) => ({
    tags,
    exportClass,
    enc,
    softwareClass,
    context,
    purpose,
  }));
  const { each, together } = assessEach(rulebook, situation, facts.length === 0 ? [{}] : facts, at);
  const { situation: _situation, cap: _cap, ...assessed } = together;
  const byId = new Map(rulebook.rows.map((row) => [row.id, row]));
  const noted = <T>(id: string, make: (row: Regulation) => T): T[] => {
    const row = byId.get(id);
    return row === undefined ? [] : [make(row)];
  };
  const rows = assessed.rows.flatMap(({ row: id, kinds, factor, place, on }) =>
    noted(id, (row) => ({ ...rowNotes(row), kinds, factor, place, on })),
  );
  const undetermined = assessed.undetermined.flatMap(({ row: id, why }) =>
    noted(id, (row) => ({ ...rowNotes(row), why, missing: missing(row, why, located) })),
  );
  return {
    ...assessed,
    packs: rulebook.packs,
    at: new Date(at).toISOString(),
    vendorNexus: situation.vendorNexus,
    features: each.map((one, index) => ({
      name: asked[index]?.name ?? null,
      facts: one.situation.feature ?? {},
      verdict: one.verdict,
      because: one.because,
      cap: one.cap,
      rows: one.rows.map(({ row }) => row),
      undetermined: one.undetermined.map(({ row }) => row),
    })),
    rows,
    undetermined,
    superseded: assessed.superseded.flatMap((id) => noted(id, rowNotes)),
    inactive: rulebook.rows
      .filter((row) => !(row.on && row.status === 'in_force') && mayConcern(row, rulebook, situation, assessed.day))
      .map(rowNotes),
    disclaimer: disclaimer([...rows, ...undetermined]),
  };
}

/** What has to be found out for an undetermined row. */
function missing({ factor, where }: Regulation, why: Undetermined['why'], located: Asked['located']): string {
  if (why === 'place') return `the place of ${factor.replace('_', ' ')}`;
  const countries = located[factor].flatMap((location) => (location?.open === true ? location.codes : []));
  return `the subdivision of ${countries.join(', ')}: whether it is in ${where.join(', ')}`;
}
