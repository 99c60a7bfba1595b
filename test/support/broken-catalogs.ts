import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type CatalogFiles, formatProblem, validateCatalog } from '@licet/core/catalog';

const folder = `${import.meta.dirname}/../fixtures/broken-catalogs`;

/** A catalog with mistakes in it, and what is said of them. */
export interface BrokenCatalog {
  readonly name: string;
  readonly files: CatalogFiles;
  /** What is published before, where that matters. */
  readonly published: CatalogFiles | undefined;
  /** Every message, one a line, as `formatProblem` prints it. */
  readonly expected: readonly string[];
}

/** The broken catalogs of test/fixtures, in their order. */
export function brokenCatalogs(): BrokenCatalog[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const [before, expected] = [`${folder}/${name}/published`, `${folder}/${name}/expected.txt`];
      return {
        name,
        files: filesOf(`${folder}/${name}`),
        published: existsSync(before) ? filesOf(before) : undefined,
        expected: existsSync(expected) ? readFileSync(expected, 'utf8').trimEnd().split('\n') : [],
      };
    });
}

/** What the validator says of a broken catalog. */
export function saidOf({ files, published }: BrokenCatalog): string[] {
  const before = published === undefined ? undefined : validateCatalog(published).compiled?.catalog;
  return validateCatalog(files, before).problems.map(formatProblem);
}

function filesOf(path: string): CatalogFiles {
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(`${path}/${name}`, 'utf8')]));
}
