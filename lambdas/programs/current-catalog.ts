import { type Catalog, type LoadedProgram, storedCatalogSchema } from '@licet/core/catalog';
import type { CatalogRepository } from '../registry/catalog-pointer.ts';
import { catalogKey, type TextBucket } from './bucket.ts';
import type { LoadProgram } from './program-cache.ts';

export interface CurrentCatalog {
  readonly version: string;
  readonly program: LoadedProgram;
  readonly catalog: Catalog;
}

/** The catalog that is current, with its sources; read anew when the pointer has moved. Undefined before the first publish. */
export function currentCatalogReader(
  catalogs: Pick<CatalogRepository, 'pointer'>,
  bucket: TextBucket,
  loadProgram: LoadProgram,
): () => Promise<CurrentCatalog | undefined> {
  let known: CurrentCatalog | undefined;
  return async () => {
    const pointer = await catalogs.pointer();
    if (pointer === undefined) return undefined;
    if (known?.version === pointer.version) return known;
    const [program, catalog] = await Promise.all([
      loadProgram(pointer.program),
      readCatalogVersion(bucket, pointer.version),
    ]);
    known = { version: pointer.version, program, catalog };
    return known;
  };
}

/** The sources of a version, as it was published: with every plan version that had been published by then. */
export async function readCatalogVersion(bucket: TextBucket, version: string): Promise<Catalog> {
  const text = await bucket.get(catalogKey(version));
  if (text === undefined) throw new Error(`the catalog ${version} is not in the bucket`);
  return storedCatalogSchema.parse(JSON.parse(text));
}
