import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { taskHandler } from '../task-handler.ts';
import { commitCommand } from './commit-command.ts';
import { commitDependencies } from './dependencies.ts';
import { workflowCommandSchema } from './workflow-command.ts';

const deps = commitDependencies();
const readClock = licenseClock(deps.client, environment('REGISTRY_TABLE'));

export const handler = taskHandler(async (input) =>
  commitCommand(deps, workflowCommandSchema.parse(input), await readClock()),
);
