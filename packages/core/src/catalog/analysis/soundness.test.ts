import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomRule, randomScope, ruleQuestions, ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import { lowerRule } from '../../segment/lower.ts';
import { ExpressionError } from '../../segment/parse.ts';
import { NOT_FALSE, TRUE } from './outcome.ts';

const questions = ruleQuestions();
const scopes = Array.from({ length: 400 }, (_, seed) => randomScope(seed));

/** A rule in its checked form; one that is too large for the guard is no rule. */
function lowered(text: string): Expression {
  try {
    return lowerRule(text, ruleVariables);
  } catch (error) {
    if (error instanceof ExpressionError) fc.pre(false);
    throw error;
  }
}

const outcomes = (rule: Expression) => scopes.map(compileRule(rule));
const witness = (rule: Expression, holds: (outcome: boolean | undefined, index: number) => boolean) =>
  scopes[outcomes(rule).findIndex(holds)];

describe('what is said of a rule is true of it', () => {
  it.prop([randomRule], { numRuns: 300 })('one that never matches has no scope in which it does', (text) => {
    const rule = lowered(text);
    const answer = questions.canMatch(rule);
    if (answer.kind === 'impossible') expect(witness(rule, (outcome) => outcome === true)).toBeUndefined();
    if (answer.kind === 'possible') expect(compileRule(rule)(answer.example)).toBe(true);
  });

  it.prop([randomRule], { numRuns: 300 })('one that always matches has none in which it does not', (text) => {
    const rule = lowered(text);
    const answer = questions.canMiss(rule);
    if (answer.kind === 'impossible') expect(witness(rule, (outcome) => outcome !== true)).toBeUndefined();
    if (answer.kind === 'possible') expect(compileRule(rule)(answer.example)).not.toBe(true);
  });

  it.prop([randomRule, randomRule, fc.constantFrom(TRUE, NOT_FALSE)], { numRuns: 300 })(
    'one that another holds with whenever it does (or is not known not to) is never without it',
    (one, other, asked) => {
      const [a, b] = [lowered(one), lowered(other)];
      const answer = questions.canBeWithout([a, asked], b);
      const others = outcomes(b);
      const holds = (outcome: boolean | undefined) => (asked === TRUE ? outcome === true : outcome !== false);
      if (answer.kind === 'impossible')
        expect(witness(a, (outcome, index) => holds(outcome) && others[index] !== true)).toBeUndefined();
      if (answer.kind === 'possible') {
        expect(holds(compileRule(a)(answer.example))).toBe(true);
        expect(compileRule(b)(answer.example)).not.toBe(true);
      }
    },
  );

  it.prop([randomRule, randomRule], { numRuns: 300 })('two that never meet are never both true', (one, other) => {
    const [a, b] = [lowered(one), lowered(other)];
    const answer = questions.canBothMatch(a, b);
    const others = outcomes(b);
    if (answer.kind === 'impossible')
      expect(witness(a, (outcome, index) => outcome === true && others[index] === true)).toBeUndefined();
  });

  it.prop([randomRule, randomRule], { numRuns: 200 })('a rule is not without what is weaker than it', (one, other) => {
    const [a, b] = [lowered(one), lowered(other)];
    expect(questions.canBeWithout([['and', [a, b]], TRUE], a).kind).not.toBe('possible');
    expect(questions.canBeWithout([a, TRUE], ['or', [b, a]]).kind).not.toBe('possible');
  });

  it.prop([randomRule], { numRuns: 200 })('nothing is true and not true', (text) => {
    const rule = lowered(text);
    // A rule that has too many cases is left open.
    expect(questions.canBeWithout([rule, TRUE], rule).kind).not.toBe('possible');
    expect(questions.canMatch(['and', [rule, ['not', rule]]]).kind).not.toBe('possible');
  });
});
