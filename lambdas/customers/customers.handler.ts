import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { usageTable } from '../usage/usage-table.ts';
import { customerRoutes } from './customers.ts';

const commit = commitDependencies();
const deps = {
  ...commit,
  counted: usageTable(commit.client, environment('USAGE_TABLE')),
  startMigration: executionStarter(new SFNClient(), environment('MIGRATE_LICENSE_ARN')),
};

export const handler = serve(
  customerRoutes(deps),
  authenticator(commit.client, environment('REGISTRY_TABLE'), environment('HOME_REGION')),
);
