import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleVariables } from '../../../../../test/support/random-rules.ts';
import { prepareRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import { lowerRule } from '../../segment/lower.ts';
import { constantOf, slopeOf } from './slope.ts';

/** What stands on the left of a comparison with zero. */
function read(sum: string): Expression {
  const rule = lowerRule(`${sum} == 0`, ruleVariables);
  if (typeof rule !== 'object' || rule[0] !== '==') throw new Error(`${sum} is no number`);
  return rule[1];
}
const N = ['var', 'customer', 'n'];

describe('a sum as one slope', () => {
  it.each([
    ['customer.n + 3', 'rises', 13],
    ['3 + customer.n', 'rises', 13],
    ['customer.n - 3', 'rises', 7],
    ['3 - customer.n', 'falls', -7],
    ['-customer.n', 'falls', -10],
    ['customer.n * 4', 'rises', 40],
    ['4 * customer.n', 'rises', 40],
    ['customer.n * -4', 'falls', -40],
    ['-4 * customer.n', 'falls', -40],
    ['customer.n / 4', 'rises', 2.5],
    ['customer.n / -4', 'falls', -2.5],
    ['customer.n + 0', 'rises', 10],
    ['customer.n - 0', 'rises', 10],
    ['0 + customer.n', 'rises', 10],
    ['0 - customer.n', 'falls', -10],
    ['3 - (1 - customer.n)', 'rises', 12],
    ['-(customer.n * 2 + 1) / 3', 'falls', -7],
    ['customer.n * (2 + 3)', 'rises', 50],
  ])('%s %s; of 10 it is %d', (sum, direction, value) => {
    const slope = slopeOf(read(sum));
    expect(slope).toMatchObject({ of: N, rises: direction === 'rises', plain: false });
    expect(slope?.at(10)).toBe(value);
  });

  it.each([
    ['customer.n', N],
    ['size(customer.s)', ['size', ['var', 'customer', 's']]],
    ["bucket('e', customer.id)", ['bucket', 'e', ['var', 'customer', 'id']]],
  ])('%s is a quantity itself', (quantity, of) => {
    const slope = slopeOf(read(quantity));
    expect(slope).toMatchObject({ of, rises: true, plain: true });
    expect(slope?.at(10)).toBe(10);
  });

  it.each([
    ['5', 'has no quantity'],
    ['5 + 3', 'has none'],
    ['-5.5', 'has none'],
    ['customer.n + customer.m', 'has two'],
    ['customer.n - customer.m', 'has two'],
    ['customer.n * customer.m', 'has two'],
    ['customer.n / customer.m', 'has two'],
    ['customer.n * 0', 'stays where it is'],
    ['0 * customer.n', 'stays where it is'],
    ['customer.n / 0', 'is nowhere'],
    ['5 / customer.n', 'falls, and jumps'],
    ['0 / customer.n', 'is not there for 0'],
    ['(customer.n + customer.m) * 2', 'has two within'],
    ['-(customer.n * customer.m)', 'has two within'],
    ['(customer.b ? customer.n : 3)', 'depends on something else'],
    ['(customer.b ? 3 : 4)', 'depends on something else'],
  ])('%s is none: it %s', (sum) => expect(slopeOf(read(sum))).toBeUndefined());

  it('a text and a comparison are none', () => {
    expect(slopeOf('ten')).toBeUndefined();
    expect(slopeOf(['==', ['var', 'customer', 'n'], 1])).toBeUndefined();
    expect(slopeOf(['+', ['var', 'customer', 's'], 'x'])).toBeUndefined();
  });

  const value = fc.double({ min: -1000, max: 1000, noNaN: true }).map((one) => Number(one.toFixed(2)));
  const sum = fc
    .array(fc.tuple(fc.constantFrom('+', '-', '*', '/'), fc.constantFrom('2', '-3', '0.1', '7.5'), fc.boolean()))
    .map((steps) =>
      steps.reduce(
        (said, [by, constant, before]) =>
          before && by !== '/' ? `(${constant} ${by} ${said})` : `(${said} ${by} ${constant})`,
        'customer.n',
      ),
    );

  it.prop([sum, value, value])('is what the rule reckons, and only rises or only falls', (text, one, other) => {
    const slope = slopeOf(read(text));
    if (slope === undefined) throw new Error(`${text} is a slope`);
    const reckoned = (n: number) => prepareRule(read(text))({ customer: { id: 'c', n } }, {});
    expect(slope.at(one)).toBe(reckoned(one));
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    expect(slope.rises ? slope.at(low) <= slope.at(high) : slope.at(low) >= slope.at(high)).toBe(true);
  });
});

describe('the number that an expression is, whoever asks', () => {
  it.each([
    ['5', 5],
    ['5 + 3', 8],
    ['5 - 3', 2],
    ['5 * 3', 15],
    ['6 / 4', 1.5],
    ['-(5 + 3)', -8],
    ['0.1 + 0.2', 0.1 + 0.2],
    ['(1 + 2) * (3 + 4)', 21],
    ['5 / 0', undefined],
    ['0 / 0', undefined],
    ['1.0e308 * 10', undefined],
    ['-(5 / 0)', undefined],
    ['5 / 0 + 1', undefined],
    ['customer.n', undefined],
    ['-customer.n', undefined],
    ['customer.n + 5', undefined],
    ['5 + customer.n', undefined],
    ['(customer.b ? 3 : 4)', undefined],
  ])('%s is %s', (sum, expected) => expect(constantOf(read(sum))).toBe(expected));

  it('a text is none, nor is a comparison of two numbers', () => {
    expect(constantOf('5')).toBeUndefined();
    expect(constantOf(['+', 'a', 'b'])).toBeUndefined();
    expect(constantOf(['==', 6, 4])).toBeUndefined();
    expect(constantOf(true)).toBeUndefined();
  });
});
