import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomRule, ruleVariables } from '../../../../../test/support/random-rules.ts';
import type { Expression } from '../../segment/expression.ts';
import { lowerRule } from '../../segment/lower.ts';
import { ExpressionError } from '../../segment/parse.ts';
import { type RuleType, typeOfVariable, variablesOf } from '../../segment/variables.ts';
import { inferTypes } from './infer-types.ts';

const read = (rule: string) => lowerRule(rule, ruleVariables);
const typesIn = (...rules: readonly Expression[]) => Object.fromEntries(inferTypes(rules));
/** A rule over `customer.x`, declared as this. */
const ofX = (type: RuleType, rule: string) =>
  lowerRule(rule, variablesOf('customer', { customer: { x: { type }, y: { type } } }, [], {}));

describe('what rules show of the types of their variables', () => {
  it.each<[string, Record<string, RuleType>]>([
    ['customer.b', { 'customer.b': 'boolean' }],
    ['!customer.b', { 'customer.b': 'boolean' }],
    ['customer.b && customer.c', { 'customer.b': 'boolean', 'customer.c': 'boolean' }],
    ['customer.b || customer.c', { 'customer.b': 'boolean', 'customer.c': 'boolean' }],
    ['customer.b == true', { 'customer.b': 'boolean' }],
    ['customer.b == (1 < 2)', { 'customer.b': 'boolean' }],
    ['customer.b == !(1 < 2)', { 'customer.b': 'boolean' }],
    ['customer.n > 5', { 'customer.n': 'number' }],
    ['5 == customer.n', { 'customer.n': 'number' }],
    ['-customer.n == 5', { 'customer.n': 'number' }],
    ['customer.n + 1 == 5', { 'customer.n': 'number' }],
    ['1 + customer.n == 5', { 'customer.n': 'number' }],
    ['customer.n - customer.m == 5', { 'customer.n': 'number', 'customer.m': 'number' }],
    ['customer.n * customer.m == 5', { 'customer.n': 'number', 'customer.m': 'number' }],
    ['customer.n / customer.m == 5', { 'customer.n': 'number', 'customer.m': 'number' }],
    ['customer.n == 3 - 1', { 'customer.n': 'number' }],
    ['customer.n == 3 * 1', { 'customer.n': 'number' }],
    ['customer.n == 3 / 1', { 'customer.n': 'number' }],
    ['customer.n == 3 + 1', { 'customer.n': 'number' }],
    ['customer.n == -(3 + 1)', { 'customer.n': 'number' }],
    ["size(customer.s + 'x') > 2", { 'customer.s': 'string' }],
    ["customer.n == size('abc')", { 'customer.n': 'number' }],
    ["customer.n > bucket('e', 'abc')", { 'customer.n': 'number' }],
    ["bucket('e', customer.s) < 5", { 'customer.s': 'string' }],
    ["customer.s == 'a'", { 'customer.s': 'string' }],
    ["customer.s + 'x' == 'ax'", { 'customer.s': 'string' }],
    ["customer.s == 'a' + 'b'", { 'customer.s': 'string' }],
    ['customer.s.startsWith(customer.t)', { 'customer.s': 'string', 'customer.t': 'string' }],
    ['customer.s.endsWith(customer.t)', { 'customer.s': 'string', 'customer.t': 'string' }],
    ['customer.s.contains(customer.t)', { 'customer.s': 'string', 'customer.t': 'string' }],
    ['customer.n in [1, 2]', { 'customer.n': 'number' }],
    ["customer.s in ['a', 'b']", { 'customer.s': 'string' }],
    ['customer.s in []', { 'customer.s': 'string' }],
    ['customer.s in customer.l', { 'customer.s': 'string', 'customer.l': 'list' }],
    ["customer.l.exists(x, x == 'a')", { 'customer.l': 'list' }],
    ['customer.l.all(x, x == customer.s)', { 'customer.l': 'list', 'customer.s': 'string' }],
    ['customer.l.exists(x, customer.b)', { 'customer.l': 'list', 'customer.b': 'boolean' }],
    ['customer.l.all(x, customer.b)', { 'customer.l': 'list', 'customer.b': 'boolean' }],
    ['customer.b ? customer.c : true', { 'customer.b': 'boolean', 'customer.c': 'boolean' }],
    ['customer.b ? true : customer.c', { 'customer.b': 'boolean', 'customer.c': 'boolean' }],
    ['(customer.b ? customer.n : 2) > 5', { 'customer.b': 'boolean', 'customer.n': 'number' }],
    ['(customer.b ? 2 : customer.n) > 5', { 'customer.b': 'boolean', 'customer.n': 'number' }],
    ["customer.s == (customer.b ? 'a' : 'b')", { 'customer.s': 'string', 'customer.b': 'boolean' }],
    [
      "customer.s == (customer.b ? customer.t : 'b')",
      { 'customer.s': 'string', 'customer.t': 'string', 'customer.b': 'boolean' },
    ],
    ['usage.runs.last7d > 5', { 'usage.runs.last7d': 'number' }],
  ])('%s', (rule, expected) => expect(typesIn(read(rule))).toEqual(expected));

  it.each([
    'has(customer.s)',
    'size(customer.s) > 2',
    'size(customer.l) > 2',
    'customer.s == customer.t',
    'customer.n < customer.m',
    'customer.s + customer.t == customer.country',
    '(true ? customer.n : customer.m) < customer.n',
    'true',
  ])('%s shows nothing', (rule) => expect(typesIn(read(rule))).toEqual({}));
});

