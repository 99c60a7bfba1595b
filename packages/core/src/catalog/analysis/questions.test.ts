import { describe, expect, it, vi } from 'vitest';
import { ruleQuestions } from '../../../../../test/support/random-rules.ts';
import { rule, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import { NOT_FALSE, TRUE, UNKNOWN } from './outcome.ts';
import { Questions } from './questions.ts';
import { Solver } from './solver.ts';

const questions = ruleQuestions();

describe('whether a rule can be true, or anything but true', () => {
  it.each([
    ['customer.b', 'possible', 'possible'],
    ['true', 'possible', 'impossible'],
    ['false', 'impossible', 'possible'],
    ['customer.b && !customer.b', 'impossible', 'possible'],
    // Of what is not there, neither is true.
    ['customer.b || !customer.b', 'possible', 'possible'],
    ['license.tier >= 0', 'possible', 'impossible'],
    // Two texts that were declared as truths may be the same; what a comparison makes of them is none.
    ['customer.b == customer.c && !customer.b && !customer.c', 'possible', 'possible'],
    ['customer.b == (customer.n > 1) && customer.b && customer.n < 1', 'impossible', 'possible'],
    ["customer.s == 'a' && customer.s == 'b'", 'impossible', 'possible'],
    ['customer.n == 2', 'possible', 'possible'],
  ])('%s: %s, %s', (text, match, miss) => {
    expect(questions.canMatch(rule(text)).kind).toBe(match);
    expect(questions.canMiss(rule(text)).kind).toBe(miss);
  });
});

describe('two rules', () => {
  const [low, high, middle] = [rule('customer.n < 5'), rule('customer.n > 9'), rule('customer.n > 3')];

  it('can both match, or not', () => {
    expect(questions.canBothMatch(low, middle)).toEqual({ kind: 'possible', example: { customer: { n: 4 } } });
    expect(questions.canBothMatch(low, high)).toEqual({ kind: 'impossible' });
  });

  it('can be one without the other, or not', () => {
    expect(questions.canBeWithout([high, TRUE], middle)).toEqual({ kind: 'impossible' });
    expect(questions.canBeWithout([middle, TRUE], high)).toEqual({ kind: 'possible', example: { customer: { n: 4 } } });
    expect(questions.canBeWithout([high, NOT_FALSE], middle)).toEqual({ kind: 'possible', example: {} });
  });

  it('can have outcomes at once, or not', () => {
    expect(questions.canBe([low, UNKNOWN], [high, UNKNOWN])).toEqual({ kind: 'possible', example: {} });
    expect(questions.canBe([low, UNKNOWN], [high, TRUE])).toEqual({ kind: 'impossible' });
    expect(questions.canBe()).toEqual({ kind: 'possible', example: {} });
  });
});

describe('questions without an answer', () => {
  it('are those about rules of too many parts', () => {
    const part = rule('customer.b');
    expect(questions.canMatch(['and', Array.from({ length: 4000 }, () => part)])).toEqual({
      kind: 'not_analysed',
      why: 'the rule has too many alternatives',
    });
  });

  it('are those about what is not understood', () => {
    expect(questions.canMatch(rule('customer.n * customer.m == 7'))).toEqual({
      kind: 'not_analysed',
      why: 'customer.n * customer.m == 7 is not understood',
    });
  });

  it('are those of which an example turns out to be none', () => {
    const solve = vi.spyOn(Solver.prototype, 'solve').mockReturnValue({ kind: 'possible', example: {} });
    const [b, c] = [rule('customer.b'), rule('customer.c')];
    const answers = [questions.canMatch(b), questions.canBothMatch(b, b), questions.canBeWithout([b, TRUE], c)];
    solve.mockRestore();
    for (const answer of answers) expect(answer).toEqual({ kind: 'not_analysed', why: 'no example was found' });
  });

  it('are not those in which something else goes wrong', () => {
    const broken = () => {
      throw new RangeError('nobody knows');
    };
    const asked = new Questions({ ...ruleKnowledge, typeOf: broken }, { steps: 10 });
    expect(() => asked.canMatch(rule('customer.b'))).toThrow(new RangeError('nobody knows'));
  });

  it('are all, once too much was asked', () => {
    const asked = new Questions(ruleKnowledge, { steps: 1 });
    expect(asked.exhausted).toBe(false);
    expect(asked.canMatch(rule('customer.b')).kind).toBe('possible');
    expect(asked.exhausted).toBe(true);
    expect(asked.canMatch(rule('customer.b'))).toEqual({ kind: 'not_analysed', why: 'it has too many cases' });
  });

  it('are about what is known', () => expect(new Questions(ruleKnowledge, { steps: 1 }).knowledge).toBe(ruleKnowledge));
});
