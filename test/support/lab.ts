import { fc } from '@fast-check/vitest';
import type { DecisionRequest, Facts } from '@licet/core/decision';
import { LAB_FILES, loadedProgram } from './catalogs.ts';

/** The catalog of the decision vectors, ready to decide with, and arbitrary questions to it. */
export const lab = loadedProgram(LAB_FILES);

export const NOW = Date.parse('2026-11-24T09:30:00Z');
const DAY = 86_400_000;

const plans = lab.program.plans.map(({ name }) => name);
const features = lab.program.features.map(({ name }) => name);
/** Customer segments that lay something on the plan. */
export const LAB_SEGMENTS = lab.program.segments
  .filter(({ level, effects }) => level === 'customer' && effects.length > 0)
  .map(({ name }) => name);
const numeric = lab.program.features
  .filter(({ type }) => type === 'limit' || type === 'metered')
  .map(({ name }) => name);
const switches = lab.program.features.filter(({ type }) => type === 'boolean').map(({ name }) => name);

/** Moments around now, and exactly now more often than chance would have it. */
const moments = fc.oneof(
  fc.constant(NOW),
  fc.integer({ min: -400, max: 400 }).map((days) => NOW + days * DAY),
);
const spans = fc.record({ from: moments, to: fc.option(moments) }).filter(({ from, to }) => to === null || from < to);

const items = fc.record({ plan: fc.constantFrom(...plans), quantity: fc.integer({ min: 1, max: 4 }) });
const overrides = fc
  .oneof(
    fc.record({ feature: fc.constantFrom(...switches), operation: fc.constant('set' as const), value: fc.boolean() }),
    fc.record({
      feature: fc.constantFrom(...numeric),
      operation: fc.constantFrom('set', 'add', 'atLeast', 'atMost'),
      value: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(null)),
    }),
    fc.record({
      feature: fc.constantFrom(...numeric),
      operation: fc.constant('multiply' as const),
      value: fc.constantFrom(0, 0.5, 1.15, 3),
    }),
  )
  .filter(({ operation, value }) => operation === 'set' || value !== null);

/** Facts of a license with a base plan that stands now, and anything besides. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    base: items.filter(({ plan }) => lab.plans.get(plan)?.plan.kind === 'base'),
    others: fc.array(
      fc.tuple(items, spans).map(([item, span]) => ({ ...item, ...span })),
      { maxLength: 4 },
    ),
    segments: fc.dictionary(fc.constantFrom(...LAB_SEGMENTS), fc.boolean(), { noNullPrototype: true }),
    overrides: fc.array(fc.tuple(overrides, spans), { maxLength: 3 }),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo'),
    anchor: fc.constantFrom('2026-11-24', '2026-10-31', '2024-02-29'),
  })
  .map(({ base, others, segments, overrides: given, zone, anchor }) => ({
    v: 1,
    customer: 'acme',
    product: 'lab',
    license: 'lic_1',
    revision: 1,
    state: 'active',
    zone,
    anchor,
    items: [{ ...base, from: NOW - 30 * DAY, to: null }, ...others],
    segments,
    overrides: given.map(([override, span], index) => ({ id: `o${index}`, ...override, ...span })),
  }));

/** Facts of an active license for these plans, one of each since yesterday; of every customer segment it is known that it does not hold. */
export function licensed(plans: readonly string[], more: Partial<Facts> = {}): Facts {
  return {
    v: 1,
    customer: 'acme',
    product: 'lab',
    license: 'lic_1',
    revision: 1,
    state: 'active',
    anchor: '2026-11-01',
    zone: 'UTC',
    items: plans.map((plan) => ({ plan, quantity: 1, from: NOW - DAY, to: null })),
    overrides: [],
    ...more,
    segments: { ...NOT_IN_ANY, ...more.segments },
  };
}
const NOT_IN_ANY = Object.fromEntries(LAB_SEGMENTS.map((name) => [name, false]));

/** One question: some feature, asked by somebody of whom more or less is known. */
export const anyRequest: fc.Arbitrary<DecisionRequest> = fc.record(
  {
    feature: fc.constantFrom(...features),
    user: fc.record(
      {
        id: fc.constantFrom('gus', 'ada'),
        labTrained: fc.boolean(),
        labField: fc.constantFrom('intern', 'chemist'),
        roles: fc.subarray(['guest', 'lead-chemist', 'chemist']),
      },
      { requiredKeys: [] },
    ),
    place: fc.record(
      { country: fc.constantFrom('DE', 'XA'), subdivision: fc.constantFrom('DE-BE', 'DE-BB') },
      { requiredKeys: [] },
    ),
    device: fc.record({ labSealed: fc.boolean() }, { requiredKeys: [] }),
    used: fc.integer({ min: 0, max: 60 }),
    wanted: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['feature'] },
);
