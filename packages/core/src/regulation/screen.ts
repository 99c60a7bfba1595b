import { canonicalJson } from '../hash/canonical-json.ts';
import { concerns, isBound, locatedIn } from './acting.ts';
import { locate, ownCountry } from './place.ts';
import type { LoadedRulebook, Regulation } from './rulebook.ts';
import type { FeatureFacts, Situation } from './situation.ts';

/**
 * What a check has to look at, prepared once for a program: per feature, the rows that may act in a country. For nearly all features in nearly all
 * countries that is nothing, which a check finds out by one look into a map.
 */
export type Screen = readonly FeatureScreen[];

interface FeatureScreen {
  /** Rows by country, as rulebooks of their own. */
  readonly countries: ReadonlyMap<string, LoadedRulebook>;
  /** Where the country is one that no row names. */
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
  if (one === undefined || country === undefined) return one?.unknown;
  const own = subdivision === undefined ? country : (ownCountry(subdivision) ?? country);
  return one.countries.get(own) ?? one.elsewhere;
}

function screenOf(rulebook: LoadedRulebook, vendorNexus: readonly string[], feature: FeatureFacts): FeatureScreen {
  const situation: Situation = { act: 'check', places: {}, vendorNexus, feature };
  const asked = { rulebook, situation, located: locatedIn(rulebook, situation) };
  const rows = rulebook.rows.flatMap((row): Regulation[] => {
    const bound = row.vendor_nexus === undefined || isBound(row.vendor_nexus, asked);
    if (row.status !== 'in_force' || !row.on || !bound || row.factor !== 'usage') return [];
    const provisions = row.provisions.filter((provision) => concerns(row, provision, situation));
    return provisions.length === 0 ? [] : [{ ...row, provisions }];
  });
  const byCountry = new Map<string, Set<Regulation>>();
  const everywhere = rows.filter(({ where }) => where.includes('*'));
  for (const row of rows) {
    for (const country of countriesOf(rulebook, row.where))
      byCountry.set(country, (byCountry.get(country) ?? new Set(everywhere)).add(row));
  }
  const part = (some: Iterable<Regulation>): LoadedRulebook => ({ ...rulebook, rows: [...some] });
  return {
    countries: new Map([...byCountry].map(([country, some]) => [country, part(some)])),
    elsewhere: everywhere.length === 0 ? undefined : part(everywhere),
    unknown: rows.length === 0 ? undefined : part(rows),
  };
}

/** The countries that places and groups are in, whenever they are members. */
function countriesOf({ members, places }: LoadedRulebook, where: readonly string[]): Set<string> {
  const codes = where.filter((code) => code !== '*').flatMap((code) => [...(members.get(code)?.keys() ?? [code])]);
  return new Set(codes.flatMap((code) => locate(code, places)?.codes.at(-1) ?? []));
}
