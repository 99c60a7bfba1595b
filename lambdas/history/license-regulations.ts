import { type License, regulationsOf } from '@licet/core/license';
import { ProblemError } from '../http/problem-error.ts';
import { regulationsMissing } from '../regulations/missing.ts';
import { type MomentDependencies, momentOf } from './moment.ts';

/**
 * What regulations say of a license as it was known at a moment, by the rulebook that was current.
 * @throws ProblemError catalog_missing, regulations_missing, license_unknown where there was none yet
 */
export async function licenseRegulations(deps: MomentDependencies, license: License, at: number) {
  const { catalogVersion, program, license: then } = await momentOf(deps, license, at);
  const moment = new Date(at).toISOString();
  if (then === undefined) throw new ProblemError('license_unknown', `${license.id} was not there yet at ${moment}`);
  const regulations = regulationsOf(then, program, at);
  if (regulations === undefined) throw regulationsMissing(catalogVersion);
  const { id, customer, product, revision, zone } = then;
  return { license: id, customer, product, at: moment, revision, catalogVersion, zone, ...regulations };
}
