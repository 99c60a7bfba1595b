import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { gateRepository } from '../registry/gates.ts';
import { gateRoutes } from './gates.ts';

const registry = environment('REGISTRY_TABLE');
const commit = commitDependencies();
const deps = { ...commit, gates: gateRepository(commit.client, registry) };

export const handler = serve(
  gateRoutes(deps),
  authenticator(commit.client, registry, ownHomes()),
  licenseClock(commit.client, registry),
);
