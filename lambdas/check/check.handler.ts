import { licenseClock, realClock } from '../clock.ts';
import { entitlementsReader } from '../entitlements/reader.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { apiHandler } from '../http/api.ts';
import { authenticator } from '../http/authenticate.ts';
import { jsonBody } from '../http/body.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { documentClient } from '../registry/client.ts';
import { usageTable } from '../usage/usage-table.ts';
import { check } from './check.ts';
import { assertCheckRequest } from './parse-request.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const authenticate = authenticator(client, registry, ownHomes());
const readClock = licenseClock(client, registry);
const deps = {
  entitlements: entitlementsReader(client, registry, programCache(textBucket(environment('PROGRAMS_BUCKET')))),
  usage: usageTable(client, environment('USAGE_TABLE')),
};

export const handler = apiHandler(async (event) => {
  const [principal, clock] = await Promise.all([authenticate(event, 'check', realClock()), readClock()]);
  const request = jsonBody(event);
  assertCheckRequest(request);
  return { status: 200, body: await check(deps, principal, request, clock()) };
});
