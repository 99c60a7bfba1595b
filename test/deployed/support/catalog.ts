import type { CatalogFiles } from '@licet/core/catalog';
import { ATLAS_FILES } from '../../support/catalogs.ts';
import { CATALOG_FILES } from '../../vectors/vector.ts';
import { admin } from './client.ts';

/**
 * Publishes the catalogs of all tests with some files more, or other ones in the place of theirs, and afterwards as they were
 * before. A plan would stay for ever: published plans do.
 */
export async function withPublished<T>(files: CatalogFiles, action: (version: string) => Promise<T>): Promise<T> {
  try {
    return await action(await publishTogether(files));
  } finally {
    await publishTogether({});
  }
}

/** Publishes the catalogs of all tests with some files more; whoever does so publishes them without afterwards. Returns the version. */
export async function publishTogether(files: CatalogFiles): Promise<string> {
  const sources = { ...ATLAS_FILES, ...CATALOG_FILES, ...files };
  const published = await admin.call('POST /v1/catalog-versions', { body: { files: sources, allowWithdrawals: true } });
  return published.version;
}
