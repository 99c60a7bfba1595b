import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { applyEffect, type EffectOperation, isLess } from './effect.ts';

const amounts = fc.oneof(fc.nat({ max: 5_000_000_000 }), fc.nat({ max: 50 }), fc.constant(Number.POSITIVE_INFINITY));
const effects: fc.Arbitrary<readonly [EffectOperation, number]> = fc.oneof(
  fc.tuple(fc.constantFrom('set', 'atLeast', 'atMost'), amounts),
  fc.tuple(fc.constant('add'), fc.integer({ min: -1000, max: 1000 })),
  fc.tuple(
    fc.constant('multiply'),
    fc.oneof(fc.double({ min: 0, max: 10, noNaN: true }), fc.constantFrom(0, 0.5, 1, 1.1, 1.15, 2)),
  ),
);
const amount = (value: ReturnType<typeof applyEffect>) => (typeof value === 'number' ? value : Number.NaN);

describe('what an effect makes of the value below it', () => {
  it.each<[number, EffectOperation, number, number]>([
    [20, 'set', 40, 40],
    [20, 'add', 5, 25],
    [20, 'add', -8, 12],
    [5, 'add', -8, 0],
    [20, 'multiply', 2, 40],
    [5, 'multiply', 0.5, 2],
    [0, 'multiply', Number.POSITIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, 'multiply', 0, 0],
    [Number.POSITIVE_INFINITY, 'multiply', 0.5, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, 'add', -5, Number.POSITIVE_INFINITY],
    [Number.MAX_SAFE_INTEGER, 'multiply', 1, Number.MAX_SAFE_INTEGER],
    [5, 'atLeast', 8, 8],
    [9, 'atLeast', 8, 9],
    [9, 'atMost', 8, 8],
    [5, 'atMost', 8, 5],
  ])('%d, %s %d, is %d', (below, operation, value, expected) =>
    expect(applyEffect(below, operation, value)).toBe(expected),
  );

  it('reckons in decimals as people do: n per cent of a hundred is n', () => {
    for (let percent = 0; percent <= 1000; percent += 1)
      expect(applyEffect(100, 'multiply', percent / 100)).toBe(percent);
  });

  it('leaves a switch or a quality alone, but for setting it', () => {
    for (const operation of ['add', 'multiply', 'atLeast', 'atMost'] as const) {
      expect(applyEffect(true, operation, 5)).toBe(true);
      expect(applyEffect('gold', operation, 5)).toBe('gold');
      expect(applyEffect(undefined, operation, 5)).toBeUndefined();
    }
    expect(applyEffect(true, 'set', false)).toBe(false);
    expect(applyEffect(undefined, 'set', 'gold')).toBe('gold');
  });
});

describe('laws of effects', () => {
  it.prop([amounts, amounts, effects])('monotone: more below is never less above', (a, b, [operation, value]) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)];
    expect(amount(applyEffect(less, operation, value)) <= amount(applyEffect(more, operation, value))).toBe(true);
  });

  it.prop([amounts, effects])('whole: nothing is halved, nothing is less than nothing', (below, [operation, value]) => {
    const result = amount(applyEffect(below, operation, value));
    expect(result >= 0).toBe(true);
    expect(result === Number.POSITIVE_INFINITY || Number.isInteger(result)).toBe(true);
  });

  it.prop([amounts])('neutral: adding nothing, multiplying by one, a floor of 0, no ceiling', (below) => {
    expect(applyEffect(below, 'add', 0)).toBe(below);
    expect(applyEffect(below, 'multiply', 1)).toBe(below);
    expect(applyEffect(below, 'atLeast', 0)).toBe(below);
    expect(applyEffect(below, 'atMost', Number.POSITIVE_INFINITY)).toBe(below);
  });

  it.prop([amounts, amounts])('a ceiling is one, a floor is one', (below, value) => {
    expect(amount(applyEffect(below, 'atMost', value)) <= value).toBe(true);
    expect(amount(applyEffect(below, 'atLeast', value)) >= value).toBe(true);
  });
});

describe('whether one value grants less than another', () => {
  it.each([
    [false, true, true],
    [true, false, false],
    [true, true, false],
    [1, 2, true],
    [2, Number.POSITIVE_INFINITY, true],
    [2, 1, false],
    [undefined, 'gold', true],
    ['gold', undefined, false],
    ['bronze', 'gold', false],
    ['gold', 'bronze', false],
    [undefined, undefined, false],
  ])('%s is less than %s: %s', (a, b, expected) => expect(isLess(a, b)).toBe(expected));
});
