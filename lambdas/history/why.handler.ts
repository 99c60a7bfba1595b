import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { usageTable } from '../usage/usage-table.ts';
import { findLicense } from '../licenses/find-license.ts';
import { whyOf } from './why.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const licenses = licenseRepository(client, registry);
const deps = {
  licenses,
  catalogs: catalogRepository(client, registry),
  usage: usageTable(client, environment('USAGE_TABLE')),
  loadProgram: programCache(textBucket(environment('PROGRAMS_BUCKET'))),
};

export const handler = serve(
  {
    'GET /v1/licenses/{id}/why': async ({ path: { id }, query, principal, now }) => {
      const { feature, at, user, roles, country, subdivision, context, purpose } = query;
      const license = await findLicense(licenses, id, principal);
      return whyOf(deps, license, {
        feature,
        at: at === undefined ? now : Date.parse(at),
        user: { ...(user !== undefined && { id: user }), ...(roles !== undefined && { roles: roles.split(',') }) },
        place: { ...(country !== undefined && { country }), ...(subdivision !== undefined && { subdivision }) },
        use: { ...(context !== undefined && { context }), ...(purpose !== undefined && { purpose }) },
      });
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
