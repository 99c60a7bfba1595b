import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Command, type Proposal, propose } from '@licet/core/license';
import { canonicalJson } from '@licet/core/hash';
import { commit, retryConflicts, type TransactionPart } from '../registry/transaction.ts';
import { settleOrders } from './settle-orders.ts';
import { isMisplaced, type LoadedWorld, loadWorld, type WorldDependencies } from './world.ts';

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
  | {
      readonly outcome: 'refused';
      readonly code: string;
      readonly message: string;
      readonly rows?: readonly string[];
    };

/** A proposal with the world that it was made from. */
export interface Proposed {
  readonly world: LoadedWorld;
  readonly proposal: Proposal;
}

/** Proposes a command against what is stored now. Nothing is written. */
export async function proposeCommand(deps: WorldDependencies, command: Command, now: number): Promise<Proposed> {
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
  const { proposal } = await commitProposal(deps, command, clock);
  switch (proposal.outcome) {
    case 'changed': {
      const [{ license, revision, type, terms }] = proposal.events;
      return { outcome: 'committed', license, revision, event: type, changes: terms.length };
    }
    case 'unchanged':
      return { outcome: proposal.outcome };
    case 'refused':
      return refusalOf(proposal);
  }
}

/** A refusal as a workflow carries it. */
export function refusalOf({ outcome, code, message, rows }: Extract<Proposal, { outcome: 'refused' }>) {
  return { outcome, code, message, ...(rows && { rows }) };
}

/**
 * The same, for callers who want the proposal itself.
 * @param may looks at each proposal before it is written, and throws where it must not be.
 * @throws FactsTooLargeError
 */
export async function commitProposal(
  deps: CommitDependencies,
  command: Command,
  clock: () => number,
  may: (proposed: Proposed) => void = () => {},
): Promise<Proposed> {
  return retryConflicts(async () => {
    const proposed = await proposeCommand(deps, command, clock());
    may(proposed);
    const parts = partsOf(deps, proposed);
    if (parts.length > 0) await commit(deps.client, parts);
    await settleOrders(deps, proposed, command);
    return proposed;
  });
}

/** What a proposal would write. @throws FactsTooLargeError */
export function partsOf(deps: CommitDependencies, { world, proposal }: Proposed): TransactionPart[] {
  if (proposal.outcome === 'refused') return [];
  const customer = customerParts(deps, world, proposal);
  if (proposal.outcome === 'unchanged') return [...dueParts(deps, world), ...customer];
  return [...deps.licenses.putNext(proposal.next, world.program, proposal.events[0]), ...customer];
}

function dueParts({ licenses }: CommitDependencies, world: LoadedWorld): TransactionPart[] {
  return world.license !== undefined && isMisplaced(world) ? licenses.putDue(world.license, world.program) : [];
}

function customerParts(
  deps: CommitDependencies,
  { storedCustomer }: LoadedWorld,
  { customer }: Exclude<Proposal, { outcome: 'refused' }>,
): TransactionPart[] {
  const same = storedCustomer !== undefined && canonicalJson(storedCustomer.customer) === canonicalJson(customer);
  return same ? [] : [deps.customers.put(customer, storedCustomer)];
}
