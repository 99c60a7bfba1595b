import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { findLicense } from './find-license.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const licenses = licenseRepository(client, registry);

export const handler = serve(
  {
    'GET /v1/licenses/{id}': ({ path: { id }, principal }) => findLicense(licenses, id, principal),
    'GET /v1/licenses/{id}/events': async ({ path: { id }, query: { after, limit }, principal }) => ({
      items: await licenses.eventsAfter(await findLicense(licenses, id, principal), after, limit),
    }),
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
