import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import { lowerRule } from '../../segment/lower.ts';
import { outcomesWithin } from './bounds.ts';
import { type Domain, everyValue } from './domain.ts';
import type { NumberSet } from './number-set.ts';
import { FALSE, outcomeOf, TRUE, UNKNOWN } from './outcome.ts';

const MAX = Number.MAX_VALUE;
const numbers = (...set: NumberSet): Domain => ({
  absent: false,
  misfit: false,
  values: { type: 'number', set, steps: undefined },
});
const ANY = numbers([-MAX, MAX]);

const NAMES = new Map([
  [TRUE, 'true'],
  [FALSE, 'false'],
  [TRUE | FALSE, 'either'],
  [UNKNOWN, 'unknown'],
  [TRUE | UNKNOWN, 'true or unknown'],
  [FALSE | UNKNOWN, 'false or unknown'],
  [TRUE | FALSE | UNKNOWN, 'anything'],
]);
function outcomes(rule: string, n: Domain, m: Domain = ANY): string | undefined {
  const domains = new Map([
    ['customer.n', n],
    ['customer.m', m],
  ]);
  return NAMES.get(outcomesWithin(lowerRule(rule, ruleVariables), domains));
}

describe('what may become of a comparison of n with m', () => {
  // For n from 1 to 3, and m: before it, at its first, across its end, at its last, after it.
  it.each([
    ['<', 'false', 'false', 'either', 'either', 'true'],
    ['<=', 'false', 'either', 'either', 'true', 'true'],
    ['>', 'true', 'either', 'either', 'false', 'false'],
    ['>=', 'true', 'true', 'either', 'either', 'false'],
    ['==', 'false', 'either', 'either', 'either', 'false'],
    ['!=', 'true', 'either', 'either', 'either', 'true'],
  ])('n %s m, for m before n: %s; up to its first: %s; across: %s; from its last: %s; after: %s', (by, ...expected) => {
    const ms = [numbers([0, 0.5]), numbers([0, 1]), numbers([2, 5]), numbers([3, 5]), numbers([4, 5])];
    expect(ms.map((m) => outcomes(`customer.n ${by} customer.m`, numbers([1, 3]), m))).toEqual(expected);
  });

  it.each([
    ['==', 'true', 'false'],
    ['!=', 'false', 'true'],
    ['<', 'false', 'true'],
    ['<=', 'true', 'true'],
    ['>', 'false', 'false'],
    ['>=', 'true', 'false'],
  ])('where each is one number, n %s m: %s for the same, %s for a larger m', (by, same, larger) => {
    const rule = `customer.n ${by} customer.m`;
    expect(outcomes(rule, numbers([2, 2]), numbers([2, 2]))).toBe(same);
    expect(outcomes(rule, numbers([2, 2]), numbers([3, 3]))).toBe(larger);
  });

  it('is left open where the two have the same first, or the same last', () => {
    for (const m of [numbers([1, 1]), numbers([3, 3]), numbers([1, 3]), numbers([1, 5])])
      expect(outcomes('customer.n == customer.m', numbers([1, 3]), m)).toBe('either');
    expect(outcomes('customer.n == customer.m', numbers([1, 1]), numbers([1, 3]))).toBe('either');
    expect(outcomes('customer.n == customer.m', numbers([3, 3]), numbers([1, 3]))).toBe('either');
  });

  it('looks at the ends alone of what has gaps', () => {
    expect(outcomes('customer.n < customer.m', numbers([1, 1], [3, 3]), numbers([4, 4], [9, 9]))).toBe('true');
    expect(outcomes('customer.n == customer.m', numbers([1, 1], [3, 3]), numbers([2, 2]))).toBe('either');
  });
});

