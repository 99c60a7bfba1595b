import { licenseClock } from '../clock.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { findLicense } from '../licenses/find-license.ts';
import { momentDependencies } from './dependencies.ts';
import { licenseRegulations } from './license-regulations.ts';

const deps = momentDependencies();

export const handler = serve(
  {
    'GET /v1/licenses/{id}/regulations': async ({ path: { id }, query: { at }, principal, now }) => {
      const license = await findLicense(deps.licenses, id, principal);
      return licenseRegulations(deps, license, at === undefined ? now : Date.parse(at));
    },
  },
  authenticator(deps.client, deps.registry, ownHomes()),
  licenseClock(deps.client, deps.registry),
);
