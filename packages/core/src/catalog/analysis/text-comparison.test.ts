import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import { lowerRule } from '../../segment/lower.ts';
import { textComparison } from './text-comparison.ts';
import { ALL_TEXTS, isIn } from './text-set.ts';

const S = ['var', 'customer', 's'] as const;
const read = (rule: string) => textComparison(lowerRule(rule, ruleVariables));

describe('what a comparison asks of a text', () => {
  it.each([
    ["customer.s == 'a'", 'in', true],
    ["'a' == customer.s", 'in', true],
    ["customer.s != 'a'", 'in', false],
    ["'a' != customer.s", 'in', false],
    ["customer.s < 'a'", '<', true],
    ["'a' > customer.s", '<', true],
    ["customer.s <= 'a'", '<=', true],
    ["'a' >= customer.s", '<=', true],
    ["customer.s > 'a'", '<=', false],
    ["'a' < customer.s", '<=', false],
    ["customer.s >= 'a'", '<', false],
    ["'a' <= customer.s", '<', false],
    ["customer.s.startsWith('a')", 'starts', true],
    ["customer.s.endsWith('a')", 'ends', true],
    ["customer.s.contains('a')", 'contains', true],
    ["customer.s in ['a']", 'in', true],
  ])('%s: %s, %s', (rule, kind, holds) => expect(read(rule)).toEqual({ of: S, test: { kind, holds, texts: ['a'] } }));

  it('is asked of several texts at once, of none, or of a sum', () => {
    expect(read("customer.s in ['a', 'b']")?.test.texts).toEqual(['a', 'b']);
    expect(read('customer.s in []')?.test).toEqual({ kind: 'in', texts: [], holds: true });
    expect(read("customer.s + 'x' == 'ax'")?.of).toEqual(['+', S, 'x']);
  });

  it.each([
    'customer.s == customer.t',
    'customer.n == 1',
    '1 < customer.n',
    'customer.n in [1, 2]',
    "'a' in customer.l",
    'customer.s in customer.l',
    'customer.s.startsWith(customer.t)',
    "'abc'.endsWith(customer.s)",
    'has(customer.s)',
    "!(customer.s == 'a')",
    'true',
  ])('%s compares nothing with a text', (rule) => expect(read(rule)).toBeUndefined());

  it.each<[Expression]>([[['+', S, 'a']], [['+', 'a', S]], [['in', S, ['list', ['a', 1]]]]])(
    '%j compares nothing with texts alone',
    (expression) => expect(textComparison(expression)).toBeUndefined(),
  );
});

describe('the law of comparisons', () => {
  const word = fc.constantFrom('', 'a', 'ab', 'b', 'ba');
  const rule = fc.oneof(
    fc.tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), word).map(([by, text]) => `customer.s ${by} '${text}'`),
    fc.tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), word).map(([by, text]) => `'${text}' ${by} customer.s`),
    fc
      .tuple(fc.constantFrom('startsWith', 'endsWith', 'contains'), word)
      .map(([by, text]) => `customer.s.${by}('${text}')`),
  );

  it.prop([rule, word], { numRuns: 50 })('a text passes the test where the rule is true of it', (text, s) => {
    const test = read(text)?.test;
    const isTrue = compileRule(lowerRule(text, ruleVariables))({ customer: { s } });
    expect(isIn({ ...ALL_TEXTS, tests: test === undefined ? [] : [test] }, s)).toBe(isTrue);
  });
});
