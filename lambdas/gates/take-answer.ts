import { gateAnswerSchema } from '@licet/contracts';
import type { Actor, RefusalCode } from '@licet/core/license';
import * as z from 'zod';
import { answerGate } from './answer-gate.ts';
import type { GateDependencies } from './gates.ts';

/** What became of an answer that came by the bus. */
export type AnswerTaken =
  | { readonly outcome: 'answered' | 'repeated'; readonly gate: string }
  | { readonly outcome: 'rejected'; readonly reason: RefusalCode | 'answer_invalid'; readonly detail: string };

/** Takes an answer in that came by the bus. Whoever may put events there is believed who they say has answered. Taking it in again changes nothing. */
export async function takeAnswer(
  deps: GateDependencies,
  { source, detail }: { readonly source: string; readonly detail?: unknown },
  clock: () => number,
): Promise<AnswerTaken> {
  const parsed = gateAnswerSchema.safeParse(detail);
  if (!parsed.success) return { outcome: 'rejected', reason: 'answer_invalid', detail: z.prettifyError(parsed.error) };
  const { gate, answer, by, note, consents } = parsed.data;
  const stored = await deps.gates.find(gate);
  if (stored === undefined)
    return { outcome: 'rejected', reason: 'gate_unknown', detail: `there is no gate "${gate}" in this home` };
  const answered = await answerGate(deps, stored, { answer, actor: actorOf(source, by), note, consents }, clock);
  return answered.outcome === 'refused'
    ? { outcome: 'rejected', reason: answered.code, detail: answered.message }
    : { outcome: answered.outcome === 'changed' ? 'answered' : 'repeated', gate };
}

function actorOf(source: string, person: string | undefined): Actor {
  const via = source.slice(0, 128);
  return person === undefined ? { kind: 'system', id: via } : { kind: 'person', id: person, via };
}
