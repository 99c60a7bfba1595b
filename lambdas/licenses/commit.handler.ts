import { taskHandler } from '../task-handler.ts';
import { commitCommand } from './commit-command.ts';
import { commitDependencies } from './dependencies.ts';
import { workflowCommandSchema } from './workflow-command.ts';

const deps = commitDependencies();

export const handler = taskHandler((input) => commitCommand(deps, workflowCommandSchema.parse(input), Date.now));
