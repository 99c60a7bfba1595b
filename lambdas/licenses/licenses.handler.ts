import type { License } from '@licet/core/license';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { allowCustomer, allowProduct, authenticator, type Principal } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { serve } from '../http/serve.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const licenses = licenseRepository(client, registry);

async function find(id: string, principal: Principal): Promise<License> {
  const license = await licenses.findById(id);
  if (license === undefined) throw new ProblemError('license_unknown', `there is no license "${id}" in this home`);
  allowCustomer(principal, license.customer);
  allowProduct(principal, license.product);
  return license;
}

export const handler = serve(
  {
    'GET /v1/licenses/{id}': ({ path: { id }, principal }) => find(id, principal),
    'GET /v1/licenses/{id}/events': async ({ path: { id }, query: { after, limit }, principal }) => ({
      items: await licenses.eventsAfter(await find(id, principal), after, limit),
    }),
  },
  authenticator(client, registry, environment('HOME_REGION')),
  licenseClock(client, registry),
);
