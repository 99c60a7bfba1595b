import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { textsWhere } from '../../../../../test/support/text-sets.ts';
import {
  eachValue,
  everyValue,
  hasNoValues,
  isImpossible,
  onlyThese,
  someValues,
  type Value,
  type Values,
  valuesIn,
} from './domain.ts';
import { ALL_NUMBERS, type NumberSet } from './number-set.ts';
import { type TextSet, theseTexts } from './text-set.ts';

const numbers = (set: NumberSet, steps?: number): Values => ({ type: 'number', set, steps });
const texts = (set: TextSet): Values => ({ type: 'string', set });
const truths = (...set: boolean[]): Values => ({ type: 'boolean', set });
const lists = (possible: boolean): Values => ({ type: 'list', possible });
const TYPES = ['number', 'string', 'boolean', 'list'] as const;
const manyTexts = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

describe('all values of a type, or none', () => {
  it.each<[Values['type'], Values]>([
    ['number', numbers(ALL_NUMBERS)],
    ['string', texts(textsWhere(''))],
    ['boolean', truths(true, false)],
    ['list', lists(true)],
  ])('%s: %j', (type, every) => {
    expect(everyValue(type)).toEqual(every);
    expect(hasNoValues(everyValue(type))).toBe(false);
    expect(hasNoValues(everyValue(type, false))).toBe(true);
  });

  it.each<[Values, boolean]>([
    [numbers([]), true],
    [numbers([[0, 0]]), false],
    [texts(theseTexts([])), true],
    [texts(theseTexts([''])), false],
    [texts(textsWhere("s < 'a' && s > 'b'")), true],
    [truths(), true],
    [truths(false), false],
    [lists(false), true],
    [lists(true), false],
  ])('%j has none: %s', (values, expected) => expect(hasNoValues(values)).toBe(expected));
});

describe('what a variable may be', () => {
  it.each([
    [false, false, truths(), true],
    [true, false, truths(), false],
    [false, true, truths(), false],
    [false, false, truths(true), false],
    [true, true, truths(true), false],
  ])('absent %s, misfit %s, or one of %j: is impossible: %s', (absent, misfit, values, expected) =>
    expect(isImpossible({ absent, misfit, values })).toBe(expected),
  );
});

describe('the values that are in both', () => {
  it.each<[Values, Values, Values]>([
    [numbers([[0, 5]]), numbers([[3, 9]]), numbers([[3, 5]])],
    [numbers([[0, 5]], 1), numbers([[3.5, 9]]), numbers([[4, 5]], 1)],
    [numbers([[3.5, 9]]), numbers([[0, 5]], 1), numbers([[4, 5]], 1)],
    [numbers([[0, 1]], 100), numbers([[0.255, 9]], 1), numbers([[0.26, 1]], 100)],
    [texts(theseTexts(['a', 'b'])), texts(theseTexts(['b', 'c'])), texts(theseTexts(['b']))],
    [truths(true, false), truths(false), truths(false)],
    [truths(true), truths(false), truths()],
    [lists(true), lists(true), lists(true)],
    [lists(true), lists(false), lists(false)],
    [lists(false), lists(true), lists(false)],
  ])('%j and %j: %j', (a, b, both) => expect(valuesIn(a, b)).toEqual(both));

  it.each(TYPES.flatMap((a) => TYPES.filter((b) => b !== a).map((b) => [a, b] as const)))(
    'of a %s and a %s: none',
    (a, b) => expect(valuesIn(everyValue(a), everyValue(b))).toEqual(everyValue(a, false)),
  );
});

describe('the values one by one, where they are few', () => {
  it.each<[string, Values, readonly Value[] | undefined]>([
    ['whole numbers', numbers([[0, 3]], 1), [0, 1, 2, 3]],
    ['numbers', numbers([[0, 3]]), undefined],
    ['texts that are listed', texts(theseTexts(['b', 'a'])), ['b', 'a']],
    ['texts that are not', texts(textsWhere("s < 'a'")), undefined],
    ['truths', truths(true, false), [true, false]],
    ['lists', lists(true), undefined],
  ])('%s', (_, values, each) => expect(eachValue(values)).toEqual(each));

  it('are up to a thousand', () => {
    expect(eachValue(numbers([[1, 1000]], 1))).toHaveLength(1000);
    expect(eachValue(numbers([[0, 1000]], 1))).toBeUndefined();
    expect(eachValue(texts(theseTexts(manyTexts(1000))))).toHaveLength(1000);
    expect(eachValue(texts(theseTexts(manyTexts(1001))))).toBeUndefined();
  });
});

describe('the values that are among some', () => {
  it.each<[Values, readonly Value[], Values]>([
    [
      numbers([[0, 5]], 1),
      [1, 3, 7],
      numbers(
        [
          [1, 1],
          [3, 3],
        ],
        1,
      ),
    ],
    [numbers([[0, 5]]), ['a', true], numbers([])],
    [texts(textsWhere("s > 'a'")), ['a', 'b', 'c'], texts(theseTexts(['b', 'c']))],
    [texts(theseTexts(['a'])), ['a', 'b', 1], texts(theseTexts(['a']))],
    [truths(true, false), [false], truths(false)],
    [truths(true), [false, 'a'], truths()],
    [lists(true), ['a'], lists(true)],
  ])('%j, of which %j: %j', (values, kept, left) => expect(onlyThese(values, kept)).toEqual(left));
});

describe('values to try', () => {
  it.each<[Values, readonly Value[]]>([
    [numbers([[2, 3]], 1), [2, 3]],
    [texts(theseTexts(['b', 'a'])), ['b', 'a']],
    [truths(false, true), [false, true]],
    [lists(true), []],
  ])('of %j: %j', (values, tried) => expect(someValues(values)).toEqual(tried));
});

describe('laws of values', () => {
  const word = fc.constantFrom('', 'a', 'b', 'ba');
  const whole = fc.integer({ min: -5, max: 5 });
  const values = fc.oneof(
    fc.tuple(whole, whole).map(([a, b]) => numbers([[Math.min(a, b), Math.max(a, b)]], 1)),
    fc.uniqueArray(word).map((only) => texts(theseTexts(only))),
    fc.uniqueArray(fc.boolean()).map((set) => truths(...set)),
  );
  const each = (of: Values) => eachValue(of) ?? [];

  it.prop([values, values], { numRuns: 60 })('a value is in both where it is in one and in the other', (a, b) => {
    const both = each(a).filter((value) => each(b).includes(value));
    expect(each(valuesIn(a, b))).toEqual(both);
    expect(hasNoValues(valuesIn(a, b))).toBe(both.length === 0);
  });

  it.prop([values, values], { numRuns: 60 })('of values, those among others are those in both', (a, b) => {
    expect(new Set(each(onlyThese(a, each(b))))).toEqual(new Set(each(valuesIn(a, b))));
  });

  it.prop([values], { numRuns: 60 })('what is tried is among the values', (of) => {
    expect(someValues(of).filter((value) => !each(of).includes(value))).toEqual([]);
  });
});
