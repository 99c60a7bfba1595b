import type { LicenseGate } from '@licet/contracts';
import {
  type Actor,
  type Command,
  FactsTooLargeError,
  type GivenConsent,
  type License,
  type RefusalCode,
} from '@licet/core/license';
import { type CommitDependencies, commitCommand, commitProposal } from '../licenses/commit-command.ts';
import type { StoredGate } from '../registry/gates.ts';
import { shownGate } from './shown-gate.ts';

/** An answer as somebody gave it. */
export interface GivenAnswer {
  readonly answer: 'yes' | 'no';
  readonly actor: Actor;
  readonly note: string | undefined;
  readonly consents?: readonly GivenConsent[] | undefined;
}

export type GateAnswered =
  | { readonly outcome: 'changed' | 'unchanged'; readonly gate: LicenseGate; readonly license: License }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly message: string };

/** What one call brings up to the present; more is for the sweeper. */
const MAX_ROUNDS = 10;

/**
 * Takes an answer to a gate. After a yes the license is brought up to the present at once, which carries the change out if it was the last one
 * that it waited for. It is in the due index from the moment of the answer on, so that the sweeper does it where this function ends in between.
 */
export async function answerGate(
  deps: CommitDependencies,
  stored: StoredGate,
  { answer, actor, note, consents }: GivenAnswer,
  clock: () => number,
): Promise<GateAnswered> {
  const { customer, product, gate } = stored;
  const yes = answer === 'yes';
  const target = { customer, product };
  const command: Command = {
    type: 'answer-gate',
    ...target,
    gate: gate.id,
    yes,
    actor,
    ...(note !== undefined && { note }),
    ...(consents && { consents }),
  };
  const { proposal } = await commitProposal(deps, command, clock);
  const repeated = proposal.outcome === 'refused' && proposal.code === 'gate_unknown' && gate.answer?.yes === yes;
  if (proposal.outcome === 'refused' && !repeated) return { outcome: 'refused', ...refusal(proposal, stored) };
  if (yes && !repeated) await bringUpToDate(deps, target, clock);
  const license = await deps.licenses.find(customer, product);
  if (license === undefined) throw new Error(`the license of ${gate.id} was there a moment ago`);
  const known = license.gates.find(({ id }) => id === gate.id) ?? gate;
  return {
    outcome: proposal.outcome === 'changed' ? 'changed' : 'unchanged',
    gate: shownGate(stored, known),
    license,
  };
}

/** A license forgets gates that were closed long ago; what is stored of them knows how they ended. */
function refusal(
  { code, message }: { readonly code: RefusalCode; readonly message: string },
  { gate: { closed } }: StoredGate,
): { readonly code: RefusalCode; readonly message: string } {
  if (code !== 'gate_unknown' || closed === undefined) return { code, message };
  return {
    code: closed.outcome === 'lapsed' ? 'gate_lapsed' : 'gate_settled',
    message: `the change that it was about is over since ${new Date(closed.at).toISOString()}: ${closed.outcome}`,
  };
}

/** Does what is due, the earliest first. What cannot be done stays due: the sweeper tries again, and rings. */
async function bringUpToDate(
  deps: CommitDependencies,
  target: { readonly customer: string; readonly product: string },
  clock: () => number,
): Promise<void> {
  try {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { outcome } = await commitCommand(deps, { type: 'advance', ...target }, clock);
      if (outcome !== 'committed') return;
    }
  } catch (error) {
    if (!(error instanceof FactsTooLargeError)) throw error;
  }
}
