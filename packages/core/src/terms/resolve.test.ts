import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { anyFacts, lab, LAB_SEGMENTS, NOW } from '../../../../test/support/lab.ts';
import { activeItems } from './active-items.ts';
import { applyEffect, isLess, type TermValue } from './effect.ts';
import type { Facts } from './facts.ts';
import { resolveEntitlement } from './resolve.ts';

const valuesOf = (facts: Facts) => {
  const active = activeItems(lab, facts, NOW);
  return lab.features.map((_, index) => resolveEntitlement(lab, facts, active, index, NOW));
};
/** Whether a feature is worth less: of a quality, whether it is gone. */
const less = (a: TermValue, b: TermValue, feature: number) =>
  lab.features[feature]?.type === 'static' ? a === undefined && b !== undefined : isLess(a, b);
const counts = ({ from, to }: { from: number; to: number | null }) => from <= NOW && (to === null || NOW < to);

/** Resolution as a person would do it, with nothing prepared: the whole of what the design says, for what is known. */
function byHand(facts: Facts, feature: string, type: string): TermValue {
  const granted = facts.items.filter(counts).flatMap(({ plan, quantity }) => {
    const { tier, grants } = lab.program.plans.find(({ name }) => name === plan)!;
    const [, value] = grants.find(([index]) => lab.program.features[index]!.name === feature) ?? [];
    return value === undefined ? [] : [{ tier, quantity, value: value ?? Number.POSITIVE_INFINITY }];
  });
  const best = granted.toSorted((a, b) => b.tier - a.tier)[0]?.value;
  let value: TermValue =
    type === 'boolean'
      ? granted.some((grant) => grant.value === true)
      : type === 'static'
        ? best
        : granted.reduce((sum, grant) => sum + (grant.value === 0 ? 0 : Number(grant.value) * grant.quantity), 0);
  for (const { name, level, effects } of lab.program.segments) {
    if (level !== 'customer' || facts.segments[name] !== true) continue;
    for (const [index, operation, effect] of effects) {
      if (lab.program.features[index]!.name === feature)
        value = applyEffect(value, operation, effect ?? Number.POSITIVE_INFINITY);
    }
  }
  for (const override of facts.overrides.filter(counts)) {
    if (override.feature === feature)
      value = applyEffect(value, override.operation, override.value ?? Number.POSITIVE_INFINITY);
  }
  return value;
}

describe('resolving a license', () => {
  it.prop([anyFacts], { numRuns: 300 })(
    'where every membership is known, is items, then overlays by rank, then overrides',
    (facts) => {
      const known = {
        ...facts,
        segments: Object.fromEntries(LAB_SEGMENTS.map((name) => [name, facts.segments[name] ?? false])),
      };
      expect(valuesOf(known).map(({ value }) => value)).toEqual(
        lab.features.map(({ name, type }) => byHand(known, name, type)),
      );
    },
  );

  it.prop([anyFacts])('names who set it exactly where somebody did', (facts) => {
    for (const { value, source, reason } of valuesOf(facts)) {
      if (reason === 'granted') expect(source).not.toBeNull();
      if (reason === 'not_granted') expect(source).toBeNull();
      expect(reason === 'granted').toBe(value !== false && value !== 0 && value !== undefined);
    }
  });

  it.prop([anyFacts, fc.constantFrom(...lab.program.plans.map(({ name }) => name))])(
    'another item never takes anything away, before segments and overrides have their say',
    (facts, plan) => {
      const alone = {
        ...facts,
        overrides: [],
        segments: Object.fromEntries(LAB_SEGMENTS.map((name) => [name, false])),
      };
      const more = { ...alone, items: [...alone.items, { plan, quantity: 1, from: NOW, to: null }] };
      const [before, after] = [valuesOf(alone), valuesOf(more)];
      for (const [index, { value }] of before.entries()) expect(less(after[index]?.value, value, index)).toBe(false);
    },
  );
});

describe('unknown is never more than known', () => {
  it.prop([anyFacts, fc.constantFrom(...LAB_SEGMENTS)], { numRuns: 500 })(
    'taking a membership out of the facts grants no more than either of its answers would',
    (facts, segment) => {
      const { [segment]: _, ...others } = facts.segments;
      const unknown = valuesOf({ ...facts, segments: others });
      for (const holds of [true, false]) {
        const known = valuesOf({ ...facts, segments: { ...others, [segment]: holds } });
        for (const [index, { value, reason }] of unknown.entries()) {
          expect(less(known[index]?.value, value, index), `${lab.features[index]?.name} with ${segment} ${holds}`).toBe(
            false,
          );
          if (reason === 'granted') expect(known[index]?.reason).toBe('granted');
        }
      }
    },
  );

  it.prop([anyFacts, fc.constantFrom(...LAB_SEGMENTS)])(
    'a quality stands as if the segment did not hold',
    (facts, segment) => {
      const { [segment]: _, ...others } = facts.segments;
      const [unknown, outside] = [
        valuesOf({ ...facts, segments: others }),
        valuesOf({ ...facts, segments: { ...others, [segment]: false } }),
      ];
      const qualities = lab.features.flatMap(({ type }, index) => (type === 'static' ? [index] : []));
      expect(qualities.map((index) => unknown[index])).toEqual(qualities.map((index) => outside[index]));
    },
  );

  it.prop([anyFacts])(
    'where nothing is known, nothing is granted that could be withheld by any set of answers',
    (facts) => {
      const nothingKnown = valuesOf({ ...facts, segments: {} });
      const answered = valuesOf(facts);
      for (const [index, { value }] of nothingKnown.entries())
        expect(less(answered[index]?.value, value, index)).toBe(false);
    },
  );
});