describe('what one rule shows helps to read another', () => {
  it.each<[string, string, string, Record<string, RuleType>]>([
    [
      'of two that are compared',
      'customer.n < customer.m',
      'customer.n > 1',
      { 'customer.n': 'number', 'customer.m': 'number' },
    ],
    [
      'of two that are added',
      'customer.n + customer.m > usage.runs.last7d',
      'customer.m > 1',
      {
        'customer.n': 'number',
        'customer.m': 'number',
        'usage.runs.last7d': 'number',
      },
    ],
    [
      'of texts that are put together',
      'customer.s + customer.t == customer.country',
      "customer.t == 'a'",
      {
        'customer.s': 'string',
        'customer.t': 'string',
        'customer.country': 'string',
      },
    ],
  ])('%s', (_, one, other, expected) => {
    expect(typesIn(read(one), read(other))).toEqual(expected);
    expect(typesIn(read(other), read(one))).toEqual(expected);
    expect(typesIn(read(`${one} && ${other}`))).toEqual(expected);
  });

  it('nothing is known without rules', () => {
    expect(typesIn()).toEqual({});
  });
});

describe('a variable that is used as two types', () => {
  it.each<[RuleType, string, RuleType, string]>([
    ['number', 'customer.x > 1', 'string', "customer.x == 'a'"],
    ['boolean', 'customer.x', 'number', 'customer.x > 1'],
    ['number', 'customer.x > 1', 'string', "customer.x + 'a' == 'ba'"],
    ['number', 'customer.x > 1', 'string', "(true ? customer.x : 'a') == 'a'"],
    ['list', "'a' in customer.x", 'string', "customer.x.startsWith('a')"],
  ])('as a %s in %s and as a %s in %s, is left out', (typeOne, one, typeOther, other) => {
    const [a, b] = [ofX(typeOne, one), ofX(typeOther, other)];
    expect(typesIn(a, b)).toEqual({});
    expect(typesIn(b, a)).toEqual({});
    expect(typesIn(['and', [a, b]])).toEqual({});
  });

  it('leaves the others as they are', () => {
    const rules = [ofX('number', 'customer.x > 1 && customer.y > 1'), ofX('string', "customer.x == 'a'")];
    expect(typesIn(...rules)).toEqual({ 'customer.y': 'number' });
  });

  it('says nothing of what it is compared with, where a text is written out', () => {
    for (const sum of [
      "customer.x + 'a'",
      "'a' + customer.x",
      "(true ? customer.x : 'a')",
      "(true ? 'a' : customer.x)",
    ])
      expect(typesIn(ofX('number', 'customer.x > 1'), ofX('string', `customer.y == ${sum}`))).toEqual({
        'customer.y': 'string',
      });
  });

  it('is none where it is used twice as the same', () => {
    expect(typesIn(read('customer.n > 1'), read('customer.n < 5'))).toEqual({ 'customer.n': 'number' });
  });
});

it.prop([fc.array(randomRule, { minLength: 1, maxLength: 3 })])('nothing is shown that was not declared', (texts) => {
  try {
    for (const [name, type] of inferTypes(texts.map(read))) expect(type).toBe(typeOfVariable(ruleVariables, name));
  } catch (error) {
    // A rule that is too large for the guard is no rule.
    if (error instanceof ExpressionError) fc.pre(false);
    throw error;
  }
});
