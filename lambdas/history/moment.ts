import type { LoadedProgram } from '@licet/core/decision';
import { type License, type LicenseEvent, replay } from '@licet/core/license';
import { ProblemError } from '../http/problem-error.ts';
import type { LoadProgram } from '../programs/program-cache.ts';
import type { CatalogRepository } from '../registry/catalog-pointer.ts';
import type { LicenseRepository } from '../registry/licenses.ts';

export interface MomentDependencies {
  readonly licenses: Pick<LicenseRepository, 'eventsAfter'>;
  readonly catalogs: Pick<CatalogRepository, 'versionAt'>;
  readonly loadProgram: LoadProgram;
}

/** A license at a moment, with the program that was current. */
export interface Moment {
  readonly catalogVersion: string;
  readonly program: LoadedProgram;
  /** All that has happened to it, also after the moment. */
  readonly log: readonly LicenseEvent[];
  /** As it was known then; undefined where there was none yet. */
  readonly license: License | undefined;
}

/**
 * Finds a license as it was at a moment.
 * @throws ProblemError catalog_missing
 */
export async function momentOf(deps: MomentDependencies, license: License, at: number): Promise<Moment> {
  const version = await deps.catalogs.versionAt(at);
  if (version === undefined)
    throw new ProblemError('catalog_missing', 'publish a catalog first: POST /v1/catalog-versions');
  const [program, log] = await Promise.all([deps.loadProgram(version.program), wholeLog(deps, license)]);
  return { catalogVersion: version.version, program, log, license: replay(log, at) };
}

async function wholeLog({ licenses }: MomentDependencies, license: License): Promise<LicenseEvent[]> {
  const log: LicenseEvent[] = [];
  for (;;) {
    const page = await licenses.eventsAfter(license, log.at(-1)?.revision ?? 0, 200);
    if (page.length === 0) return log;
    log.push(...page);
  }
}
