import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { taskHandler } from '../task-handler.ts';
import { markRepository } from './marks.ts';
import { sweepInputSchema, sweepShard } from './sweep-shard.ts';

const commit = commitDependencies();
const deps = {
  ...commit,
  clock: Date.now,
  marks: markRepository(commit.client, environment('USAGE_TABLE')),
  startMigration: executionStarter(new SFNClient(), environment('MIGRATE_LICENSE_ARN')),
};

export const handler = taskHandler((input) => sweepShard(deps, sweepInputSchema.parse(input)));
