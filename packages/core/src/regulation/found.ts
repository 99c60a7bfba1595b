import type { Kind, Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { acting, type Asked, mayAct } from './acting.ts';
import type { Acted } from './merge.ts';
import type { Regulation } from './rulebook.ts';

/** A row that acts: what it is, why it does, and how far it can be trusted. */
export interface AppliedRow {
  readonly row: string;
  readonly pack: string;
  readonly kinds: readonly Kind[];
  readonly factor: Regulation['factor'];
  /** The place that matched; null where none was asked for. */
  readonly place: string | null;
  /** The day that was held against the row's dates. */
  readonly on: CivilDate;
  readonly source: string;
  readonly tag: Regulation['tag'];
  readonly reviewedBy: string | null;
  readonly advisory: boolean;
}

/** A row that would act if a place, or the subdivision of a country, were such a one, which is not known. */
export interface Undetermined {
  readonly row: string;
  readonly why: 'place' | 'subdivision';
}

/** What acts on a situation, and what may. */
export interface Found {
  readonly acted: readonly Acted[];
  readonly rows: readonly AppliedRow[];
  readonly undetermined: readonly {
    readonly row: Regulation;
    readonly why: Undetermined['why'];
    readonly kinds: readonly Provision[];
  }[];
  readonly superseded: readonly string[];
}

export function actedOn(asked: Asked): Found {
  const acted: Acted[] = [];
  const rows: AppliedRow[] = [];
  const undetermined: Found['undetermined'][number][] = [];
  const supersedes = new Set<string>();
  for (const row of asked.rulebook.rows) {
    if (!mayAct(row, asked)) continue;
    const mine: { readonly provision: Provision; readonly place: string | null; readonly on: CivilDate }[] = [];
    const open: { readonly provision: Provision; readonly why: Undetermined['why'] }[] = [];
    for (const provision of row.provisions) {
      const found = acting(row, provision, asked);
      if (found.outcome === 'acts') mine.push({ provision, place: found.place, on: found.on });
      else if (found.outcome !== 'out') open.push({ provision, why: found.outcome });
    }
    const last = open.at(-1);
    if (last !== undefined) undetermined.push({ row, why: last.why, kinds: open.map(({ provision }) => provision) });
    const [first] = mine;
    if (first === undefined) continue;
    for (const { provision } of mine) acted.push({ row: row.id, provision });
    for (const other of row.supersedes ?? []) supersedes.add(other);
    rows.push(
      applied(
        row,
        mine.map(({ provision }) => provision.kind),
        first,
      ),
    );
  }
  return {
    acted: acted.filter(({ row }) => !supersedes.has(row)),
    rows: rows.filter(({ row }) => !supersedes.has(row)),
    undetermined: undetermined.filter(({ row }) => !supersedes.has(row.id)),
    superseded: rows.map(({ row }) => row).filter((row) => supersedes.has(row)),
  };
}

/** What acts on any of some features. */
export function union(found: readonly Found[]): Found {
  const acted = new Map(found.flatMap((one) => one.acted).map((one) => [one.provision, one]));
  const rows = new Map<string, AppliedRow>();
  for (const row of found.flatMap((one) => one.rows)) {
    const kinds = new Set([...(rows.get(row.row)?.kinds ?? []), ...row.kinds]);
    rows.set(row.row, { ...row, kinds: [...kinds] });
  }
  return {
    acted: [...acted.values()],
    rows: [...rows.values()],
    undetermined: [...new Map(found.flatMap((one) => one.undetermined).map((one) => [one.row, one])).values()],
    superseded: [...new Set(found.flatMap((one) => one.superseded))].filter((row) => !rows.has(row)),
  };
}

function applied(
  { id, pack, factor, source, tag, reviewed_by: reviewedBy, advisory = false }: Regulation,
  kinds: readonly Kind[],
  { place, on }: { readonly place: string | null; readonly on: CivilDate },
): AppliedRow {
  return { row: id, pack, kinds: [...new Set(kinds)], factor, place, on, source, tag, reviewedBy, advisory };
}
