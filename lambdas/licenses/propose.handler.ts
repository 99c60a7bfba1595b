import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { taskHandler } from '../task-handler.ts';
import { proposeCommand, refusalOf } from './commit-command.ts';
import { commitDependencies } from './dependencies.ts';
import { workflowCommandSchema } from './workflow-command.ts';
import { isMisplaced } from './world.ts';

const deps = commitDependencies();
const readClock = licenseClock(deps.client, environment('REGISTRY_TABLE'));

/**
 * What a command would do, for the workflow to choose by: nothing is written, and no personal data returned. Time that has nothing to do with a
 * license that was due is answered with `misplaced`: the due index has to learn of it, or the license is started again and again.
 */
export const handler = taskHandler(async (input) => {
  const clock = await readClock();
  const command = workflowCommandSchema.parse(input);
  const { proposal, world } = await proposeCommand(deps, command, clock());
  switch (proposal.outcome) {
    case 'changed':
      return {
        outcome: proposal.outcome,
        event: proposal.events[0].type,
        revision: proposal.next.revision,
        changes: proposal.diff.length,
      };
    case 'unchanged':
      return { outcome: command.type === 'advance' && isMisplaced(world) ? 'misplaced' : proposal.outcome };
    case 'refused':
      return refusalOf(proposal);
  }
});
