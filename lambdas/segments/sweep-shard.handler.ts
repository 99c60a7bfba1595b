import { SFNClient } from '@aws-sdk/client-sfn';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { taskHandler } from '../task-handler.ts';
import { markRepository } from './marks.ts';
import { reevaluateCustomer } from './reevaluate.ts';
import { sweepInputSchema, sweepShard } from './sweep-shard.ts';

const commit = commitDependencies();
const startMigration = executionStarter(new SFNClient(), environment('MIGRATE_LICENSE_ARN'));
const readClock = licenseClock(commit.client, environment('REGISTRY_TABLE'));
const marks = markRepository(commit.client, environment('USAGE_TABLE'));

export const handler = taskHandler(async (input) => {
  const clock = await readClock();
  const reevaluate = (customer: string) => reevaluateCustomer({ ...commit, startMigration }, customer, clock);
  return sweepShard({ customers: commit.customers, marks, reevaluate, clock }, sweepInputSchema.parse(input));
});
