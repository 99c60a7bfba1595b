import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { calendarOfRegulations, explainRegulations } from './regulations.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const deps = {
  catalogs: catalogRepository(client, registry),
  loadProgram: programCache(textBucket(environment('PROGRAMS_BUCKET'))),
};

export const handler = serve(
  {
    'POST /v1/regulations/explain': async ({ body, now }) => explainRegulations(deps, body, now),
    'GET /v1/regulations/calendar': async ({ query, now }) => calendarOfRegulations(deps, query, now),
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
