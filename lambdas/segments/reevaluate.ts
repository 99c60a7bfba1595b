import type { Reevaluation } from '@licet/contracts';
import type { License, Proposal } from '@licet/core/license';
import { hashOf } from '@licet/core/hash';
import type { StartExecution } from '../executions.ts';
import { type CommitDependencies, commitCommand, proposeCommand } from '../licenses/commit-command.ts';
import { isMisplaced } from '../licenses/world.ts';

export interface ReevaluateDependencies extends CommitDependencies {
  readonly startMigration: StartExecution;
}

/** What re-evaluating one license found. */
export type Reevaluated = Reevaluation['licenses'][number];

/**
 * Re-evaluates the segments of all licenses of a customer. A membership that changes what a license grants becomes a migration, which is a workflow of its own; one that
 * changes no term is only noted, here and now. What does not change is found, from now on, where the current catalog lets it fall due.
 */
export async function reevaluateCustomer(
  deps: ReevaluateDependencies,
  customer: string,
  clock: () => number,
): Promise<Reevaluated[]> {
  const licenses = await deps.licenses.ofCustomer(customer);
  const results: Reevaluated[] = [];
  for (const license of licenses) results.push(await reevaluateLicense(deps, license, clock));
  return results;
}

async function reevaluateLicense(
  deps: ReevaluateDependencies,
  { id, customer, product }: License,
  clock: () => number,
): Promise<Reevaluated> {
  const command = { type: 'reclassify', customer, product } as const;
  const now = clock();
  const { world, proposal } = await proposeCommand(deps, command, now);
  if (proposal.outcome === 'unchanged' && isMisplaced(world)) await commitCommand(deps, command, clock);
  if (proposal.outcome !== 'changed') return { product, outcome: proposal.outcome, segments: [] };
  const segments = movedSegments(proposal);
  if (proposal.diff.length === 0) {
    await commitCommand(deps, command, clock);
    return { product, outcome: 'resegmented', segments };
  }
  // One a minute at most for one state of a license: a sweep that is repeated finds the migration under way.
  const execution = await deps.startMigration(hashOf(id, proposal.next.revision, Math.floor(now / 60_000)), {
    customer,
    product,
  });
  return { product, outcome: 'migrating', segments, execution };
}

function movedSegments({
  events: [{ before, after }],
}: Extract<Proposal, { outcome: 'changed' }>): Reevaluated['segments'] {
  const memberships = after.memberships ?? {};
  return Object.entries(memberships)
    .filter(([segment, { holds }]) => before.memberships?.[segment]?.holds !== holds)
    .map(([segment, { holds }]) => ({ segment, holds }));
}
