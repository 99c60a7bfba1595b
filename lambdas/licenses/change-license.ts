import type { ChangeRequest, LicenseGate } from '@licet/contracts';
import {
  type Actor,
  type Change,
  FactsTooLargeError,
  type License,
  type LicenseEvent,
  type Proposal,
  propose,
} from '@licet/core/license';
import type { TermChange } from '@licet/core/terms';
import { shownGate } from '../gates/shown-gate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type CommitDependencies, commitProposal, partsOf, type Proposed, proposeCommand } from './commit-command.ts';

type Refused = Extract<Proposal, { outcome: 'refused' }>;

/** What a command came to, or would come to. */
interface Outcome {
  readonly outcome: 'changed' | 'unchanged';
  readonly license: License;
  readonly event?: LicenseEvent;
  readonly terms: readonly TermChange[];
  readonly gate?: LicenseGate;
}

/** Who acts: the person that an API key vouches for, or the key itself. */
export function actorOf(key: string, person: string | undefined): Actor {
  return person === undefined ? { kind: 'key', id: key } : { kind: 'person', id: person, via: key };
}

/**
 * Carries a command out, or says what it would do.
 * @throws ProblemError command_refused, revision_conflict, license_too_large
 */
export async function changeLicense(
  deps: CommitDependencies,
  { customer, product }: License,
  { command, by, note, gate, idempotencyKey: key, expectedRevision, dryRun }: ChangeRequest,
  caller: { readonly key: string; readonly clock: () => number },
): Promise<Outcome> {
  const change: Change = {
    type: 'change',
    customer,
    product,
    change: command,
    actor: actorOf(caller.key, by),
    ...(note !== undefined && { note }),
    ...(gate && { gate }),
    ...(key !== undefined && { key }),
  };
  const may = (proposed: Proposed) => expectRevision(proposed, expectedRevision);
  try {
    return answer(
      dryRun ? await tryOut(deps, change, caller.clock, may) : await commitProposal(deps, change, caller.clock, may),
      change,
    );
  } catch (error) {
    throw error instanceof FactsTooLargeError ? new ProblemError('license_too_large', error.message) : error;
  }
}

/** All of a commit but the writing. */
async function tryOut(
  deps: CommitDependencies,
  change: Change,
  clock: () => number,
  may: (proposed: Proposed) => void,
): Promise<Proposed> {
  const proposed = await proposeCommand(deps, change, clock());
  may(proposed);
  partsOf(deps, proposed);
  return proposed;
}

/** A repeat of what was carried out finds another revision than it expects, and nothing left to do: that is no conflict. */
function expectRevision({ world: { license }, proposal }: Proposed, expected: number | undefined): void {
  if (expected === undefined || proposal.outcome === 'unchanged' || license?.revision === expected) return;
  throw new ProblemError(
    'revision_conflict',
    `the license is at revision ${license?.revision}, not at ${expected}; look at what has changed and ask again`,
    { revision: license?.revision },
  );
}

function answer({ world, proposal }: Proposed, { gate: _, ...command }: Change): Outcome {
  if (proposal.outcome === 'refused') throw commandRefused(proposal);
  if (proposal.outcome === 'unchanged') return { outcome: proposal.outcome, license: held(world), terms: [] };
  const { next, events, diff } = proposal;
  const [event] = events;
  // A person has asked for it, or a regulation does.
  const opened = event.type === 'gate.opened.v1' ? next.gates.at(-1) : undefined;
  return {
    outcome: proposal.outcome,
    license: next,
    event,
    terms: opened === undefined ? diff : termsOf(propose(world, { ...command, asked: true }, event.at)),
    ...(opened && { gate: shownGate({ ...next, license: next.id }, opened) }),
  };
}

function termsOf(proposal: Proposal): readonly TermChange[] {
  return proposal.outcome === 'changed' ? proposal.diff : [];
}

function held({ license }: Proposed['world']): License {
  if (license === undefined) throw new Error('the license was there a moment ago');
  return license;
}

function commandRefused({ code: refusal, message, legal, rows }: Refused): ProblemError {
  return new ProblemError('command_refused', message, { refusal, ...(legal && { legal }), ...(rows && { rows }) });
}
