import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { nextDown, nextUp } from './doubles.ts';
import {
  ALL_NUMBERS,
  eachNumber,
  type Interval,
  NO_NUMBERS,
  type NumberSet,
  numbersIn,
  numbersInEither,
  numbersOutside,
  onGrid,
  someNumbers,
  upTo,
} from './number-set.ts';

const MAX = Number.MAX_VALUE;
/** Where a grid of hundredths ends. */
const EDGE = 2 ** 46;
const holds = (set: NumberSet, value: number) => set.some(([low, high]) => low <= value && value <= high);

const ends = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-MAX, MAX, nextUp(2), nextDown(2), 0.5));
const interval = fc.tuple(ends, ends).map(([a, b]): Interval => (a <= b ? [a, b] : [b, a]));
const drawn = fc.array(interval, { maxLength: 4 });
const setOf = (intervals: readonly Interval[]) =>
  intervals.reduce<NumberSet>((set, one) => numbersInEither(set, [one]), NO_NUMBERS);
const points = [-MAX, -6, -5, -4, -3, -2, -1, 0, 0.5, 1, nextDown(2), 2, nextUp(2), 3, 4, 5, 6, MAX];

describe('sets of doubles', () => {
  it.each<[string, NumberSet, NumberSet]>([
    ['nothing', NO_NUMBERS, ALL_NUMBERS],
    ['everything', ALL_NUMBERS, NO_NUMBERS],
    [
      'one number',
      [[5, 5]],
      [
        [-MAX, nextDown(5)],
        [nextUp(5), MAX],
      ],
    ],
    ['what is up to five', [[-MAX, 5]], [[nextUp(5), MAX]]],
    ['what is from five', [[5, MAX]], [[-MAX, nextDown(5)]]],
    ['the smallest', [[-MAX, -MAX]], [[nextUp(-MAX), MAX]]],
    ['the largest', [[MAX, MAX]], [[-MAX, nextDown(MAX)]]],
    ['all but the largest', [[-MAX, nextDown(MAX)]], [[MAX, MAX]]],
    [
      'two pieces',
      [
        [1, 2],
        [4, 5],
      ],
      [
        [-MAX, nextDown(1)],
        [nextUp(2), nextDown(4)],
        [nextUp(5), MAX],
      ],
    ],
  ])('outside %s', (_, set, outside) => expect(numbersOutside(set)).toEqual(outside));

  it('up to a number, or to none', () => {
    expect(upTo(5)).toEqual([[-MAX, 5]]);
    expect(upTo(undefined)).toEqual([]);
  });

  it('two that meet at one number have that one in common, and two that touch are one', () => {
    expect(numbersIn([[1, 3]], [[3, 5]])).toEqual([[3, 3]]);
    expect(numbersIn([[1, 3]], [[nextUp(3), 5]])).toEqual([]);
    expect(numbersInEither([[1, 3]], [[nextUp(3), 5]])).toEqual([[1, 5]]);
  });

  it.prop([drawn, drawn])('hold what logic says', (one, other) => {
    const [a, b] = [setOf(one), setOf(other)];
    for (const value of points) {
      expect(holds(a, value)).toBe(holds(one, value));
      expect(holds(numbersIn(a, b), value)).toBe(holds(a, value) && holds(b, value));
      expect(holds(numbersInEither(a, b), value)).toBe(holds(a, value) || holds(b, value));
      expect(holds(numbersOutside(a), value)).toBe(!holds(a, value));
    }
  });

  it.prop([drawn])('are written in one way: in ascending order, with something between', (intervals) => {
    const set = setOf(intervals);
    for (const [index, [low, high]] of set.entries()) {
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThan(index === 0 ? -Infinity : nextUp(set[index - 1]![1]));
    }
    expect(numbersOutside(numbersOutside(set))).toEqual(set);
  });
});

describe('what of a set lies on a grid', () => {
  it.each<[string, NumberSet, number, NumberSet]>([
    ['whole numbers between halves', [[0.5, 3.5]], 1, [[1, 3]]],
    ['whole numbers that are ends', [[1, 3]], 1, [[1, 3]]],
    ['whole numbers below nothing', [[-3.5, -0.5]], 1, [[-3, -1]]],
    ['no whole number', [[0.5, 0.9]], 1, []],
    [
      'of two pieces, one',
      [
        [0.5, 0.9],
        [1.5, 2],
      ],
      1,
      [[2, 2]],
    ],
    ['hundredths, where a hundred times as much is rounded up', [[0.07, 0.07]], 100, [[0.07, 0.07]]],
    ['hundredths, where it is rounded down', [[nextUp(0.29), 0.295]], 100, []],
    ['hundredths up to one that is missed by a hair', [[0.28, nextDown(0.29)]], 100, [[0.28, 0.28]]],
    ['as far as there is a grid', [[0.5, EDGE]], 100, [[0.5, EDGE]]],
    ['all numbers, which are left as they are', ALL_NUMBERS, 1, ALL_NUMBERS],
    ['all numbers, however fine the grid', ALL_NUMBERS, 100, ALL_NUMBERS],
    ['numbers beyond the grid, from a whole one', [[EDGE + 0.5, MAX]], 1, [[EDGE + 1, MAX]]],
    ['numbers beyond it on the other side', [[-MAX, -EDGE - 0.5]], 1, [[-MAX, -EDGE - 1]]],
    ['the largest', [[MAX, MAX]], 100, [[MAX, MAX]]],
  ])('%s', (_, set, steps, expected) => expect(onGrid(set, steps)).toEqual(expected));

  it.prop([fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1, 100)])(
    'is every point of it and nothing beside',
    (step, steps) => {
      const point = step / steps;
      expect(onGrid([[point, point]], steps)).toEqual([[point, point]]);
      expect(onGrid([[nextUp(point), nextDown((step + 1) / steps)]], steps)).toEqual([]);
    },
  );
});

