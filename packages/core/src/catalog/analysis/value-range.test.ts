import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { applyEffect } from '../../terms/effect.ts';
import type { Effect } from '../checks/overlays.ts';
import type { CatalogFeature, CatalogPlan } from '../schema.ts';
import { basePlansOf, isIdle, rangeOnPlan, withMaybe } from './value-range.ts';

function plan(kind: CatalogPlan['kind'], grants: CatalogPlan['grants'] = {}, product = 'p'): CatalogPlan {
  return { product, kind, tier: 1, term: 'P1Y', renewal: { policy: 'auto' }, grants };
}
const SEATS: CatalogFeature = { product: 'p', type: 'limit' };
const SWITCH: CatalogFeature = { product: 'p', type: 'boolean' };
const QUALITY: CatalogFeature = { product: 'p', type: 'static' };
const effect = (operation: Effect['operation'], value: Effect['value']): Effect => ({
  segment: 's',
  feature: 'f',
  operation,
  value,
});
const range = (least: number, most: number) => ({ least, most });

describe('what a base plan can give of a feature', () => {
  it.each<[string, CatalogFeature, CatalogPlan['grants'], Record<string, CatalogPlan>, [number, number]]>([
    ['a number: as often as it is bought', SEATS, { f: 5 }, {}, [5, Infinity]],
    ['no number', SEATS, {}, {}, [0, 0]],
    ['none, written out', SEATS, { f: 0 }, {}, [0, 0]],
    ['no end', SEATS, { f: 'unlimited' }, {}, [Infinity, Infinity]],
    ['another feature alone', SEATS, { g: 5 }, {}, [0, 0]],
    ['what does not fit', SEATS, { f: true }, {}, [0, 0]],
    ['a switch that is on', SWITCH, { f: true }, {}, [1, 1]],
    ['a switch that is off', SWITCH, { f: false }, {}, [0, 0]],
    ['a text, which is worth nothing', QUALITY, { f: 'gold' }, {}, [0, 0]],
    ['an add-on that has it', SEATS, {}, { 'pack@1': plan('addon', { f: 1 }) }, [0, Infinity]],
    ['a top-up that has it', SEATS, { f: 0 }, { 'more@1': plan('topup', { f: 1 }) }, [0, Infinity]],
    ['an add-on that switches it on', SWITCH, {}, { 'pack@1': plan('addon', { f: true }) }, [0, 1]],
    ['one of several add-ons', SEATS, {}, { 'a@1': plan('addon'), 'b@1': plan('addon', { f: 1 }) }, [0, Infinity]],
    ['an add-on that has none', SEATS, {}, { 'pack@1': plan('addon', { f: 0 }) }, [0, 0]],
    ['an add-on of another product', SEATS, {}, { 'pack@1': plan('addon', { f: 1 }, 'q') }, [0, 0]],
    ['another base plan', SEATS, {}, { 'team@1': plan('base', { f: 1 }) }, [0, 0]],
  ])('%s', (_, feature, grants, others, [least, most]) => {
    const own = plan('base', grants);
    expect(rangeOnPlan(own, 'f', feature, { 'own@1': own, ...others })).toEqual({ least, most });
  });

  it('nothing of a feature that is called as every object is', () => {
    const own = plan('base');
    expect(rangeOnPlan(own, 'constructor', QUALITY, { 'own@1': own })).toEqual(range(0, 0));
  });
});

