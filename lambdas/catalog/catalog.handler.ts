import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowAnyCustomer, authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { activateVersion, publishSources } from './publish.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const bucket = textBucket(environment('PROGRAMS_BUCKET'));
const catalogs = catalogRepository(client, registry);
const deps = { client, catalogs, bucket, loadProgram: programCache(bucket) };

export const handler = serve(
  {
    'POST /v1/catalog-versions': async ({ body: { files, ...intent }, principal, now }) => {
      allowAnyCustomer(principal);
      return publishSources(deps, files, { ...intent, by: principal.id, now });
    },
    'GET /v1/catalog-versions': async () => {
      const [versions, pointer] = await Promise.all([catalogs.versions(), catalogs.pointer()]);
      const newestFirst = versions.toSorted((a, b) => b.at - a.at);
      return {
        items: newestFirst.map(({ at, ...version }) => ({
          ...version,
          at: new Date(at).toISOString(),
          active: version.version === pointer?.version,
        })),
      };
    },
    'POST /v1/catalog-versions/{version}/activate': async ({ path: { version }, body, principal, now }) => {
      allowAnyCustomer(principal);
      return activateVersion(deps, version, { ...body, activate: true, by: principal.id, now });
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
