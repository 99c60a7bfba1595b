import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { findLicense } from '../licenses/find-license.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { licenseRegulations } from './license-regulations.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const licenses = licenseRepository(client, registry);
const deps = {
  licenses,
  catalogs: catalogRepository(client, registry),
  loadProgram: programCache(textBucket(environment('PROGRAMS_BUCKET'))),
};

export const handler = serve(
  {
    'GET /v1/licenses/{id}/regulations': async ({ path: { id }, query: { at }, principal, now }) => {
      const license = await findLicense(licenses, id, principal);
      return licenseRegulations(deps, license, at === undefined ? now : Date.parse(at));
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
