import { type ExplainRequest, situationOf } from '@licet/contracts';
import type { LoadedProgram } from '@licet/core/decision';
import { misplaced } from '@licet/core/pack';
import { changesFor, explain, type FeatureFacts, type LoadedRulebook, type Situation } from '@licet/core/regulation';
import { addPeriod, civilDate } from '@licet/core/time';
import { ProblemError } from '../http/problem-error.ts';
import type { LoadProgram } from '../programs/program-cache.ts';
import type { CatalogRepository } from '../registry/catalog-pointer.ts';
import { regulationsMissing } from './missing.ts';

export interface RegulationsDependencies {
  readonly catalogs: Pick<CatalogRepository, 'pointer'>;
  readonly loadProgram: LoadProgram;
}

/** What a calendar is asked for; without it: a year from today, for the vendor of the pack. */
export interface CalendarQuery {
  readonly from?: string;
  readonly to?: string;
  /** Places with commas between them. */
  readonly vendorNexus?: string;
}

/**
 * Which regulations act on a licensee, by the rulebook of the current catalog. Nothing is read of anybody, and nothing is kept.
 * @throws ProblemError catalog_missing, regulations_missing, place_unknown, feature_unknown
 */
export async function explainRegulations(deps: RegulationsDependencies, request: ExplainRequest, now: number) {
  const { version, program, rulebook } = await current(deps);
  const situation = situationOf(rulebook, request, request.feature && featureOf(program, request.feature));
  refuseUnknownPlaces(rulebook, situation, 'body');
  return { catalogVersion: version, ...explain(rulebook, situation, momentOf(request.at, now)) };
}

/**
 * What the regulations of the current catalog change for the vendor, and when they are due for review.
 * @throws ProblemError catalog_missing, regulations_missing, place_unknown
 */
export async function calendarOfRegulations(deps: RegulationsDependencies, query: CalendarQuery, now: number) {
  const { version, rulebook } = await current(deps);
  const vendorNexus = query.vendorNexus?.split(',') ?? rulebook.vendor?.nexus ?? [];
  refuseUnknownPlaces(rulebook, { places: {}, vendorNexus }, 'query');
  const from = query.from ?? civilDate(now, 'UTC');
  return { catalogVersion: version, ...changesFor(rulebook, vendorNexus, from, query.to ?? addPeriod(from, 'P1Y')) };
}

async function current({ catalogs, loadProgram }: RegulationsDependencies) {
  const pointer = await catalogs.pointer();
  if (pointer === undefined)
    throw new ProblemError('catalog_missing', 'publish a catalog first: POST /v1/catalog-versions');
  const program = await loadProgram(pointer.program);
  if (program.regulations === undefined) throw regulationsMissing(pointer.version);
  return { version: pointer.version, program, rulebook: program.regulations.rulebook };
}

/** A date is a day where the licensee is; an instant is one anywhere. */
function momentOf(at: string | undefined, now: number): number | string {
  if (at === undefined) return now;
  return at.includes('T') ? Date.parse(at) : at;
}

/** What the catalog says of a feature, and what the request says besides. */
function featureOf(program: LoadedProgram, { name, ...said }: NonNullable<ExplainRequest['feature']>): FeatureFacts {
  if (name === undefined) return said;
  const feature = program.features[program.featureIndex.get(name) ?? -1];
  if (feature === undefined)
    throw new ProblemError(
      'feature_unknown',
      `body.feature.name: the catalog has no feature "${name}"; leave the name out, and say its classes and tags`,
    );
  const { tags, exportClass, enc, softwareClass } = feature;
  return { tags, exportClass, enc, softwareClass, ...said };
}

const NAMES: Readonly<Record<string, string>> = { data_subject: 'dataSubject', governing_law: 'governingLaw' };

function refuseUnknownPlaces(
  rulebook: LoadedRulebook,
  situation: Pick<Situation, 'places' | 'vendorNexus' | 'homes'>,
  part: 'body' | 'query',
): void {
  const errors = misplaced(rulebook, situation).map(({ at, detail }) => ({
    at: [part, ...at.map((name) => NAMES[name] ?? name)].join('.'),
    detail,
  }));
  const [first] = errors;
  if (first !== undefined) throw new ProblemError('place_unknown', `${first.at}: ${first.detail}`, { errors });
}
