import { environment } from '../environment.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';

/** What a function needs that looks back at a license, from its environment. */
export function momentDependencies() {
  const client = documentClient();
  const registry = environment('REGISTRY_TABLE');
  return {
    client,
    registry,
    licenses: licenseRepository(client, registry),
    catalogs: catalogRepository(client, registry),
    loadProgram: programCache(textBucket(environment('PROGRAMS_BUCKET'))),
  };
}
