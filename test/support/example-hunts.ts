import type { ElementAnswers } from '../../packages/core/src/catalog/analysis/elements.ts';
import type { Hunt } from '../../packages/core/src/catalog/analysis/example-values.ts';
import { knowledgeOf } from '../../packages/core/src/catalog/analysis/knowledge.ts';
import { atomOf } from '../../packages/core/src/catalog/analysis/classify.ts';
import { type Outcomes, TRUE } from '../../packages/core/src/catalog/analysis/outcome.ts';
import { Solver } from '../../packages/core/src/catalog/analysis/solver.ts';
import { possibilityOf } from '../../packages/core/src/catalog/analysis/theory.ts';
import { rule, ruleKnowledge } from './rule-literals.ts';

const PLANS = [
  { name: 'team', product: 'p', kind: 'base', tier: 20 },
  { name: 'business', product: 'p', kind: 'base', tier: 30 },
  { name: 'seats', product: 'p', kind: 'addon', tier: 0 },
  { name: 'support', product: 'p', kind: 'addon', tier: 0 },
] as const;
const knowledge = knowledgeOf(ruleKnowledge.typeOf, PLANS);

const solver = new Solver(knowledge, { steps: Number.POSITIVE_INFINITY });
/** Elements are found among a few only. */
const elements: ElementAnswers = {
  passes: (formula, element) => solver.holds(formula, { user: { element } }),
  possible: () => true,
  example: (formula) => ['a', 'b', 'abc'].find((element) => elements.passes(formula, element)),
};

/** The hunt for an example where each of some rules, which are atoms, is true, or has one of the outcomes given with it. */
export function huntFor(
  asked: readonly (string | readonly [rule: string, outcomes: Outcomes])[],
  { hints = [], plans = PLANS }: { hints?: readonly string[]; plans?: Parameters<typeof knowledgeOf>[1] } = {},
): Hunt {
  const known = plans === PLANS ? knowledge : knowledgeOf(ruleKnowledge.typeOf, plans);
  const literals = asked.map((one) => {
    const [text, outcomes] = typeof one === 'string' ? ([one, TRUE] as const) : one;
    return { atom: atomOf(rule(text), known), outcomes };
  });
  const possibility = possibilityOf(literals, known, elements);
  if (possibility === undefined) throw new Error(`${asked.join(', ')} cannot be`);
  return { possibility, elements, hints };
}
