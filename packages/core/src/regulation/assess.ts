import type { Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import { type Asked, locatedIn } from './acting.ts';
import { contractDates } from './contract.ts';
import { type ContractTerms, contractTerms } from './contract-terms.ts';
import { actedOn, type AppliedRow, type Found, type Undetermined, union } from './found.ts';
import { type PermittedHomes, permittedHomes } from './homes.ts';
import { limitCap, ofKind, requiredAttributes } from './merge.ts';
import { type Obligation, obligationOf } from './obligation.ts';
import { order, sorted } from './order.ts';
import { zoneOf } from './place.ts';
import type { LoadedRulebook } from './rulebook.ts';
import type { Act, FeatureFacts, Situation } from './situation.ts';

export type Verdict = 'allow' | 'review' | 'deny';

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
  const asked = askedAt(rulebook, situation, at);
  return assessmentOf(asked, actedOn(asked));
}

/** Assesses a situation for each of some features, and for them together: all that any of them demands, and the mildest verdict. */
export function assessEach(
  rulebook: LoadedRulebook,
  situation: Situation,
  features: readonly FeatureFacts[],
  at: number,
): { readonly each: readonly Assessment[]; readonly together: Assessment } {
  const asked = askedAt(rulebook, situation, at);
  const about = features.map((feature) => ({ ...asked, situation: { ...situation, feature } }));
  const found = about.map(actedOn);
  const each = found.map((one, index) => assessmentOf(about[index] ?? asked, one));
  return { each, together: { ...assessmentOf(asked, union(found)), ...mildest(each) } };
}

type Ruled = Pick<Assessment, 'verdict' | 'because'>;

/**
 * The mildest of verdicts, with all rows that make it so: what is barred for one feature alone is no reason to withhold the others, and its check
 * bars it by itself.
 */
export function mildest(assessed: readonly Ruled[]): Ruled {
  const verdict = MILDEST_FIRST.find((one) => assessed.some((other) => other.verdict === one)) ?? 'allow';
  const such = assessed.filter((one) => one.verdict === verdict);
  return { verdict, because: sorted(such.flatMap(({ because }) => because)) };
}
const MILDEST_FIRST: readonly Verdict[] = ['allow', 'review', 'deny'];

interface AskedAt extends Asked {
  readonly at: number;
  readonly zone: string;
}

function askedAt(rulebook: LoadedRulebook, situation: Situation, at: number): AskedAt {
  const located = locatedIn(rulebook, situation);
  const zone = zoneIn(situation, located);
  const day = civilDate(at, zone);
  const dates = situation.contract && contractDates(situation.contract, day);
  return { rulebook, situation, at, zone, day, dates, located };
}

function assessmentOf({ rulebook, situation, at, zone, day, dates }: AskedAt, found: Found): Assessment {
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

/** Deny over review over allow. What is not known and could bar the act is reviewed, or denied where its row says so. */
function verdictOf(found: Found, act: Act, homes: PermittedHomes): Ruled {
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
