import type { Command } from './command.ts';
import { consentsFull, MAX_CONSENTS, withConsents } from './consent.ts';
import { closeGates, isOpen } from './gate.ts';
import { consentMissing, refusing } from './held.ts';
import type { Customer } from './license.ts';
import type { LicensedWorld, Proposal } from './world.ts';
import { refused } from './refusal.ts';
import { declined } from './renew.ts';
import { settle } from './settle.ts';

/**
 * Takes an answer to a gate, with the consents that come with it. Yes lets the change go on as soon as all its gates are passed, which then is due; no ends it. The same answer again does
 * nothing more; another one, or one that comes too late, is refused: the first stands.
 */
export function answerGate(
  world: LicensedWorld,
  customer: Customer,
  { gate: id, yes, actor, note, consents: given = [] }: Extract<Command, { type: 'answer-gate' }>,
  now: number,
): Proposal {
  const { license } = world;
  const gate = license.gates.find((candidate) => candidate.id === id);
  if (gate === undefined) return refused('gate_unknown', `the license has no gate "${id}"`);
  if (gate.kind === 'notice')
    return refused('gate_unanswerable', 'a notice takes no answer: it passes by itself at its deadline');
  if (gate.answer !== undefined) {
    if (gate.answer.yes === yes) return { outcome: 'unchanged', customer };
    const said = `${gate.answer.yes ? 'yes' : 'no'} by ${gate.answer.by.id} at ${new Date(gate.answer.at).toISOString()}`;
    return refused('gate_settled', `the gate was answered ${said}; the first answer stands`);
  }
  if (gate.closed?.outcome === 'lapsed' || (isOpen(gate) && gate.deadline <= now))
    return refused(
      'gate_lapsed',
      `its deadline passed at ${new Date(gate.deadline).toISOString()}; ask for the change again`,
    );
  if (!isOpen(gate)) return refused('gate_settled', `the change that it was about is over: ${gate.closed?.outcome}`);
  const consents = yes
    ? withConsents(
        license,
        given.map((consent) => ({ ...consent, at: now })),
      )
    : license.consents;
  if (consents.length > MAX_CONSENTS) return consentsFull();
  const missing = yes ? consentMissing(gate.forms ?? [], { consents }) : undefined;
  if (missing !== undefined) return missing;
  const answer = { yes, by: actor, at: now, ...(note !== undefined && { note }) };
  const answered = license.gates.map((one) => (one === gate ? { ...gate, answer } : one));
  const gates = yes ? answered : closeGates(answered, ({ change }) => change === gate.change, 'declined', now);
  const renewals = yes ? license.renewals : declined(license.renewals, gate.command);
  return settle(
    world,
    customer,
    license.product,
    {
      decided: { gates, renewals, consents, held: yes ? license.held : refusing(license, gate) },
      cause: () => ({ kind: 'gate', gate: id, command: gate.command, ...(note !== undefined && { note }) }),
      actor,
      type: () => 'gate.answered.v1',
    },
    now,
  );
}
