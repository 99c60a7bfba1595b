import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleQuestions, ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import { lowerRule } from '../../segment/lower.ts';
import type { Scope } from '../../segment/scope.ts';
import { NOT_FALSE, TRUE } from './outcome.ts';

const questions = ruleQuestions();

/** Every scope that rules of the fragment below can tell apart: each value that they name, one besides, none, and a misfit. */
const scopes: Scope[] = [];
const usageOn = (days: number) => ({ last7d: 0, last30d: days, last90d: days, days30d: days });
for (const b of [true, false, undefined, 'misfit'])
  for (const s of ['x', 'y', 'z', undefined, 7])
    for (let days = 0; days <= 30; days += 1)
      for (const [plan, tier] of [
        ['', 0],
        ['team', 20],
        ['business', 30],
        ['other', 5],
      ] as const)
        for (const addons of plan === 'other'
          ? [[], ['qpack']]
          : plan === ''
            ? [[], ['pack'], ['qpack']]
            : [[], ['pack']])
          scopes.push({
            customer: { id: 'acme', ...(b !== undefined && { b }), ...(s !== undefined && { s }) },
            usage: { runs: usageOn(days), reads: usageOn(0) },
            license: { plan, tier, addons },
          });

const atom = fc.oneof(
  fc.constantFrom('customer.b', 'has(customer.b)', 'has(customer.s)', 'true', 'false'),
  fc.constantFrom("customer.s == 'x'", "customer.s != 'y'", "customer.s in ['x', 'y']", "!(customer.s in ['y'])"),
  fc
    .tuple(
      fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      fc.constantFrom('-1', '0', '0.5', '1', '7', '29', '30', '31'),
    )
    .map(([operator, number]) => `usage.runs.days30d ${operator} ${number}`),
  fc.constantFrom('usage.runs.days30d * 2 > 30', '10 - usage.runs.days30d >= 3', 'usage.runs.days30d in [3, 5]'),
  fc.constantFrom(
    "license.plan == 'team'",
    "license.plan in ['business', 'other']",
    'license.tier >= 20',
    'license.tier < 5',
  ),
  fc.constantFrom(
    "'pack' in license.addons",
    "'qpack' in license.addons",
    "license.addons.exists(x, x.startsWith('q'))",
  ),
);
const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule')).map(([a, by, c]) => `(${a} ${by} ${c})`),
    tie('rule').map((said) => `!(${said})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));
const read = (text: string) => lowerRule(text, ruleVariables);

describe('where every value can be listed, every question has an answer, and it is the right one', () => {
  it.prop([rule], { numRuns: 300 })('whether a rule can match, and whether it can fail to', (text) => {
    const outcomes = scopes.map(compileRule(read(text)));
    expect(questions.canMatch(read(text)).kind).toBe(outcomes.includes(true) ? 'possible' : 'impossible');
    const misses = outcomes.some((outcome) => outcome !== true);
    expect(questions.canMiss(read(text)).kind).toBe(misses ? 'possible' : 'impossible');
  });

  it.prop([rule, rule, fc.constantFrom(TRUE, NOT_FALSE)], { numRuns: 300 })(
    'whether one can be without another',
    (one, other, asked) => {
      const [a, b] = [scopes.map(compileRule(read(one))), scopes.map(compileRule(read(other)))];
      const without = a.some(
        (outcome, index) => (asked === TRUE ? outcome === true : outcome !== false) && b[index] !== true,
      );
      const answer = questions.canBeWithout([read(one), asked], read(other));
      expect(answer.kind, `${one} without ${other}`).toBe(without ? 'possible' : 'impossible');
    },
  );
});
