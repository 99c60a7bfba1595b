import { SFNClient } from '@aws-sdk/client-sfn';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { executionStarter } from '../executions.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { usageTable } from '../usage/usage-table.ts';
import { customerRoutes } from './customers.ts';

const registry = environment('REGISTRY_TABLE');
const commit = commitDependencies();
const deps = {
  ...commit,
  counted: usageTable(commit.client, environment('USAGE_TABLE')),
  startMigration: executionStarter(new SFNClient(), environment('MIGRATE_LICENSE_ARN')),
};

export const handler = serve(
  customerRoutes(deps),
  authenticator(commit.client, registry, ownHomes()),
  licenseClock(commit.client, registry),
);
