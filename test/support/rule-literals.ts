import { atomOf } from '../../packages/core/src/catalog/analysis/classify.ts';
import { type Outcomes, TRUE } from '../../packages/core/src/catalog/analysis/outcome.ts';
import type { Literal } from '../../packages/core/src/catalog/analysis/situation.ts';
import type { Expression } from '../../packages/core/src/segment/expression.ts';
import { lowerRule } from '../../packages/core/src/segment/lower.ts';
import { ruleQuestions, ruleVariables } from './random-rules.ts';

/** What is known of the variables that the texts of rules in tests are about. */
export const ruleKnowledge = ruleQuestions().knowledge;

/** The checked form of a rule over these variables. */
export function rule(text: string): Expression {
  return lowerRule(text, ruleVariables);
}

/** That a rule, which is one atom, has one of some outcomes. */
export function literal(text: string, outcomes: Outcomes = TRUE): Literal {
  return { atom: atomOf(rule(text), ruleKnowledge), outcomes };
}