describe('what is left of a range from 5 to 10, where an effect may be laid on it', () => {
  it.each<[Effect['operation'], Effect['value'], number, number]>([
    ['add', 3, 5, 13],
    ['add', -3, 2, 10],
    ['add', -8, 0, 10],
    ['multiply', 2, 5, 20],
    ['multiply', 0.5, 2, 10],
    ['atLeast', 7, 5, 10],
    ['atLeast', 12, 5, 12],
    ['atMost', 7, 5, 10],
    ['atMost', 3, 3, 10],
    ['set', 7, 5, 10],
    ['set', 0, 0, 10],
    ['set', null, 5, Infinity],
  ])('%s %s: from %d to %d', (operation, value, least, most) =>
    expect(withMaybe(effect(operation, value), range(5, 10))).toEqual(range(least, most)),
  );

  it('a switch may be on, or off', () => {
    expect(withMaybe(effect('set', true), range(0, 0))).toEqual(range(0, 1));
    expect(withMaybe(effect('set', false), range(1, 1))).toEqual(range(0, 1));
  });
});

describe('whether an effect changes nothing', () => {
  it.each<[Effect['operation'], Effect['value'], number, number, boolean]>([
    ['add', 0, 0, Infinity, true],
    ['add', 1, 0, Infinity, false],
    ['add', 1, 5, 5, false],
    ['add', 1, Infinity, Infinity, true],
    ['add', -1, 0, 0, true],
    ['add', -1, 0, 1, false],
    ['multiply', 1, 0, Infinity, true],
    ['multiply', 0, 0, Infinity, false],
    ['multiply', 0, 5, 5, false],
    ['multiply', 2, 0, 0, true],
    ['multiply', 2, 0, Infinity, false],
    ['atLeast', 0, 0, Infinity, true],
    ['atLeast', 5, 5, 10, true],
    ['atLeast', 6, 5, 10, false],
    ['atMost', 10, 5, 10, true],
    ['atMost', 9, 5, 10, false],
    ['set', 5, 5, 5, true],
    ['set', 6, 5, 5, false],
    ['set', 5, 5, 6, false],
    ['set', 0, 0, 1, false],
    ['set', 1, 1, 2, false],
    ['set', null, Infinity, Infinity, true],
    ['set', true, 1, 1, true],
    ['set', true, 0, 0, false],
    ['set', false, 0, 0, true],
    ['set', false, 0, 1, false],
  ])('%s %s on what is from %d to %d: %s', (operation, value, least, most, idle) =>
    expect(isIdle(effect(operation, value), range(least, most))).toBe(idle),
  );
});

describe('laws of ranges', () => {
  const amount = fc.oneof(fc.nat({ max: 20 }), fc.constant(Infinity));
  const effects: fc.Arbitrary<Effect> = fc
    .oneof(
      fc.tuple(fc.constantFrom('set', 'atLeast', 'atMost'), fc.nat({ max: 20 })),
      fc.tuple(fc.constant('add'), fc.integer({ min: -20, max: 20 })),
      fc.tuple(fc.constant('multiply'), fc.constantFrom(0, 0.5, 1, 2)),
    )
    .map(([operation, value]) => effect(operation, value));
  const ranged = fc.tuple(amount, amount, amount).map((three) => three.toSorted((a, b) => a - b));

  it.prop([effects, ranged])('what was within is within, with the effect and without', (one, three) => {
    const [least = 0, value = 0, most = 0] = three;
    const { least: low, most: high } = withMaybe(one, range(least, most));
    for (const result of [value, Number(applyEffect(value, one.operation, Number(one.value)))]) {
      expect(result).toBeGreaterThanOrEqual(low);
      expect(result).toBeLessThanOrEqual(high);
      if (isIdle(one, range(least, most))) expect(result).toBe(value);
    }
  });
});

describe('the base plans of a product', () => {
  it('are its versions, by name', () => {
    const plans = {
      'team@1': plan('base'),
      'business@1': plan('base'),
      'team@2': plan('base'),
      'other@1': plan('base', {}, 'q'),
      'pack@1': plan('addon'),
      'more@1': plan('topup'),
    };
    expect([...basePlansOf(plans, 'p')]).toEqual([
      ['team', ['team@1', 'team@2']],
      ['business', ['business@1']],
    ]);
    expect([...basePlansOf(plans, 'r')]).toEqual([]);
  });
});
