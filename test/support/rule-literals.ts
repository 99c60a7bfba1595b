import { atomOf } from '../../packages/core/src/catalog/analysis/classify.ts';
import { type ElementAnswers, OF_ELEMENTS } from '../../packages/core/src/catalog/analysis/elements.ts';
import type { Formula } from '../../packages/core/src/catalog/analysis/formula.ts';
import { ANY, FALSE, NOT_FALSE, NOT_TRUE, TRUE, UNKNOWN } from '../../packages/core/src/catalog/analysis/outcome.ts';
import type { Literal } from '../../packages/core/src/catalog/analysis/situation.ts';
import { Solver } from '../../packages/core/src/catalog/analysis/solver.ts';
import { lowerRule } from '../../packages/core/src/segment/lower.ts';
import { ruleQuestions, ruleVariables } from './random-rules.ts';

export const { knowledge: ruleKnowledge } = ruleQuestions();

const OUTCOMES = new Map([
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
    const [, outcome = 'true', rule = ''] = /^(?:([a-z ]+): )?(.*)$/.exec(one) ?? [];
    const text = rule.replaceAll(/(?<![\w.'])([nmstbcl])(?![\w'])/g, 'customer.$1');
    return { atom: atomOf(lowerRule(text, ruleVariables), ruleKnowledge), outcomes: OUTCOMES.get(outcome) ?? 0 };
  });
}

const solver = new Solver(OF_ELEMENTS, { steps: Number.POSITIVE_INFINITY });

/** What is true of the elements of lists, as the solver answers it. */
export const elementAnswers: ElementAnswers = {
  passes: (formula: Formula, element: string) => solver.holds(formula, { user: { element } }),
  possible: (formula: Formula) => solver.solve(formula).kind !== 'impossible',
  example: () => undefined,
};
