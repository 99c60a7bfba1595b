import { describe, expect, it } from 'vitest';
import { rule } from '../../../../../test/support/rule-literals.ts';
import type { Operation } from '../../segment/expression.ts';
import { bucketsIn, nameOf, needsOf, textsIn, uses, variablesIn } from './reads.ts';

describe('the name of a variable', () => {
  it.each([
    [['var', 'usage', 'runs', 'last30d'], 'usage.runs.last30d'],
    [['var', 'customer', 'n'], 'customer.n'],
    [['has', ['var', 'customer', 'n']], undefined],
    [['it', 0], undefined],
    ['customer.n', undefined],
    [5, undefined],
  ] as const)('%j is called %s', (expression, name) => expect(nameOf(expression)).toBe(name));
});

describe('what a rule reads', () => {
  it.each<[string, string[]]>([
    ['true', []],
    ['customer.b', ['customer.b']],
    ['customer.n > 1 && customer.m < customer.n', ['customer.n', 'customer.m']],
    ['has(customer.s) || !customer.b', ['customer.s', 'customer.b']],
    ['customer.l.exists(x, x == customer.s)', ['customer.l', 'customer.s']],
    ["bucket('e', customer.id) < 5", ['customer.id']],
  ])('%s reads %j', (text, names) => expect([...variablesIn(rule(text))]).toEqual(names));
});

describe('without what a rule is unknown', () => {
  it.each<[string, string[]]>([
    ['customer.n + customer.m > 1', ['customer.n', 'customer.m']],
    ['!customer.b', ['customer.b']],
    ['size(customer.l) > 1', ['customer.l']],
    ['customer.s in customer.l', ['customer.s', 'customer.l']],
    // Whether something is there is known of what is not there.
    ['has(customer.n)', []],
    // What is false, or true, whatever the other part is.
    ['customer.b && customer.c', []],
    ['customer.b || customer.c', []],
    ['(customer.b && customer.c) == (customer.n > 1)', ['customer.n']],
    // Only one of the two is looked at.
    ['(customer.b ? customer.n : customer.m) > 1', ['customer.b']],
    // Nothing is asked of the elements of an empty list.
    ['customer.l.exists(x, x == customer.s)', ['customer.l']],
    ['customer.l.all(x, x == customer.s)', ['customer.l']],
    ['1 < 2', []],
  ])('%s: %j', (text, names) => expect([...needsOf(rule(text))]).toEqual(names));
});

describe('whether a rule makes use of an operation', () => {
  it.each<[string, Operation[0][], boolean]>([
    ['customer.n > 1', ['>'], true],
    ['customer.n > 1', ['<'], false],
    ['customer.n > 1', [], false],
    ['customer.n > 1', ['<', '>'], true],
    ['customer.b && customer.n + 1 > 2', ['+'], true],
    ['customer.b && size(customer.s) > 2', ['exists', 'size'], true],
    ['customer.b && size(customer.s) > 2', ['exists', 'all'], false],
    // A text that looks like one is none.
    ["customer.s == '<'", ['<'], false],
  ])('%s, any of %j: %s', (text, operators, expected) => expect(uses(rule(text), ...operators)).toBe(expected));
});

describe('the experiments that a rule draws lots for', () => {
  it.each<[string, string[]]>([
    ['customer.b', []],
    ["bucket('e', customer.id) < 5", ['e']],
    [
      "bucket('e', customer.id) < 5 || customer.b && bucket('f', customer.id) > bucket('e', customer.id)",
      ['e', 'f', 'e'],
    ],
    ["bucket('e', bucket('f', customer.id) < 5 ? customer.id : customer.s) < 5", ['e', 'f']],
  ])('%s: %j', (text, salts) => expect(bucketsIn(rule(text))).toEqual(salts));
});

describe('the texts that are written out in a rule', () => {
  it.each<[string, string[]]>([
    ["customer.s == 'a' || 'b' + customer.t == 'c'", ['a', 'b', 'c']],
    ["customer.s in ['a', 'b']", ['a', 'b']],
    ['customer.n in [1, 2]', []],
    ["bucket('e', customer.id) < 5", []],
    ["customer.l.exists(x, x.startsWith('a'))", ['a']],
    ['customer.b', []],
  ])('%s: %j', (text, texts) => expect(textsIn(rule(text))).toEqual(texts));

  it('are at most eight of a list', () => {
    const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    expect(textsIn(['list', [...eight, 'i', 'j']])).toEqual(eight);
  });
});
