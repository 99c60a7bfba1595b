import { readdirSync, readFileSync } from 'node:fs';
import {
  type CatalogFiles,
  type CompiledCatalog,
  formatProblem,
  type LoadedProgram,
  loadProgram,
  validateCatalog,
} from '@licet/core/catalog';

const ROOT = `${import.meta.dirname}/../..`;

/** The YAML files of a folder of the repository, as they are published: path → text. */
function catalogFiles(folder: string): CatalogFiles {
  const names = readdirSync(`${ROOT}/${folder}`).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.toSorted().map((name) => [`${folder}/${name}`, readFileSync(`${ROOT}/${folder}/${name}`, 'utf8')]),
  );
}

/** The example product, as people edit it. */
export const ATLAS_FILES: CatalogFiles = catalogFiles('catalog/atlas');
/** The catalog of the decision vectors, which has one of everything. */
export const LAB_FILES: CatalogFiles = catalogFiles('test/vectors');

/** Compiles sources that are meant to be right; what is wrong with them is told as a compiler would. */
export function compiled(files: CatalogFiles, published?: CompiledCatalog['catalog']): CompiledCatalog {
  const validation = validateCatalog(files, published);
  if (validation.compiled === undefined) throw new Error(validation.problems.map(formatProblem).join('\n'));
  return validation.compiled;
}

/** A program that is ready to decide with. */
export function loadedProgram(files: CatalogFiles): LoadedProgram {
  const { program, hash } = compiled(files);
  return loadProgram(program, hash);
}
