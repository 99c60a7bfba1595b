import { canonicalJson } from '../hash/canonical-json.ts';
import type { Provision } from '../pack/schema.ts';
import { concerns, isBound, locatedIn } from './acting.ts';
import { countries, locate, ownCountry } from './place.ts';
import type { LoadedRulebook, Regulation } from './rulebook.ts';
import type { FeatureFacts, Situation } from './situation.ts';

/**
 * What a check has to look at, prepared once for a program: per feature, the rows that may act in a country. For nearly all features in nearly all
 * countries that is nothing, which a check finds out by one look into a map.
 */
export type Screen = readonly FeatureScreen[];

export interface FeatureScreen {
  /** 1 for each country in which no row acts, wherever in it, at the place that its letters give it. */
  readonly free: Uint8Array;
  /** The contexts and purposes of use that rows tell apart, numbered; undefined is the first. All others are one more. */
  readonly contexts: ReadonlyMap<string | undefined, number>;
  readonly purposes: ReadonlyMap<string | undefined, number>;
  /** Rows by country, as rulebooks of their own. */
  readonly countries: ReadonlyMap<string, LoadedRulebook>;
  /** Where the country is another one. */
  readonly elsewhere: LoadedRulebook | undefined;
  /** Where no place is known. */
  readonly unknown: LoadedRulebook | undefined;
}

/** Prepares the rows that a check of each feature (in the order of the program) may have to look at. */
export function prepareScreen(
  rulebook: LoadedRulebook,
  vendorNexus: readonly string[],
  features: readonly FeatureFacts[],
): Screen {
  const known = new Map<string, FeatureScreen>();
  return features.map((feature) => {
    // Most features are of the same classes: they share what is prepared.
    const key = canonicalJson(feature);
    const screen = known.get(key) ?? screenOf(rulebook, vendorNexus, feature);
    known.set(key, screen);
    return screen;
  });
}

/** The rows that may act on a check of a feature at a place, to be assessed; undefined where none may, and the check is free of them. */
export function rowsToAsk(
  screen: Screen,
  feature: number,
  country: string | undefined,
  subdivision?: string,
): LoadedRulebook | undefined {
  const one = screen[feature];
  return one && rowsAt(one, subdivision === undefined ? country : (ownCountry(subdivision) ?? country));
}

/** The same for a country's own code. One that is no country's is not known to be anywhere. */
export function rowsAt(screen: FeatureScreen, country: string | undefined): LoadedRulebook | undefined {
  if (country === undefined || locate(country) === undefined) return screen.unknown;
  return screen.countries.get(country) ?? screen.elsewhere;
}

/**
 * Whether no row acts in a country. Looked up by its letters, since every check asks it, and mostly needs no more. Short, as are all functions of a check:
 * engines write out no more than some 900 bytes of them where they are called, and only so need not make the request's objects.
 */
export function isFree(free: FeatureScreen['free'], country: unknown): boolean {
  if (typeof country !== 'string' || country.length !== 2) return false;
  const first = country.charCodeAt(0) - 65;
  const second = country.charCodeAt(1) - 65;
  // Five bits are enough for a letter, and no more than a letter and what follows Z.
  return (first | second) >>> 5 === 0 && free[(first << 5) | second] === 1;
}

function screenOf(rulebook: LoadedRulebook, vendorNexus: readonly string[], feature: FeatureFacts): FeatureScreen {
  const situation: Situation = { act: 'check', places: {}, vendorNexus, feature };
  const asked = { rulebook, situation, located: locatedIn(rulebook, situation) };
  const rows = rulebook.rows.flatMap((row): Regulation[] => {
    const bound = row.vendor_nexus === undefined || isBound(row.vendor_nexus, asked);
    // What is advisory is for people to weigh, and a check has none.
    if (row.status !== 'in_force' || !row.on || !bound || row.advisory === true) return [];
    const provisions = row.provisions.filter(
      (provision) => concerns(provision, situation) && (row.factor === 'usage' || isForChecks(provision)),
    );
    return provisions.length === 0 ? [] : [{ ...row, provisions }];
  });
  const byCountry = new Map<string, Set<Regulation>>();
  // Where another place decides than the one where it is used, the row is asked wherever that is.
  const everywhere = rows.filter(({ where, factor }) => where.includes('*') || factor !== 'usage');
  for (const row of rows)
    for (const country of countriesOf(rulebook, row.where))
      byCountry.set(country, (byCountry.get(country) ?? new Set(everywhere)).add(row));
  const part = (some: Iterable<Regulation>): LoadedRulebook => ({ ...rulebook, rows: [...some] });
  const provisions = rows.flatMap((row) => row.provisions);
  return {
    free: everywhere.length > 0 ? new Uint8Array() : freeCountries(byCountry),
    contexts: numbered(provisions.flatMap(({ features }) => features?.context ?? [])),
    purposes: numbered(provisions.flatMap(({ unless = [] }) => unless.flatMap(({ purpose }) => purpose ?? []))),
    countries: new Map([...byCountry].map(([country, some]) => [country, part(some)])),
    elsewhere: everywhere.length === 0 ? undefined : part(everywhere),
    unknown: rows.length === 0 ? undefined : part(rows),
  };
}

/** Whether a provision may keep somebody from using a feature, whatever its contract says. */
function isForChecks({ kind, features }: Provision): boolean {
  return CHECKED.has(kind) || (kind === 'require.consent' && features !== undefined);
}
const CHECKED: ReadonlySet<Provision['kind']> = new Set(['deny', 'review', 'limit.cap', 'require.attribute']);

function freeCountries(named: { has(country: string): boolean }): Uint8Array {
  const free = new Uint8Array(1024);
  for (const country of countries())
    if (!named.has(country)) free[((country.charCodeAt(0) - 65) << 5) | (country.charCodeAt(1) - 65)] = 1;
  return free;
}

function numbered(words: readonly string[]): Map<string | undefined, number> {
  return new Map([undefined, ...new Set(words)].map((word, number) => [word, number]));
}

/** The countries that places and groups are in, whenever they are members. */
function countriesOf({ members, places }: LoadedRulebook, where: readonly string[]): Set<string> {
  const codes = where.flatMap((code) => [...(members.get(code)?.keys() ?? [code])]);
  return new Set(codes.flatMap((code) => locate(code, places)?.codes.at(-1) ?? []));
}
