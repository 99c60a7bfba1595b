import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowCustomer, authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { changeLicense } from './change-license.ts';
import { commitDependencies } from './dependencies.ts';
import { findLicense } from './find-license.ts';

const deps = commitDependencies();
const registry = environment('REGISTRY_TABLE');

export const handler = serve(
  {
    'POST /v1/licenses/{id}/commands': async ({ path: { id }, body, principal, clock }) => {
      const license = await findLicense(deps.licenses, id, principal);
      // A transfer is the business of two customers.
      if (body.command.type === 'transfer') allowCustomer(principal, body.command.to);
      return changeLicense(deps, license, body, { key: principal.id, clock });
    },
  },
  authenticator(deps.client, registry, ownHomes()),
  licenseClock(deps.client, registry),
);
