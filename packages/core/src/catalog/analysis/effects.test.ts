import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { EffectOperation, TermValue } from '../../terms/effect.ts';
import type { Effect } from '../checks/overlays.ts';
import type { GrantValue } from '../program.ts';
import { applied, disagreement, hides, mayRestrict, shownEffect } from './effects.ts';

const effect = (operation: EffectOperation, value: GrantValue): Effect => ({
  segment: 's',
  feature: 'f',
  operation,
  value,
});
const add = (value: number) => effect('add', value);
const multiply = (value: number) => effect('multiply', value);
const atLeast = (value: number) => effect('atLeast', value);
const atMost = (value: number) => effect('atMost', value);
const set = (value: GrantValue) => effect('set', value);

/** What effects make of a value, laid one after the other. */
const laid = (effects: readonly Effect[], below: TermValue) =>
  effects.reduce((value, one) => applied(one, value), below);

const whole = fc.nat({ max: 20 });
const changes = fc.oneof(
  whole.map(set),
  fc.constant(set(null)),
  fc.integer({ min: -20, max: 20 }).map(add),
  fc.constantFrom(0, 0.5, 1, 2).map(multiply),
  whole.map(atLeast),
  whole.map(atMost),
);
const belows = [0, 1, 2, 3, 5, 7, 10, 19, 20, 21, 100, Number.POSITIVE_INFINITY];

describe('an effect is shown as it is written', () => {
  it.each([
    [set(5), '5'],
    [set(true), 'true'],
    [set('gold'), 'gold'],
    [set(null), 'unlimited'],
    [add(-5), '{ add: -5 }'],
    [multiply(0.5), '{ multiply: 0.5 }'],
    [atLeast(5), '{ atLeast: 5 }'],
    [atMost(0), '{ atMost: 0 }'],
  ])('%j: %s', (one, shown) => expect(shownEffect(one)).toBe(shown));
});

describe('whether a later effect leaves nothing of an earlier one', () => {
  it.each([
    ['a value', set(5), add(9), true],
    ['a switch', set(false), set(true), true],
    ['nothing at all', multiply(0), add(9), true],
    ['a ceiling of nothing', atMost(0), add(9), true],
    ['a floor of nothing', atLeast(0), add(9), false],
    ['nothing more', add(0), add(9), false],
    ['half', multiply(0.5), multiply(2), false],
    ['a higher floor', atLeast(9), atLeast(5), true],
    ['the same floor', atLeast(5), atLeast(5), true],
    ['a lower floor', atLeast(5), atLeast(9), false],
    ['a lower ceiling', atMost(5), atMost(9), true],
    ['the same ceiling', atMost(5), atMost(5), true],
    ['a higher ceiling', atMost(9), atMost(5), false],
    ['a floor above a ceiling', atLeast(9), atMost(5), false],
    ['a ceiling below a floor', atMost(5), atLeast(9), false],
    ['as much again', add(5), add(5), false],
  ])('%s', (_, later, earlier, hidden) => expect(hides(later, earlier, 0)).toBe(hidden));

  it('only a constant hides what something else was laid on in between', () => {
    expect(hides(atLeast(9), atLeast(5), 1)).toBe(false);
    expect(hides(atMost(5), atMost(9), 1)).toBe(false);
    expect(hides(set(9), atLeast(5), 1)).toBe(true);
    expect(hides(atMost(0), atLeast(5), 1)).toBe(true);
  });

  it.prop([changes, changes, fc.array(changes, { maxLength: 2 })], { numRuns: 200 })(
    'hidden is what changes nothing of the result, whatever is below',
    (later, earlier, between) => {
      if (!hides(later, earlier, between.length)) return;
      for (const below of belows) {
        const without = [...between, later];
        expect(laid([earlier, ...without], below)).toBe(laid(without, below));
      }
    },
  );
});

