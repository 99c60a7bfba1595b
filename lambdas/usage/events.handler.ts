import { entitlementsReader } from '../entitlements/reader.ts';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowCustomer, allowProduct, authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { documentClient } from '../registry/client.ts';
import { recordEvents } from './record-events.ts';
import { usageTable } from './usage-table.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const table = environment('USAGE_TABLE');
const deps = {
  client,
  table,
  entitlements: entitlementsReader(client, registry, programCache(textBucket(environment('PROGRAMS_BUCKET')))),
  usage: usageTable(client, table),
};

export const handler = serve(
  {
    'POST /v1/events': async ({ body, principal, now }) => {
      const events = Array.isArray(body) ? body : [body];
      for (const { subject } of events) allowCustomer(principal, subject);
      await recordEvents(deps, events, now, (product) => allowProduct(principal, product));
      return undefined;
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
