import { CAPITAL_ZONES } from './capital-zones.ts';
import { ISO_3166 } from './iso-3166.ts';

/** Where something is: a code, and all that it lies in. */
export interface Location {
  /** The place's own code, then those that it lies in, up to its country. */
  readonly codes: readonly string[];
  /** Whether only the country is known, so that it may be any of its subdivisions. */
  readonly open: boolean;
}

/** Areas that ISO has no code for, by their `x-` code, and the place that each lies in. */
export type OwnPlaces = Readonly<Record<string, string>>;

/**
 * Places that ISO gives two codes: a subdivision's, and a country's own, which is the one that counts. Without a law of the mother
 * country saying so by name, its territories are not meant by it.
 */
const OWN_COUNTRY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'CN-HK': 'HK',
    'CN-MO': 'MO',
    'CN-TW': 'TW',
    'FI-01': 'AX',
    'FR-971': 'GP',
    'FR-972': 'MQ',
    'FR-973': 'GF',
    'FR-974': 'RE',
    'FR-976': 'YT',
    'FR-BL': 'BL',
    'FR-MF': 'MF',
    'FR-NC': 'NC',
    'FR-PF': 'PF',
    'FR-PM': 'PM',
    'FR-TF': 'TF',
    'FR-WF': 'WF',
    'NL-AW': 'AW',
    'NL-BQ1': 'BQ',
    'NL-BQ2': 'BQ',
    'NL-BQ3': 'BQ',
    'NL-CW': 'CW',
    'NL-SX': 'SX',
    'NO-21': 'SJ',
    'NO-22': 'SJ',
    'US-AS': 'AS',
    'US-GU': 'GU',
    'US-MP': 'MP',
    'US-PR': 'PR',
    'US-UM': 'UM',
    'US-VI': 'VI',
  }),
);

/** The country's own code of a place that ISO gives two. */
export function ownCountry(subdivision: string): string | undefined {
  return OWN_COUNTRY.get(subdivision);
}

const lines: ReadonlyMap<string, string> = new Map(
  ISO_3166.trim()
    .split('\n')
    .map((line) => [line.slice(0, 2), line.slice(3)]),
);

/** Subdivisions of the countries that were asked for, with what each lies in. Derived data: it changes no answer. */
const known = new Map<string, ReadonlyMap<string, string>>();

/**
 * Where a code is; undefined where it names no country that there is. A subdivision that the country does not have is unknown, and so the place
 * is open; an `x-` code is known where a pack says what it lies in.
 */
export function locate(code: string, own: OwnPlaces = {}): Location | undefined {
  const within = ownPlace(code, own);
  if (within !== undefined) {
    const around = locate(within, own);
    return around && { codes: [code, ...around.codes], open: false };
  }
  const canonical = OWN_COUNTRY.get(code) ?? code;
  const country = canonical.slice(0, 2);
  const parents = subdivisionsOf(country);
  if (parents === undefined || (canonical.length > 2 && canonical[2] !== '-')) return undefined;
  if (!parents.has(canonical)) return { codes: [country], open: parents.size > 0 };
  const codes = [canonical];
  for (let parent = parents.get(canonical); parent !== undefined; parent = parents.get(parent)) codes.push(parent);
  return { codes, open: false };
}

/** Whether a code names a place exactly: a country, one of its subdivisions, or an area that a pack defines. */
export function isPlace(code: string, own: OwnPlaces = {}): boolean {
  const found = locate(code, own);
  return found !== undefined && (found.codes[0] === code || found.codes[0] === OWN_COUNTRY.get(code));
}

/** The codes of all countries. */
export function countries(): readonly string[] {
  return [...lines.keys()];
}

/** The codes of what a country is divided into; none, where it is no country. */
export function subdivisions(country: string): readonly string[] {
  return [...(subdivisionsOf(country)?.keys() ?? [])];
}

function ownPlace(code: string, own: OwnPlaces): string | undefined {
  return Object.hasOwn(own, code) ? own[code] : undefined;
}

/** The codes of a country's subdivisions and of what each lies in, from its line of data: `75C>IDF IDF`, of France. */
export function parentsIn(country: string, line: string): ReadonlyMap<string, string> {
  const entries = line.split(' ').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [code = '', parent] = entry.split('>');
      return [`${country}-${code}`, parent === undefined ? country : `${country}-${parent}`] as const;
    }),
  );
}

function subdivisionsOf(country: string): ReadonlyMap<string, string> | undefined {
  const found = known.get(country);
  const line = lines.get(country);
  if (found !== undefined || line === undefined) return found;
  const parents = parentsIn(country, line);
  known.set(country, parents);
  return parents;
}

const zones: ReadonlyMap<string, string> = new Map(
  CAPITAL_ZONES.trim()
    .split('\n')
    .flatMap((line) => {
      const [zone = '', ...codes] = line.split(' ');
      return codes.map((code) => [code, zone] as const);
    }),
);

/** The zone of the capital of the nearest place that has one of its own. */
export function zoneOf({ codes }: Location): string {
  for (const code of codes) {
    const zone = zones.get(code);
    if (zone !== undefined) return zone;
  }
  return 'UTC';
}