describe('every number of a set', () => {
  it.each<[string, NumberSet, number | undefined, readonly number[] | undefined]>([
    ['of none', [], 1, []],
    [
      'of single ones, on no grid',
      [
        [0.3, 0.3],
        [5, 5],
      ],
      undefined,
      [0.3, 5],
    ],
    ['of an interval on no grid', [[1, 2]], undefined, undefined],
    [
      'of intervals and single ones',
      [
        [1, 3],
        [7, 7],
      ],
      1,
      [1, 2, 3, 7],
    ],
    ['of hundredths, each as near as it can be written', [[0.27, 0.3]], 100, [0.27, 0.28, 0.29, 0.3]],
    ['of as many as are few', [[1, 5]], 1, [1, 2, 3, 4, 5]],
    ['of one more', [[1, 6]], 1, undefined],
    [
      'of one more in two pieces',
      [
        [1, 3],
        [5, 7],
      ],
      1,
      undefined,
    ],
    [
      'of one more, which stands alone',
      [
        [1, 5],
        [7, 7],
      ],
      1,
      undefined,
    ],
    ['of all, without counting them', ALL_NUMBERS, 1, undefined],
    ['of the last of the grid', [[EDGE - 1, EDGE]], 1, [EDGE - 1, EDGE]],
    ['of the first of the grid', [[-EDGE, -EDGE + 1]], 1, [-EDGE, -EDGE + 1]],
    ['of some beyond it', [[EDGE, EDGE + 1]], 1, undefined],
    ['of some before it', [[-EDGE - 1, -EDGE]], 1, undefined],
    ['of one beyond it', [[MAX, MAX]], 1, [MAX]],
  ])('%s', (_, set, steps, expected) => expect(eachNumber(set, steps, 5)).toEqual(expected));
});

describe('some numbers of a set, those first that people would think of', () => {
  it.each<[string, NumberSet, number | undefined, readonly number[]]>([
    ['of none', [], undefined, []],
    ['of one', [[5, 5]], undefined, [5]],
    ['nothing, if it can be', [[-5, 5]], undefined, [0, -5, 5]],
    ['nothing, if it is the last', [[-5, 0]], undefined, [0, -5, -2.5]],
    ['a whole number, then one of few digits, then the ends', [[0.25, 2.75]], undefined, [1, 1.5, 0.25, 2, 2.75]],
    ['a whole number that is the last', [[0.5, 1]], undefined, [1, 0.75, 0.5]],
    ['no whole number where there is none', [[0.25, 0.75]], undefined, [0.5, 0.25, 0.75]],
    [
      'what has few digits between two that have many',
      [[0.123_456, 0.125_01]],
      undefined,
      [0.124, 0.123_456, 0.125_01],
    ],
    ['nothing between, where that would be an end', [[0.1234, 0.124]], undefined, [0.1234, 0.124]],
    ['nothing between, where that would be outside', [[0.123_41, 0.123_42]], undefined, [0.123_41, 0.123_42]],
    ['nothing between, on a grid', [[0.25, 0.75]], 100, [0.25, 0.75]],
    [
      'of many pieces, the first, the last, the second',
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ],
      1,
      [1, 4, 2],
    ],
    ['what nobody would write last', ALL_NUMBERS, undefined, [0, -MAX, MAX]],
    ['what is large before that', [[-MAX, 5]], undefined, [0, 5, -8.99e307, -MAX]],
    [
      'what is small before what is large',
      [
        [2e15, 2e15],
        [3e15, 3e15],
        [1e16, 1e16],
      ],
      1,
      [2e15, 1e16, 3e15],
    ],
    [
      'what is small before what is large, wherever it lies',
      [
        [-1e16, -1e16],
        [7, 7],
      ],
      1,
      [7, -1e16],
    ],
    ['a large number below nothing is no small one', [[-1e16, 7]], 1, [0, 7, -1e16]],
  ])('%s', (_, set, steps, expected) => expect(someNumbers(set, steps)).toEqual(expected));

  it.prop([drawn, fc.constantFrom(undefined, 1)])('are all of it', (intervals, steps) => {
    const set = setOf(intervals);
    for (const value of someNumbers(set, steps)) expect(holds(set, value)).toBe(true);
    if (set.length > 0) expect(someNumbers(set, steps)).not.toEqual([]);
  });
});
