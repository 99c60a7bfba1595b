import { classesOf, type LoadedRegulations } from '../catalog/load.ts';
import type { ProgramFeature } from '../catalog/program.ts';
import type { LoadedRulebook } from '../regulation/rulebook.ts';
import { type FeatureScreen, rowsAt } from '../regulation/screen.ts';
import type { FeatureFacts, Situation } from '../regulation/situation.ts';
import type { Use } from '../segment/scope.ts';
import type { Jurisdiction } from '../terms/facts.ts';
import type { Decision } from './decision.ts';
import type { Ruling } from './ruling.ts';
import { type Said, seatOf } from './seat.ts';

/** A ruling, and what it made of answers. */
export interface Ruled extends Ruling {
  /** The half-open interval of time in which this stands. */
  readonly from: number;
  readonly until: number;
  readonly answers: WeakMap<Decision, Decision>;
}

/** The features of one class under the regulations of a program, for one license. */
export interface Regulated {
  readonly rulebook: LoadedRulebook;
  readonly screen: FeatureScreen;
  /** The screen's, at hand. */
  readonly free: FeatureScreen['free'];
  readonly feature: FeatureFacts;
  readonly jurisdiction: Jurisdiction;
  /** What was ruled, by the number of the use, and by the country and subdivision that the request said. */
  ruled: (Map<Said, Map<Said, Ruled>> | undefined)[];
  /** How much that is. */
  remembered: number;
}

/** A feature's class under regulations; undefined where none may ever act on it. */
export function regulatedBy(
  { rulebook }: LoadedRegulations,
  screen: FeatureScreen,
  feature: ProgramFeature,
  jurisdiction: Jurisdiction = {},
): Regulated | undefined {
  if (screen.unknown === undefined) return undefined;
  return { rulebook, screen, free: screen.free, feature: classesOf(feature), jurisdiction, ruled: [], remembered: 0 };
}

/** The rows that may act on a use, and the situation that they are asked about; no rows where none may. */
export function questionOf(
  { rulebook, screen, feature, jurisdiction }: Regulated,
  country: Said,
  subdivision: Said,
  { context, purpose }: Use,
): { readonly rows: LoadedRulebook | undefined; readonly situation: Situation } {
  const seat = seatOf(country, subdivision, jurisdiction, rulebook);
  const { licensee, country: home, subdivision: part = home, evidence, consents } = jurisdiction;
  const { vendor } = rulebook;
  const situation: Situation = {
    act: 'check',
    licensee: licensee ?? vendor?.licensees,
    places: { usage: seat?.codes.slice(0, 1), billing: part === undefined ? undefined : [part] },
    vendorNexus: vendor?.nexus ?? [],
    feature: { ...feature, context, purpose },
    attributes: evidence,
    consents,
  };
  return { rows: rowsAt(screen, seat?.codes.at(-1)), situation };
}
