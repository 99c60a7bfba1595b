import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { taskHandler } from '../task-handler.ts';
import { proposeCommand, refusalOf } from './commit-command.ts';
import { commitDependencies } from './dependencies.ts';
import { workflowCommandSchema } from './workflow-command.ts';

const deps = commitDependencies();
const readClock = licenseClock(deps.client, environment('REGISTRY_TABLE'));

/** What a command would do, for the workflow to choose by: nothing is written, and no personal data returned. */
export const handler = taskHandler(async (input) => {
  const clock = await readClock();
  const { proposal } = await proposeCommand(deps, workflowCommandSchema.parse(input), clock());
  switch (proposal.outcome) {
    case 'changed':
      return {
        outcome: proposal.outcome,
        event: proposal.events[0].type,
        revision: proposal.next.revision,
        changes: proposal.diff.length,
      };
    case 'unchanged':
      return { outcome: proposal.outcome };
    case 'refused':
      return refusalOf(proposal);
  }
});
