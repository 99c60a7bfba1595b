import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { order, sorted } from './order.ts';

describe('the order of names', () => {
  it.each([
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
    ['', 'a', -1],
    ['Z', 'a', -1],
    ['a10', 'a9', -1],
    ['ä', 'z', 1],
  ])('of "%s" and "%s" is %i', (a, b, expected) => expect(order(a, b)).toBe(expected));

  it('has each name once', () => expect(sorted(['b', 'a', 'b', 'ä', 'B'])).toEqual(['B', 'a', 'b', 'ä']));

  test.prop([fc.array(fc.string(), { maxLength: 8 })], { numRuns: 20 })('is the same in any order', (names) => {
    expect(sorted(names.toReversed())).toEqual(sorted(names));
  });
});
