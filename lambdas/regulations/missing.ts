import { ProblemError } from '../http/problem-error.ts';

/** The answer where regulations are asked for and the catalog has none. */
export function regulationsMissing(version: string): ProblemError {
  return new ProblemError(
    'regulations_missing',
    `the catalog ${version} has no packs; publish the files of catalog/packs with it, and a pack of your own that says who the vendor is`,
  );
}
