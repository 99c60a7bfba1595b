import { featuresGranted, type LoadedProgram } from '../catalog/load.ts';
import { explain, type Explanation } from '../regulation/explain.ts';
import { order } from '../regulation/order.ts';
import { type Disclaimer, disclaimer, type RowNotes, rowNotes } from '../regulation/row-notes.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import { lastItems } from './last-items.ts';
import type { License, Notice, RenewalRule } from './license.ts';
import { allNotices, renewalSituation } from './notice.ts';
import { renewalEnd } from './regulated-renewal.ts';
import { type Rights, rightsOf } from './rights.ts';

/** What regulations say of a license: of its terms, of what the vendor has to tell, and of what the customer may do. */
export interface LicenseRegulations {
  /** Of each line, the term that lies last. */
  readonly terms: readonly {
    readonly line: string;
    readonly plan: string;
    readonly to: CivilDate | null;
    /** What they change about how the plan goes on after it; null where they change nothing, or it does not go on by itself. */
    readonly rule: RenewalRule | null;
    /** All that they say of its renewal with all that the plan grants, as of the day on which it ends; without an end, as of the moment that is asked about. */
    readonly renewal: Explanation;
  }[];
  /** What was announced, given or missed, and what is still to come, by day. */
  readonly notices: readonly Notice[];
  readonly rights: Rights | null;
  /** The rows that rules, notices and rights name, with their sources. */
  readonly rows: readonly RowNotes[];
  readonly disclaimer: Disclaimer;
}

/** What regulations say of a license at a moment; undefined where none are published. */
export function regulationsOf(license: License, program: LoadedProgram, now: number): LicenseRegulations | undefined {
  const { rulebook } = program.regulations ?? {};
  if (rulebook === undefined) return undefined;
  const terms = lastItems(license.items).map((item) => ({
    line: item.line,
    plan: item.plan,
    to: item.to === null ? null : civilDate(item.to, license.zone),
    rule: renewalEnd(license, program, item)?.rule ?? null,
    renewal: explain(
      rulebook,
      renewalSituation(license, program, item),
      featuresGranted(program, item.plan),
      item.to ?? now,
    ),
  }));
  const notices = allNotices(license, program).toSorted((a, b) => order(a.on, b.on));
  const rights = rightsOf(license, program, now) ?? null;
  const named = new Set([
    ...terms.flatMap(({ rule }) => rule?.rows ?? []),
    ...notices.map(({ row }) => row),
    ...rowsOf(rights),
  ]);
  const rows = rulebook.rows.filter(({ id }) => named.has(id)).map(rowNotes);
  return { terms, notices, rights, rows, disclaimer: disclaimer(rows) };
}

function rowsOf(rights: Rights | null): string[] {
  if (rights === null) return [];
  const { coolingOff, exits, notice, boundUntil } = rights;
  return [
    ...coolingOff.flatMap(({ rows }) => rows),
    ...exits.map(({ row }) => row),
    ...(notice?.rows ?? []),
    ...(boundUntil?.rows ?? []),
  ];
}
