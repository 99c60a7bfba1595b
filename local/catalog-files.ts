import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFiles } from '@licet/core/catalog';
import { root } from './folders.ts';

/** The YAML files of a folder of the repository, as they are published: text by path. */
export function catalogFiles(folder = 'catalog/atlas'): CatalogFiles {
  const paths = globSync(`${folder}/*.yaml`, { cwd: root }).toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/**
 * The same catalog with one passage of one file changed, as a person would edit it.
 * @throws {Error} when the passage is not there exactly once.
 */
export function editCatalog(files: CatalogFiles, path: string, passage: string, replacement: string): CatalogFiles {
  const [before, after, ...more] = files[path]?.split(passage) ?? [];
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${path} does not have this passage exactly once: ${passage}`);
  return { ...files, [path]: `${before}${replacement}${after}` };
}
