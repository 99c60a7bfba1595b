import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { usageTable } from '../usage/usage-table.ts';
import { findLicense } from '../licenses/find-license.ts';
import { momentDependencies } from './dependencies.ts';
import { whyOf } from './why.ts';

const moments = momentDependencies();
const deps = { ...moments, usage: usageTable(moments.client, environment('USAGE_TABLE')) };

export const handler = serve(
  {
    'GET /v1/licenses/{id}/why': async ({ path: { id }, query, principal, now }) => {
      const { feature, at, user, roles, country, subdivision, context, purpose } = query;
      const license = await findLicense(deps.licenses, id, principal);
      return whyOf(deps, license, {
        feature,
        at: at === undefined ? now : Date.parse(at),
        user: { ...(user !== undefined && { id: user }), ...(roles !== undefined && { roles: roles.split(',') }) },
        place: { ...(country !== undefined && { country }), ...(subdivision !== undefined && { subdivision }) },
        use: { ...(context !== undefined && { context }), ...(purpose !== undefined && { purpose }) },
      });
    },
  },
  authenticator(deps.client, deps.registry, ownHomes()),
  licenseClock(deps.client, deps.registry),
);
