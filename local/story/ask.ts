import type { ApiDecision, CheckRequest } from '@licet/contracts';
import type { Seen } from '../eventually.ts';
import type { Stage } from './stage.ts';
import { decisionInWords } from './words.ts';

/** A check, as the product would send it. */
export type Question = CheckRequest & { readonly customer: string };

/** What came back: the decision on a feature that was asked about. */
export type Answer = (feature: string) => ApiDecision;

/** Asks with the demo key. */
export async function ask({ demo }: Stage, question: Question): Promise<Answer> {
  const { decisions } = await demo.call('POST /v1/check', { body: question });
  return (feature) => {
    const decision = decisions[feature];
    if (!decision) throw new Error(`The check was not asked about ${feature}.`);
    return decision;
  };
}

/** Asks about one feature, and looks whether the answer is the right one. */
export async function seeDecision(
  stage: Stage,
  question: Question,
  right: (decision: ApiDecision) => boolean,
): Promise<Seen> {
  const [feature = ''] = question.features;
  const decision = (await ask(stage, question))(feature);
  return { ok: right(decision), saw: `${feature}: ${decisionInWords(decision)}` };
}