describe('whether an effect may leave less than there was', () => {
  it.each([
    [set(5), true],
    [set(0), true],
    [set(false), true],
    [set(true), false],
    [set(null), false],
    [atMost(5), true],
    [atLeast(5), false],
    [atLeast(0), false],
    [add(-1), true],
    [add(0), false],
    [add(1), false],
    [multiply(0), true],
    [multiply(0.9), true],
    [multiply(1), false],
    [multiply(2), false],
  ])('%j: %s', (one, restricts) => {
    expect(mayRestrict(one, false)).toBe(restricts);
  });

  it('a quality is neither less nor more than another', () => {
    expect(mayRestrict(set('low'), true)).toBe(false);
  });

  it.prop([changes], { numRuns: 100 })('what may not leaves at least as much', (one) => {
    if (mayRestrict(one, false)) return;
    for (const below of belows) expect(applied(one, below)).toBeGreaterThanOrEqual(below);
  });
});

describe('a value on which the order of two effects matters', () => {
  it.each([
    [add(5), multiply(2), { below: 100, aLast: 205, bLast: 210 }],
    [set(5), set(9), { below: 100, aLast: 5, bLast: 9 }],
    [set(null), set(9), { below: 100, aLast: Number.POSITIVE_INFINITY, bLast: 9 }],
    [set(true), set(false), { below: false, aLast: true, bLast: false }],
    [set('low'), set('high'), { below: undefined, aLast: 'low', bLast: 'high' }],
    [atLeast(9), add(5), { below: 1, aLast: 9, bLast: 14 }],
    [atLeast(9), atMost(5), { below: 100, aLast: 9, bLast: 5 }],
    // Half of what is odd is rounded down, before or after.
    [multiply(0.5), add(1), { below: 100, aLast: 50, bLast: 51 }],
    [multiply(0.5), add(2), { below: 100, aLast: 51, bLast: 52 }],
    [add(-5), add(7), { below: 1, aLast: 3, bLast: 7 }],
    [add(-2), add(2), { below: 1, aLast: 1, bLast: 2 }],
    [add(1), add(-1), { below: 0, aLast: 1, bLast: 0 }],
    // Only seen at what is written, or next to it, or where nothing is below.
    [atMost(500), multiply(2), { below: 500, aLast: 500, bLast: 1000 }],
    [atMost(2000), add(1), { below: 2000, aLast: 2000, bLast: 2001 }],
    [atMost(2000), add(-1), { below: 2001, aLast: 2000, bLast: 1999 }],
    [multiply(0), add(1), { below: 100, aLast: 0, bLast: 1 }],
  ])('%j and %j', (a, b, found) => expect(disagreement(a, b)).toEqual(found));

  it.each([
    [add(5), add(7)],
    // Only less than nothing would tell them apart, and nothing is that.
    [add(0), add(1)],
    [add(-5), add(-7)],
    [multiply(2), multiply(3)],
    [atLeast(5), atLeast(9)],
    [atMost(5), atMost(9)],
    [atLeast(5), atMost(9)],
    [set(5), set(5)],
    [set('low'), set('low')],
    [set(true), set(true)],
    [set(null), set(null)],
    [set(null), add(5)],
    [set(9), atMost(9)],
    [set(9), atLeast(5)],
    [multiply(1), add(5)],
    [atLeast(0), add(-5)],
  ])('none: %j and %j', (a, b) => {
    expect(disagreement(a, b)).toBeUndefined();
    expect(disagreement(b, a)).toBeUndefined();
  });

  it.prop([changes, changes], { numRuns: 200 })(
    'is one, and where none is found the order is the same for all likely values',
    (a, b) => {
      const found = disagreement(a, b);
      if (found === undefined)
        for (const below of belows)
          expect(applied(a, applied(b, below)), `${shownEffect(a)}, ${shownEffect(b)}`).toBe(
            applied(b, applied(a, below)),
          );
      else {
        expect(found.aLast).toBe(applied(a, applied(b, found.below)));
        expect(found.bLast).toBe(applied(b, applied(a, found.below)));
        expect(found.aLast).not.toBe(found.bLast);
      }
    },
  );
});