describe('what may become of a comparison of sums, for n from 1 to 3 and m from -2 to 5', () => {
  const [n, m] = [numbers([1, 3]), numbers([-2, 5])];

  it.each([
    ['customer.n + customer.m >= -1', 'true'],
    ['customer.n + customer.m > -1', 'either'],
    ['customer.n + customer.m <= 8', 'true'],
    ['customer.n + customer.m < 8', 'either'],
    ['customer.n - customer.m >= -4', 'true'],
    ['customer.n - customer.m > -4', 'either'],
    ['customer.n - customer.m <= 5', 'true'],
    ['customer.n - customer.m < 5', 'either'],
    ['customer.n * customer.m >= -6', 'true'],
    ['customer.n * customer.m > -6', 'either'],
    ['customer.n * customer.m <= 15', 'true'],
    ['customer.n * customer.m < 15', 'either'],
    ['customer.m * -customer.n >= -15', 'true'],
    ['customer.m * -customer.n <= 6', 'true'],
    ['customer.m * -customer.n < 6', 'either'],
    ['customer.m / customer.n >= -2', 'true'],
    ['customer.m / customer.n > -2', 'either'],
    ['customer.m / customer.n <= 5', 'true'],
    ['customer.m / customer.n < 5', 'either'],
    ['customer.m / -customer.n >= -5', 'true'],
    ['customer.m / -customer.n > -5', 'either'],
    ['customer.m / -customer.n <= 2', 'true'],
    ['(customer.m + 3) / customer.n >= 0.3', 'true'],
    ['(customer.m + 3) / customer.n > 0.34', 'either'],
    ['(customer.m - 6) / customer.n <= -0.3', 'true'],
    ['(customer.m - 6) / customer.n < -0.34', 'either'],
    ['-customer.n <= -1', 'true'],
    ['-customer.n >= -3', 'true'],
    ['-customer.n < -1', 'either'],
    ['-customer.n > -3', 'either'],
    ['4 > customer.n', 'true'],
  ])('%s: %s', (rule, expected) => expect(outcomes(rule, n, m)).toBe(expected));

  it.each([
    ['what is divided by something that may be nothing', 'customer.n / customer.m > 100'],
    ['what is divided by something from nothing', 'customer.n / (customer.m + 2) > 0'],
    ['what is divided by something up to nothing', 'customer.n / (customer.m - 5) > -1'],
    ['what is not reckoned', '(customer.b ? customer.n : customer.m) > 100'],
    ['a size', 'size(customer.s) > customer.n'],
    ['what is unbounded within a sum, on the left', 'size(customer.s) + customer.n > 100'],
    ['what is unbounded within a sum, on the right', 'customer.n + size(customer.s) > 100'],
    ['what is unbounded, turned round', '-size(customer.s) > customer.n'],
    ['a variable of which nothing is known', 'license.tier > customer.n'],
    ['texts', "customer.s > 'a'"],
    ['being in a list', 'customer.n in [100]'],
    ['what is no comparison', 'customer.b'],
    ['what is written out', 'true'],
  ])('anything: %s', (_, rule) => expect(outcomes(rule, n, m)).toBe('anything'));

  it('anything of what is a comparison of comparisons, or none at all', () => {
    expect(outcomes('(customer.n > 1) == (customer.m > 1)', n, m)).toBe('anything');
    expect(outcomesWithin(['+', 1, 2], new Map())).toBe(TRUE | FALSE | UNKNOWN);
  });

  it.each<[string, Partial<Domain>]>([
    ['may be absent', { absent: true }],
    ['may have a value of another type', { misfit: true }],
    ['is a text', { values: everyValue('string') }],
    ['is nothing that is left', { values: { type: 'number', set: [], steps: undefined } }],
  ])('anything where a variable %s', (_, but) => {
    expect(outcomes('customer.n < 100', { ...n, ...but })).toBe('anything');
    expect(outcomes('100 > customer.n + customer.m', m, { ...n, ...but })).toBe('anything');
  });
});

describe('what is reckoned beyond all numbers', () => {
  const [large, small] = [numbers([MAX, MAX]), numbers([-MAX, -MAX])];

  it.each<[string, Domain, Domain, string]>([
    ['customer.n * 2 > customer.m', numbers([1, MAX]), numbers([0, 0]), 'true or unknown'],
    ['customer.n * 2 < customer.m', numbers([1, MAX]), numbers([0, 0]), 'false or unknown'],
    ['customer.n * 2 < customer.m', numbers([-MAX, -1]), numbers([0, 0]), 'true or unknown'],
    ['customer.n < customer.m * 2', numbers([0, 0]), numbers([1, MAX]), 'true or unknown'],
    ['customer.n * 2 == customer.m', ANY, numbers([0, 0]), 'anything'],
    ['customer.n == customer.m', numbers([-MAX, MAX]), numbers([0, 0]), 'either'],
    // Infinity less infinity is nothing to go by.
    ['customer.n * 2 - customer.m * 2 > 5', numbers([1, MAX]), large, 'anything'],
    ['customer.n * 2 - customer.m * 2 < 5', large, numbers([1, MAX]), 'anything'],
    ['customer.n * 2 + customer.m * 2 > 5', ANY, large, 'anything'],
    ['customer.n * 2 + customer.m * 2 < 5', ANY, small, 'anything'],
    // Nor is nothing times infinity.
    ['customer.n * (customer.m * 2) >= 0', numbers([0, 1]), large, 'anything'],
    ['1 / (customer.m * 2) < customer.n', numbers([5, 5]), numbers([1, MAX]), 'anything'],
    ['1 / (customer.m * 2) < customer.n', numbers([5, 5]), numbers([-MAX, -1]), 'anything'],
  ])('%s may be unknown', (rule, n, m, expected) => expect(outcomes(rule, n, m)).toBe(expected));
});

describe('whatever values there are', () => {
  const end = fc.constantFrom(-MAX, -1e200, -3, -1, -0.1, 0, 0.1, 1, 2, 3, 1e200, MAX);
  const ends = fc.tuple(end, end).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const { sum } = fc.letrec<{ sum: string }>((tie) => ({
    sum: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom('customer.n', 'customer.m', '0', '-1', '0.5', '3'),
      fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum')).map((said) => `(${said.join(' ')})`),
      tie('sum').map((said) => `-(${said})`),
    ),
  }));
  const rule = fc.tuple(sum, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), sum).map((said) => said.join(' '));

  it.prop([rule, ends, ends])('what a rule says of them is among its outcomes', (text, n, m) => {
    const expression = lowerRule(text, ruleVariables);
    const domains = new Map([
      ['customer.n', numbers(n)],
      ['customer.m', numbers(m)],
    ]);
    const within = outcomesWithin(expression, domains);
    const run = compileRule(expression);
    const among = ([low, high]: readonly [number, number]) => [low, low / 2 + high / 2, high];
    for (const a of among(n))
      for (const b of among(m))
        expect(outcomeOf(run({ customer: { id: 'c', n: a, m: b } })) & within, `${text}, ${a}, ${b}`).not.toBe(0);
  });
});
