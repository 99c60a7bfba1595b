import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { taskHandler } from '../task-handler.ts';
import { markRepository } from './marks.ts';
import { reevaluateCustomer } from './reevaluate.ts';
import { sweepInputSchema, sweepShard } from './sweep-shard.ts';

const commit = commitDependencies();
const startMigration = executionStarter(new SFNClient(), environment('MIGRATE_LICENSE_ARN'));
const deps = {
  customers: commit.customers,
  marks: markRepository(commit.client, environment('USAGE_TABLE')),
  reevaluate: (customer: string) => reevaluateCustomer({ ...commit, startMigration }, customer, Date.now),
  clock: Date.now,
};

export const handler = taskHandler((input) => sweepShard(deps, sweepInputSchema.parse(input)));
