import { describe, expect, it } from 'vitest';
import { ruleQuestions, ruleVariables } from '../../../../../test/support/random-rules.ts';
import type { Expression } from '../../segment/expression.ts';
import { lowerRule } from '../../segment/lower.ts';
import { atomOf } from './classify.ts';
import type { NumberSet } from './number-set.ts';
import { ANY, FALSE, TRUE, UNKNOWN } from './outcome.ts';

const { knowledge } = ruleQuestions();
const read = (text: string) => lowerRule(text, ruleVariables);
const atomIn = (text: string) => atomOf(read(text), knowledge);
const ELEMENT: Expression = ['var', 'user', 'element'];

/** What is reckoned from a variable, as it is seen. */
function quantity(text: string) {
  const atom = atomIn(text);
  if (atom.kind !== 'quantity') throw new Error(`${text} is ${atom.kind}`);
  return atom;
}
const isAmong = (set: NumberSet, number: number) => set.some(([low, high]) => low <= number && number <= high);

describe('what an atom is', () => {
  it.each([
    ['customer.n > 5', 'unary', 'customer.n'],
    ['customer.b', 'unary', 'customer.b'],
    ["customer.s == 'a'", 'unary', 'customer.s'],
    ['customer.n * customer.n > 5', 'unary', 'customer.n'],
    ['customer.s == customer.s', 'unary', 'customer.s'],
    ["size(customer.s + 'x') > 2", 'unary', 'customer.s'],
    ["bucket('e', customer.id + 'x') > 2", 'unary', 'customer.id'],
    ['has(customer.s)', 'unary', 'customer.s'],
    ['has(customer.l)', 'unary', 'customer.l'],
    ['size(customer.s) > 2', 'quantity', 'customer.s'],
    ['1 + size(customer.l) > 2', 'quantity', 'customer.l'],
    ["bucket('e', customer.id) < 50", 'quantity', 'customer.id'],
    ["'a' in customer.l", 'elements', 'customer.l'],
    ["license.addons.all(x, x == 'pack')", 'elements', 'license.addons'],
  ])('%s: %s, of %s', (text, kind, name) => {
    expect(atomIn(text)).toMatchObject({
      kind,
      name,
      expression: read(text),
      needs: new Set(/has/.test(text) ? [] : [name]),
    });
  });

  it.each(['==', '!=', '<', '<=', '>', '>='])('customer.n %s customer.m: a relation of the two', (operator) => {
    expect(atomIn(`customer.n ${operator} customer.m`)).toMatchObject({
      kind: 'relation',
      operator,
      left: 'customer.n',
      right: 'customer.m',
      needs: new Set(['customer.n', 'customer.m']),
    });
  });

  it.each([
    '1 < 2',
    "'a' in ['a']",
    'customer.n + customer.m > 5',
    'customer.n > customer.m + 1',
    'customer.n + 1 > customer.m',
    "customer.s + customer.t == 'ab'",
    'customer.s.startsWith(customer.t)',
    'customer.s in customer.l',
    // Of a list, only what is asked of single elements, or of its size, is seen.
    'customer.l.exists(x, x == customer.s)',
    'customer.l.exists(x, size(customer.l) > 2)',
    "customer.l.exists(x, customer.l.exists(y, y == 'a'))",
    "customer.l.exists(x, customer.l.all(y, y == 'a'))",
    "customer.l.exists(x, ['a', 'b'].exists(y, y == x))",
    "customer.l.all(x, ['a', 'b'].all(y, y == x))",
    "'a' in (true ? customer.l : customer.l)",
    "(true ? customer.l : customer.l).exists(x, x == 'a')",
    'size(true ? customer.l : customer.l) > 2',
    'size(customer.l) * size(customer.l) > 5',
  ])('%s: not understood', (text) => expect(atomIn(text).kind).toBe('opaque'));

  it.each<readonly [Expression]>([
    [['var', 'user', 'undeclared']],
    [['==', ['var', 'user', 'undeclared'], 'a']],
    [['exists', ['var', 'user', 'undeclared'], true]],
    [['==', ['var', 'customer', 'n'], ['var', 'customer', 's']]],
    // Rules that are read have no such thing: an element that is a number, or a list.
    [['in', 5, ['var', 'customer', 'l']]],
    [['in', ['var', 'customer', 'l'], ['var', 'customer', 'l']]],
  ])('%j: not understood', (expression) => expect(atomOf(expression, knowledge).kind).toBe('opaque'));
});

describe('what is asked of the elements of a list', () => {
  it.each<[string, 'exists' | 'all', Expression]>([
    ["'a' in customer.l", 'exists', ['==', ELEMENT, 'a']],
    ["customer.l.exists(x, x == 'a')", 'exists', ['==', ELEMENT, 'a']],
    ["customer.l.all(x, x == 'a')", 'all', ['==', ELEMENT, 'a']],
    ['customer.l.all(x, true)', 'all', true],
    [
      "customer.l.exists(x, x.startsWith('a') || !(size(x) > 2))",
      'exists',
      [
        'or',
        [
          ['starts', ELEMENT, 'a'],
          ['not', ['>', ['size', ELEMENT], 2]],
        ],
      ],
    ],
  ])('%s', (text, quantifier, body) => expect(atomIn(text)).toMatchObject({ kind: 'elements', quantifier, body }));
});

describe('what is reckoned from a variable', () => {
  it('is told from what is reckoned from another, or in another way', () => {
    expect(quantity('size(customer.s) > 2').quantity).toEqual({
      key: '["size",["var","customer","s"]]',
      salt: undefined,
    });
    expect(quantity("bucket('e', customer.s) < 50").quantity).toEqual({
      key: '["bucket","e",["var","customer","s"]]',
      salt: 'e',
    });
  });

  it('is asked for its own values', () => {
    const { where, at } = quantity('size(customer.s) * 2 > 5');
    for (const [size, outcome] of [
      [2, FALSE],
      [2.5, FALSE],
      [3, TRUE],
    ] as const) {
      expect(isAmong(where(TRUE), size)).toBe(outcome === TRUE);
      expect(isAmong(where(FALSE), size)).toBe(outcome === FALSE);
      expect(isAmong(where(UNKNOWN), size)).toBe(false);
      expect(isAmong(where(ANY), size)).toBe(true);
    }
    expect(at('ab')).toBe(FALSE);
    expect(at('abc')).toBe(TRUE);
    expect(at(5)).toBe(UNKNOWN);
  });
});
