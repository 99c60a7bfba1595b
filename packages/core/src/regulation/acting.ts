import type { Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { changeOf, type ContractDates, datesOf, termsFit } from './contract.ts';
import { standing, within } from './membership.ts';
import { shift } from './period.ts';
import { type Location, locate } from './place.ts';
import type { Regulation, LoadedRulebook } from './rulebook.ts';
import type { Factor, FeatureFacts, Situation } from './situation.ts';

/** A situation on a day, with what every row asks of it. */
export interface Asked {
  readonly rulebook: LoadedRulebook;
  readonly situation: Situation;
  readonly day: CivilDate;
  readonly dates: ContractDates | undefined;
  /** The places of each connecting factor; undefined stands for one that is not known. */
  readonly located: Readonly<Record<Factor, readonly (Location | undefined)[]>>;
}

/**
 * Whether a provision acts: `acts`, `out`, or what is not known that it hangs on: the place, or of a country the subdivision.
 * `place` and `on` are what was held against the row.
 */
export type Acting =
  | { readonly outcome: 'acts'; readonly place: string | null; readonly on: CivilDate }
  | { readonly outcome: 'place' | 'subdivision' }
  | { readonly outcome: 'out' };

const OUT: Acting = { outcome: 'out' };

/** The places of each connecting factor. In acts upon a license, as against a check, the customer's own place is where it is used, too. */
export function locatedIn(rulebook: LoadedRulebook, { act, places, vendorNexus }: Situation): Asked['located'] {
  const located = (codes: readonly string[] | undefined) =>
    codes === undefined || codes.length === 0 ? [undefined] : codes.map((code) => locate(code, rulebook.places));
  const { billing = [], usage = [], data_subject: subjects = [], governing_law: law } = places;
  return {
    billing: located(billing),
    usage: located(act === 'check' ? usage : [...usage, ...billing]),
    data_subject: located(subjects.length > 0 ? subjects : billing),
    vendor_nexus: located(vendorNexus),
    governing_law: located(law),
  };
}

/** Whether anything of a row may act, by all that is asked of each of its provisions alike: for most rows this is the end of it. */
export function mayAct(row: Regulation, { rulebook, situation: { licensee }, located }: Asked): boolean {
  if (row.status !== 'in_force' || !row.on) return false;
  if (licensee !== undefined && !row.who.includes(licensee)) return false;
  return located[row.factor].some(
    (location) => location === undefined || standing(rulebook, location, row.where, undefined) !== 'out',
  );
}

/** Whether a provision of a row that may act does act on a situation. */
export function acting(row: Regulation, provision: Provision, asked: Asked): Acting {
  const { situation, dates, day } = asked;
  if (!concerns(provision, situation)) return OUT;
  if (isContractual(provision) && !contractFits(provision, situation, dates)) return OUT;
  let result: Acting = OUT;
  for (const on of datesOf(provision, row.applies_to, situation, dates, day)) {
    if (!within(on, row.effective_from, row.effective_to)) continue;
    if (!within(on, provision.effective_from, provision.effective_to)) continue;
    if (row.vendor_nexus !== undefined && !isBound(row.vendor_nexus, asked, on)) continue;
    for (const location of asked.located[row.factor]) {
      const stands = placed(row, provision, location, asked, on);
      if (stands === 'out' || isSoftened(provision, location, asked)) continue;
      if (stands === 'acts') return { outcome: stands, place: location?.codes[0] ?? null, on };
      // The place is asked for first, whichever of several is not known.
      if (result.outcome !== 'place') result = { outcome: stands };
    }
  }
  return result;
}

/** Kinds that are about a contract, and say nothing where there is none. */
const CONTRACTUAL: ReadonlySet<Provision['kind']> = new Set([
  'notice.window',
  'notice.periodic',
  'renewal.mode',
  'renewal.term_cap',
  'binding.cap',
  'termination.notice_cap',
  'change.notice',
  'change.reconsent',
  'cooling_off',
  'cancel.channel',
  'exit.terms',
  'fee.cap',
]);

/** Consent to a charge is about a contract, consent to what a feature does is not. */
function isContractual({ kind, features }: Provision): boolean {
  return CONTRACTUAL.has(kind) || (kind === 'require.consent' && features === undefined);
}

/** What is asked before data gets a home, and not at every check afterwards. */
const OF_HOMES: ReadonlySet<Provision['kind']> = new Set(['data.home', 'transfer.condition']);

/** Whether a provision is about such an act, delivery and feature, wherever, whenever and for whomever. */
export function concerns(provision: Provision, { act, delivery, feature, attributes = {} }: Situation): boolean {
  if ((provision.kind === 'deny' || provision.kind === 'review') && provision.acts?.includes(act) === false)
    return false;
  if (act === 'check' && OF_HOMES.has(provision.kind)) return false;
  if (provision.delivery !== undefined && delivery !== undefined && !provision.delivery.includes(delivery))
    return false;
  if (provision.only_with !== undefined && !Object.hasOwn(attributes, provision.only_with)) return false;
  return provision.features === undefined || featureFits(provision.features, feature ?? {});
}

/** A class or context that is not known may be one of these; a tag or paragraph that is not there was not given by the vendor. */
function featureFits(wanted: NonNullable<Provision['features']>, feature: FeatureFacts): boolean {
  return (
    (wanted.tags?.some((tag) => feature.tags?.includes(tag)) ?? true) &&
    isOne(wanted.enc, feature.enc) &&
    mayBe(wanted.export_class, feature.exportClass) &&
    mayBe(wanted.software_class, feature.softwareClass) &&
    mayBe(wanted.context, feature.context)
  );
}

function mayBe<T>(wanted: readonly T[] | undefined, value: T | undefined): boolean {
  return wanted === undefined || value === undefined || wanted.includes(value);
}

function contractFits(provision: Provision, { contract }: Situation, dates: ContractDates | undefined): boolean {
  if (contract === undefined || dates === undefined) return false;
  if (provision.kind === 'change.notice' || provision.kind === 'change.reconsent')
    return changeOf(provision.change, contract) !== undefined;
  if (provision.kind !== 'notice.window') return true;
  if (ANCHORED_TO_TRIAL.has(provision.anchor) && contract.trial === undefined) return false;
  return termsFit(provision.when, contract, dates);
}

const ANCHORED_TO_TRIAL: ReadonlySet<string> = new Set(['trial_end', 'first_payment']);

/** Whether the vendor is bound by the law of one of these, by name or by being in it; without a day, whether it ever was. */
export function isBound(
  named: readonly string[],
  { rulebook, situation, located }: Pick<Asked, 'rulebook' | 'situation' | 'located'>,
  on?: CivilDate,
): boolean {
  if (situation.vendorNexus.some((code) => named.includes(code))) return true;
  return located.vendor_nexus.some(
    (location) => location !== undefined && standing(rulebook, location, named, on) === 'in',
  );
}

function placed(
  row: Regulation,
  provision: Provision,
  location: Location | undefined,
  { rulebook }: Asked,
  on: CivilDate,
): Acting['outcome'] {
  if (location === undefined)
    return row.where.includes('*') && row.except === undefined && provision.where === undefined ? 'acts' : 'place';
  const except = row.except && standing(rulebook, location, row.except, on);
  if (except === 'in') return 'out';
  const narrowed = provision.where && standing(rulebook, location, provision.where, on);
  const stands = [standing(rulebook, location, row.where, on), narrowed];
  if (stands.includes('out')) return 'out';
  return except === 'open' || stands.includes('open') ? 'subdivision' : 'acts';
}

/** Whether an exception inside the provision holds. What is not known softens nothing. */
function isSoftened(
  provision: Provision,
  location: Location | undefined,
  { rulebook, situation, day }: Asked,
): boolean {
  const { feature = {}, attributes = {} } = situation;
  return (
    provision.unless?.some((exception) => {
      if (!within(day, exception.from, undefined)) return false;
      if (exception.where && (!location || standing(rulebook, location, exception.where, day) !== 'in')) return false;
      return (
        isOne(exception.export_class, feature.exportClass) &&
        isOne(exception.software_class, feature.softwareClass) &&
        isOne(exception.purpose, feature.purpose) &&
        (exception.attribute === undefined || isHeld(attributes, exception.attribute, day, exception.held_for))
      );
    }) ?? false
  );
}

function isOne<T>(wanted: readonly T[] | undefined, value: T | undefined): boolean {
  return wanted === undefined || wanted.some((one) => one === value);
}

/** Whether evidence is held on a day, and has been for long enough. */
export function isHeld(
  attributes: NonNullable<Situation['attributes']>,
  attribute: string,
  day: CivilDate,
  heldFor = 'P0D',
): boolean {
  const since = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  return since !== undefined && shift(since, heldFor) <= day;
}

/** Whether a row may concern a licensee at such places at all, whatever is done and whether or not it is in force. */
export function mayConcern(row: Regulation, rulebook: LoadedRulebook, situation: Situation, on: CivilDate): boolean {
  const located = locatedIn(rulebook, situation);
  if (situation.licensee !== undefined && !row.who.includes(situation.licensee)) return false;
  if (row.vendor_nexus !== undefined && !isBound(row.vendor_nexus, { rulebook, situation, located }, on)) return false;
  const known = located[row.factor].filter((location) => location !== undefined);
  return known.some(
    (location) =>
      standing(rulebook, location, row.where, on) !== 'out' &&
      (row.except === undefined || standing(rulebook, location, row.except, on) !== 'in'),
  );
}
