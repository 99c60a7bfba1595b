import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, type Proposal, propose } from '@licet/core/license';
import { canonicalJson } from '@licet/core/hash';
import { commit, retryConflicts, type TransactionPart } from '../registry/transaction.ts';
import { type LoadedWorld, loadWorld, type WorldDependencies } from './world.ts';

export interface CommitDependencies extends WorldDependencies {
  readonly client: DynamoDBDocumentClient;
}

/** What a committed command came to. */
export type Committed =
  | {
      readonly outcome: 'committed';
      readonly license: string;
      readonly revision: number;
      readonly event: string;
      readonly changes: number;
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly code: string; readonly message: string };

/** Proposes a command against what is stored now. Nothing is written. */
export async function proposeCommand(
  deps: WorldDependencies,
  command: Command,
  now: number,
): Promise<{ world: LoadedWorld; proposal: Proposal }> {
  const world = await loadWorld(deps, command, now);
  return { world, proposal: propose(world, command, now) };
}

/**
 * Proposes a command against what is stored now, and writes what it proposes: license, facts, event and customer in one
 * transaction, or none of them. Where somebody else was faster it reads, proposes and tries again.
 */
export async function commitCommand(
  deps: CommitDependencies,
  command: Command,
  clock: () => number,
): Promise<Committed> {
  return retryConflicts(async () => {
    const now = clock();
    const { world, proposal } = await proposeCommand(deps, command, now);
    const committed = await write(deps, world, proposal);
    if (command.type === 'apply-orders' && committed.outcome !== 'refused') await settleOrder(deps, world, command);
    return committed;
  });
}

async function write(deps: CommitDependencies, world: LoadedWorld, proposal: Proposal): Promise<Committed> {
  if (proposal.outcome === 'refused') return { outcome: 'refused', code: proposal.code, message: proposal.message };
  const parts = customerParts(deps, world, proposal);
  if (proposal.outcome === 'unchanged') {
    if (parts.length > 0) await commit(deps.client, parts);
    return { outcome: 'unchanged' };
  }
  const { next, events } = proposal;
  const [event] = events;
  await commit(deps.client, [...deps.licenses.putNext(next, world.program, event), ...parts]);
  return {
    outcome: 'committed',
    license: next.id,
    revision: next.revision,
    event: event.type,
    changes: event.terms.length,
  };
}

function customerParts(
  deps: CommitDependencies,
  { storedCustomer }: LoadedWorld,
  { customer }: Exclude<Proposal, { outcome: 'refused' }>,
): TransactionPart[] {
  const same = storedCustomer !== undefined && canonicalJson(storedCustomer.customer) === canonicalJson(customer);
  return same ? [] : [deps.customers.put(customer, storedCustomer)];
}

async function settleOrder(
  deps: CommitDependencies,
  world: LoadedWorld,
  command: Extract<Command, { type: 'apply-orders' }>,
): Promise<void> {
  const applied = world.orders.find(({ source, order }) => source === command.source && order === command.order);
  if (applied !== undefined) {
    await deps.orders.settle(
      { customer: command.customer, source: command.source, order: command.order, version: applied.version },
      { status: 'applied' },
    );
  }
}
