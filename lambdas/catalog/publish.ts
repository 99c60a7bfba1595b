import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type Catalog,
  type CatalogChange,
  type CatalogFiles,
  compile,
  type CompiledCatalog,
  describeChange,
  diffCatalogs,
  formatProblem,
  mayWithdraw,
  type Problem,
  PROBLEMS,
  validateCatalog,
  withPlansOf,
} from '@licet/core/catalog';
import type { LoadedProgram } from '@licet/core/decision';
import { ProblemError } from '../http/problem-error.ts';
import { catalogKey, programKey, type TextBucket } from '../programs/bucket.ts';
import { readCatalogVersion } from '../programs/current-catalog.ts';
import type { LoadProgram } from '../programs/program-cache.ts';
import type { CatalogPointer, CatalogRepository } from '../registry/catalog-pointer.ts';
import { commit, ConflictError } from '../registry/transaction.ts';

export interface PublishDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly catalogs: CatalogRepository;
  readonly bucket: TextBucket;
  readonly loadProgram: LoadProgram;
}

export interface Published {
  readonly version: string;
  readonly program: string;
  readonly active: boolean;
  readonly warnings: readonly SaidProblem[];
  readonly changes: readonly SaidChange[];
}

/** A change with the sentence that says it. */
type SaidChange = CatalogChange & { readonly says: string };

/** A problem with how it is mended. */
type SaidProblem = Problem & { readonly mend: string };

/** How a publish is meant. */
export interface Intent {
  readonly activate: boolean;
  readonly allowWithdrawals: boolean;
  /** Says what publishing would do, and does none of it. */
  readonly dryRun?: boolean;
  readonly by: string;
  readonly now: number;
}

/** What is current when a publish begins. */
interface Current {
  readonly pointer: CatalogPointer | undefined;
  readonly catalog: Catalog | undefined;
  readonly program: LoadedProgram | undefined;
}

/**
 * Validates sources against what is published, stores the version, and makes it current.
 * @throws ProblemError catalog_invalid (all problems, with file:line:column), withdrawal_unconfirmed, catalog_moved
 */
export async function publishSources(
  deps: PublishDependencies,
  files: CatalogFiles,
  intent: Intent,
): Promise<Published> {
  const current = await readCurrent(deps);
  const { problems, compiled } = validateCatalog(files, current.catalog);
  if (compiled === undefined) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const warnings = problems.length - errors.length;
    const detail =
      first === undefined
        ? 'the catalog does not validate'
        : `${errors.length} error(s) and ${warnings} warning(s); the first error: ${formatProblem(first)}`;
    // Warnings too: whoever mends the errors sees all that there is to mend at once.
    throw new ProblemError('catalog_invalid', detail, {
      errors: problems.map((problem) => ({ ...said(problem), detail: formatProblem(problem) })),
    });
  }
  return publish(deps, compiled, current, intent, problems.map(said));
}

function said(problem: Problem): SaidProblem {
  return { ...problem, mend: PROBLEMS[problem.code].mend };
}

/**
 * Makes a stored version current again: its segments and overlays, with every plan that has been published since.
 * @throws ProblemError catalog_version_unknown, catalog_invalid (it no longer fits what has been published since),
 *   withdrawal_unconfirmed, catalog_moved
 */
export async function activateVersion(deps: PublishDependencies, version: string, intent: Intent): Promise<Published> {
  if ((await deps.catalogs.version(version)) === undefined)
    throw new ProblemError(
      'catalog_version_unknown',
      `there is no catalog version "${version}"; GET /v1/catalog-versions lists them`,
    );
  const [current, stored] = await Promise.all([readCurrent(deps), readCatalogVersion(deps.bucket, version)]);
  return publish(deps, compileAgain(stored, current.catalog), current, intent, []);
}

/** Compiles a stored catalog with what is sold now. Plans stay for ever, and so does what they grant: features, their meters and products. */
function compileAgain(stored: Catalog, current: Catalog | undefined): CompiledCatalog {
  const { products, meters, features } = current ?? stored;
  const catalog = {
    ...stored,
    products: { ...stored.products, ...products },
    meters: { ...stored.meters, ...meters },
    features: { ...stored.features, ...features },
  };
  try {
    return compile(withPlansOf(catalog, current));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ProblemError(
      'catalog_invalid',
      `this version no longer fits what has been published since (${error.message}); publish its sources, mended`,
    );
  }
}

async function readCurrent(deps: PublishDependencies): Promise<Current> {
  const pointer = await deps.catalogs.pointer();
  if (pointer === undefined) return { pointer, catalog: undefined, program: undefined };
  const [catalog, program] = await Promise.all([
    readCatalogVersion(deps.bucket, pointer.version),
    deps.loadProgram(pointer.program),
  ]);
  return { pointer, catalog, program };
}

async function publish(
  deps: PublishDependencies,
  compiled: CompiledCatalog,
  current: Current,
  intent: Intent,
  warnings: readonly SaidProblem[],
): Promise<Published> {
  const changes = (current.program === undefined ? [] : diffCatalogs(current.program.program, compiled.program)).map(
    (change): SaidChange => ({ ...change, says: describeChange(change) }),
  );
  const withdrawals = changes.filter(mayWithdraw);
  if (intent.activate && withdrawals.length > 0 && !intent.allowWithdrawals) {
    throw new ProblemError(
      'withdrawal_unconfirmed',
      `${withdrawals.length} change(s) may take something from customers (${withdrawals[0]?.says}); look at them and send "allowWithdrawals": true`,
      {
        changes: withdrawals,
      },
    );
  }
  const { version, hash: program } = compiled;
  const active = intent.activate || current.pointer?.version === version;
  if (intent.dryRun === true) return { version, program, active, warnings, changes };
  // First what the pointer will name, then the pointer: a reader never follows it into nothing.
  await Promise.all([
    deps.bucket.put(programKey(program), compiled.programText),
    deps.bucket.put(catalogKey(version), JSON.stringify(compiled.catalog)),
  ]);
  const record = { version, program, at: intent.now, by: intent.by };
  const moves = intent.activate && current.pointer?.program !== program;
  try {
    await commit(deps.client, [
      deps.catalogs.putVersion(record),
      ...(moves ? deps.catalogs.movePointer(record, current.pointer) : []),
    ]);
  } catch (error) {
    throw error instanceof ConflictError && error.failed.length > 0
      ? new ProblemError(
          'catalog_moved',
          'somebody else published in between; look at what is current now and publish again',
        )
      : error;
  }
  return { version, program, active, warnings, changes };
}
