import { atomOf } from '../../packages/core/src/catalog/analysis/classify.ts';
import { type ElementAnswers, OF_ELEMENTS } from '../../packages/core/src/catalog/analysis/elements.ts';
import type { Formula } from '../../packages/core/src/catalog/analysis/formula.ts';
import {
  ANY,
  FALSE,
  NOT_FALSE,
  NOT_TRUE,
  type Outcomes,
  TRUE,
  UNKNOWN,
} from '../../packages/core/src/catalog/analysis/outcome.ts';
import type { Literal } from '../../packages/core/src/catalog/analysis/situation.ts';
import { Solver } from '../../packages/core/src/catalog/analysis/solver.ts';
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

const OUTCOMES = new Map<string, Outcomes>([
  ['true', TRUE],
  ['false', FALSE],
  ['unknown', UNKNOWN],
  ['not true', NOT_TRUE],
  ['not false', NOT_FALSE],
  ['anything', ANY],
]);

/** What is said of the smallest parts of rules: `n < m`, which is true, or `unknown: n < m`. Attributes go without `customer.`. */
export function literals(...said: readonly string[]): Literal[] {
  return said.map((one) => {
    const [, outcome = 'true', text = ''] = /^(?:([a-z ]+): )?(.*)$/.exec(one) ?? [];
    return literal(text.replaceAll(/(?<![\w.'])([nmstbcl])(?![\w'])/g, 'customer.$1'), OUTCOMES.get(outcome) ?? 0);
  });
}

const solver = new Solver(OF_ELEMENTS, { steps: Number.POSITIVE_INFINITY });

/** What is true of the elements of lists, as the solver answers it. */
export const elementAnswers: ElementAnswers = {
  passes: (formula: Formula, element: string) => solver.holds(formula, { user: { element } }),
  possible: (formula: Formula) => solver.solve(formula).kind !== 'impossible',
  example: () => undefined,
};
