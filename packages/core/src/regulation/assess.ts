import type { Kind, Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import { acting, type Asked, locatedIn, mayAct } from './acting.ts';
import { contractDates } from './contract.ts';
import { type ContractTerms, contractTerms } from './contract-terms.ts';
import { type PermittedHomes, permittedHomes } from './homes.ts';
import { type Acted, limitCap, ofKind, requiredAttributes } from './merge.ts';
import { type Obligation, obligationOf } from './obligation.ts';
import { order, sorted } from './order.ts';
import { zoneOf } from './place.ts';
import type { Regulation, LoadedRulebook } from './rulebook.ts';
import type { Act, Situation } from './situation.ts';

export type Verdict = 'allow' | 'review' | 'deny';

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

/** What regulations make of a situation at a moment. Says all that it was made from, so that it can be made again. */
export interface Assessment {
  /** The version of the rulebook. */
  readonly rulebook: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly zone: string;
  /** The civil date of the moment in the zone. */
  readonly day: CivilDate;
  readonly situation: Situation;
  readonly verdict: Verdict;
  /** The rows that made the verdict what it is; none where it is `allow`. */
  readonly because: readonly string[];
  readonly rows: readonly AppliedRow[];
  readonly undetermined: readonly Undetermined[];
  /** Rows that do not act, since another one takes their place. */
  readonly superseded: readonly string[];
  readonly obligations: readonly Obligation[];
  /** Null where there is no contract. */
  readonly contract: ContractTerms | null;
  readonly cap: ReturnType<typeof limitCap>;
  readonly attributes: ReturnType<typeof requiredAttributes>;
  readonly homes: PermittedHomes;
}

/** Assesses a situation at a moment (epoch milliseconds): verdict, obligations with their dates, and what may be agreed. */
export function assess(rulebook: LoadedRulebook, situation: Situation, at: number): Assessment {
  const located = locatedIn(rulebook, situation);
  const zone = zoneIn(situation, located);
  const day = civilDate(at, zone);
  const dates = situation.contract && contractDates(situation.contract, day);
  const found = actedOn({ rulebook, situation, day, dates, located });
  const { acted, rows, undetermined } = found;
  const homes = permittedHomes(acted, rulebook, situation, day);
  return {
    rulebook: rulebook.version,
    at,
    zone,
    day,
    situation,
    ...verdictOf(found, situation.act, homes),
    rows: rows.toSorted(byRow),
    undetermined: undetermined.map(({ row, why }) => ({ row: row.id, why })).toSorted(byRow),
    superseded: found.superseded.toSorted(),
    obligations: acted
      .flatMap(({ row, provision }) => obligationOf(row, provision, situation, dates, day) ?? [])
      .toSorted((a, b) => order(a.row, b.row) || order(JSON.stringify(a), JSON.stringify(b))),
    contract: situation.contract && dates ? contractTerms(acted, situation.contract, dates) : null,
    cap: limitCap(acted),
    attributes: requiredAttributes(acted, situation, day),
    homes,
  };
}

/** The zone whose civil dates count: the one that is said, else that of the nearest capital. */
export function zoneIn({ act, zone }: Situation, located: Asked['located']): string {
  if (zone !== undefined) return zone;
  const [place] = [...located[act === 'check' ? 'usage' : 'billing'], ...located.usage].filter(
    (location) => location !== undefined,
  );
  return place === undefined ? 'UTC' : zoneOf(place);
}

/** Assesses again what was assessed, with the rulebook of that time. */
export function replay(rulebook: LoadedRulebook, { situation, at }: Assessment): Assessment {
  return assess(rulebook, situation, at);
}

interface Found {
  readonly acted: readonly Acted[];
  readonly rows: readonly AppliedRow[];
  readonly undetermined: readonly {
    readonly row: Regulation;
    readonly why: Undetermined['why'];
    readonly kinds: readonly Provision[];
  }[];
  readonly superseded: readonly string[];
}

function actedOn(asked: Asked): Found {
  const acted: Acted[] = [];
  const rows: AppliedRow[] = [];
  const undetermined: Found['undetermined'][number][] = [];
  const supersedes = new Set<string>();
  for (const row of asked.rulebook.rows) {
    if (!mayAct(row, asked)) continue;
    const mine: { readonly provision: Provision; readonly place: string | null; readonly on: CivilDate }[] = [];
    const open: Provision[] = [];
    let why: Undetermined['why'] = 'place';
    for (const provision of row.provisions) {
      const found = acting(row, provision, asked);
      if (found.outcome === 'acts') mine.push({ provision, place: found.place, on: found.on });
      else if (found.outcome !== 'out') {
        open.push(provision);
        why = found.outcome;
      }
    }
    if (open.length > 0) undetermined.push({ row, why, kinds: open });
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

function applied(
  { id, pack, factor, source, tag, reviewed_by: reviewedBy, advisory = false }: Regulation,
  kinds: readonly Kind[],
  { place, on }: { readonly place: string | null; readonly on: CivilDate },
): AppliedRow {
  return { row: id, pack, kinds: [...new Set(kinds)], factor, place, on, source, tag, reviewedBy, advisory };
}

/** Deny over review over allow. What is not known and could bar the act is reviewed, or denied where its row says so. */
function verdictOf(found: Found, act: Act, homes: PermittedHomes): Pick<Assessment, 'verdict' | 'because'> {
  const denied = ofKind(found.acted, 'deny').map(({ row }) => row);
  if ((act === 'issue' || act === 'migration') && homes.permitted?.length === 0)
    denied.push(...homes.within.map(({ row }) => row));
  const open = found.undetermined.filter(({ kinds }) => kinds.some((provision) => bearsOn(provision, act)));
  denied.push(
    ...open
      .filter(({ row, why, kinds }) => why === 'place' && row.unknown === 'deny' && kinds.some(bars))
      .map(({ row }) => row.id),
  );
  if (denied.length > 0) return { verdict: 'deny', because: sorted(denied) };
  const reviewed = [...ofKind(found.acted, 'review').map(({ row }) => row), ...open.map(({ row }) => row.id)];
  return reviewed.length > 0 ? { verdict: 'review', because: sorted(reviewed) } : { verdict: 'allow', because: [] };
}

function bars({ kind }: Provision): boolean {
  return kind === 'deny' || kind === 'review';
}

/** Whether an act has to wait for a person where it is not known whether a provision acts. */
function bearsOn(provision: Provision, act: Act): boolean {
  switch (provision.kind) {
    case 'deny':
    case 'review':
      return true;
    case 'data.home':
    case 'transfer.condition':
      return act === 'issue' || act === 'migration';
    case 'limit.cap':
    case 'require.attribute':
      return act === 'check' || (act === 'renewal' && provision.features === undefined);
    case 'require.consent':
      return act === (provision.features === undefined ? 'renewal' : 'check');
    case 'retention.delete_by':
    case 'report.periodic':
      return false;
    default:
      return act === 'renewal';
  }
}

function byRow(a: { readonly row: string }, b: { readonly row: string }): number {
  return order(a.row, b.row);
}
