import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import { lowerRule } from '../../segment/lower.ts';
import { solve } from './comparison.ts';
import { nextDown, nextUp } from './doubles.ts';
import { ALL_NUMBERS, type NumberSet, numbersInEither, numbersOutside } from './number-set.ts';

const MAX = Number.MAX_VALUE;
const solved = (rule: string) => solve(lowerRule(rule, ruleVariables));
const BELOW_5: NumberSet = [[-MAX, nextDown(5)]];
const FROM_5: NumberSet = [[5, MAX]];
const UP_TO_5: NumberSet = [[-MAX, 5]];
const ABOVE_5: NumberSet = [[nextUp(5), MAX]];
const BUT_5: NumberSet = [...BELOW_5, ...ABOVE_5];

describe('for which values of its quantity a comparison is true', () => {
  it.each<[string, NumberSet, NumberSet]>([
    ['customer.n < 5', BELOW_5, FROM_5],
    ['customer.n <= 5', UP_TO_5, ABOVE_5],
    ['customer.n > 5', ABOVE_5, UP_TO_5],
    ['customer.n >= 5', FROM_5, BELOW_5],
    ['customer.n == 5', [[5, 5]], BUT_5],
    ['customer.n != 5', BUT_5, [[5, 5]]],
    ['5 > customer.n', BELOW_5, FROM_5],
    ['5 >= customer.n', UP_TO_5, ABOVE_5],
    ['5 < customer.n', ABOVE_5, UP_TO_5],
    ['5 <= customer.n', FROM_5, BELOW_5],
    ['5 == customer.n', [[5, 5]], BUT_5],
    ['5 != customer.n', BUT_5, [[5, 5]]],
    ['-customer.n > -5', BELOW_5, FROM_5],
    ['-customer.n >= -5', UP_TO_5, ABOVE_5],
    ['-customer.n < -5', ABOVE_5, UP_TO_5],
    ['-customer.n <= -5', FROM_5, BELOW_5],
    ['-customer.n == -5', [[5, 5]], BUT_5],
    ['-customer.n != -5', BUT_5, [[5, 5]]],
    ['customer.n < 2 + 3', BELOW_5, FROM_5],
    ['customer.n in [5]', [[5, 5]], BUT_5],
    ['customer.n + 1 in [6]', [[5, 5]], BUT_5],
  ])('%s', (rule, whereTrue, whereFalse) =>
    expect(solved(rule)).toEqual({ of: ['var', 'customer', 'n'], whereTrue, whereFalse, whereUnknown: [] }),
  );

  it('being in a list is being one of its numbers', () => {
    const some: NumberSet = [
      [1, 1],
      [2, 2],
      [5, 5],
    ];
    expect(solved('customer.n in [5, 1, 2, 5]')).toMatchObject({ whereTrue: some, whereFalse: numbersOutside(some) });
  });

  it('is exact to the last bit, rounding included', () => {
    // 0.1 + 0.2 is more than 0.3; with the double below 0.2 it is not.
    expect(solved('customer.n + 0.1 <= 0.3')?.whereTrue).toEqual([[-MAX, 0.199_999_999_999_999_98]]);
    // The least that changes a sum with 1 is half the step above 1.
    const near = solved('customer.n + 1 == 1')?.whereTrue ?? [];
    expect(near).toHaveLength(1);
    expect(near[0]?.[1]).toBe(2 ** -53);
  });

  it.each<[string, NumberSet, NumberSet]>([
    ['customer.n * 2 > 5', [[nextUp(2.5), MAX / 2]], numbersOutside([[-MAX / 2, MAX / 2]])],
    ['customer.n * -2 > 5', [[-MAX / 2, nextDown(-2.5)]], numbersOutside([[-MAX / 2, MAX / 2]])],
    ['customer.n * 2 / 2 > 5', [[nextUp(5), MAX / 2]], numbersOutside([[-MAX / 2, MAX / 2]])],
    [
      'customer.n * 2 != 0',
      [
        [-MAX / 2, -Number.MIN_VALUE],
        [Number.MIN_VALUE, MAX / 2],
      ],
      numbersOutside([[-MAX / 2, MAX / 2]]),
    ],
  ])('%s is unknown where it is reckoned beyond all numbers', (rule, whereTrue, whereUnknown) =>
    expect(solved(rule)).toMatchObject({ whereTrue, whereUnknown }),
  );

  it.each([
    ['size(customer.s) > 5', ['size', ['var', 'customer', 's']]],
    ["bucket('e', customer.id) + 1 > 6", ['bucket', 'e', ['var', 'customer', 'id']]],
  ])('%s is one of a quantity that is reckoned', (rule, of) =>
    expect(solved(rule)).toMatchObject({ of, whereTrue: ABOVE_5 }),
  );

  it.each([
    ['customer.n < customer.m', 'two quantities'],
    ['customer.n * 0 < 1', 'none that moves'],
    ['1 < 0 * customer.n', 'none that moves'],
    ['1 < 2', 'none'],
    ['1 in [1, 2]', 'none'],
    ["customer.s == 'a'", 'texts'],
    ["customer.s in ['a', 'b']", 'texts'],
    ['customer.s in customer.l', 'a list that is not written out'],
    ["customer.s.startsWith('a')", 'texts'],
    ['customer.n < 1 / 0', 'what is nothing'],
    ['customer.b', 'no comparison'],
    ['true', 'no comparison'],
  ])('%s is not solved: %s', (rule) => expect(solved(rule)).toBeUndefined());

  it('nor is a sum, or a list of which one is a text', () => {
    expect(solve(['+', ['var', 'customer', 'n'], 1])).toBeUndefined();
    expect(solve(['in', ['var', 'customer', 'n'], ['list', [1, 'a']]])).toBeUndefined();
  });
});

describe('what is solved', () => {
  const constant = fc.constantFrom('-2', '-0.3', '0.1', '1', '3', '1e308');
  const quantity = fc
    .array(fc.tuple(fc.constantFrom('+', '-', '*', '/'), constant), { maxLength: 3 })
    .map((steps) => steps.reduce((said, [by, with_]) => `(${said} ${by} ${with_})`, 'customer.n'));
  const comparison = fc
    .tuple(quantity, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), constant, fc.boolean())
    .map(([a, by, b, turned]) => (turned ? `${b} ${by} ${a}` : `${a} ${by} ${b}`));

  it.prop([comparison, fc.double({ noNaN: true, noDefaultInfinity: true })])(
    'is what the rule says, up to the last double of each piece',
    (rule, any) => {
      const { whereTrue = [], whereFalse = [], whereUnknown = [] } = solved(rule) ?? {};
      const run = compileRule(lowerRule(rule, ruleVariables));
      for (const [set, outcome] of [
        [whereTrue, true],
        [whereFalse, false],
        [whereUnknown, undefined],
      ] as const)
        for (const [low, high] of set)
          for (const n of [low, nextUp(low), Math.max(low, Math.min(any, high)), nextDown(high), high])
            if (low <= n && n <= high) expect(run({ customer: { id: 'c', n } }), `${rule}, ${n}`).toBe(outcome);
      expect([whereTrue, whereFalse, whereUnknown].reduce(numbersInEither)).toEqual(ALL_NUMBERS);
    },
  );
});
