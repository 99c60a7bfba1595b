import { fc } from '@fast-check/vitest';
import { type Order, orderSchema } from '@licet/core/license';
import { NOW } from './lab.ts';
import { day } from './orders.ts';

const plans = ['lab-pro', 'lab-pro@1', 'lab-pro@2', 'lab-basic', 'lab-max@1', 'lab-bare'] as const;
const packs = ['lab-bench-pack', 'lab-run-pack@1', 'lab-gold-pack', 'lab-robot-pack'] as const;
const ids = ['a', 'b', 'c'] as const;
const days = fc.constantFrom(-400, -60, -30, -20, -1, 0, 30, 400);

const lines = fc.record({
  plan: fc.oneof(fc.constantFrom(...plans), fc.constantFrom(...packs)),
  quantity: fc.integer({ min: 1, max: 3 }),
  from: days,
  length: fc.option(fc.constantFrom(1, 30, 365)),
  trial: fc.boolean(),
});
const customers = fc.record(
  {
    name: fc.constantFrom('Acme', 'Acme Ltd'),
    country: fc.constantFrom('DE', 'US'),
    subdivision: fc.constantFrom('DE-BE', 'US-CA'),
    zone: fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati'),
    attributes: fc.record(
      { labTags: fc.subarray(['forty', 'double', 'half', 'throttled']), labScore: fc.integer({ min: 0, max: 100 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const contents = fc.record({
  hours: fc.integer({ min: -200, max: 0 }),
  cancelled: fc.boolean(),
  items: fc.array(lines, { minLength: 1, maxLength: 3 }),
  customer: customers,
  replaces: fc.option(fc.constantFrom(...ids), { freq: 3 }),
});

/** Six events: versions of two or three orders, each with anything that an order may say. */
export const histories: fc.Arbitrary<readonly Order[]> = fc
  .array(fc.tuple(fc.constantFrom(...ids), contents), { minLength: 6, maxLength: 6 })
  .map((events) => {
    const versions = new Map<string, number>();
    return events.map(([id, { hours, cancelled, items, customer, replaces }]) => {
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      return orderSchema.parse({
        source: 'crm',
        order: id,
        version,
        product: 'lab',
        at: new Date(NOW + hours * 3_600_000).toISOString(),
        status: cancelled ? 'cancelled' : 'active',
        customer: { id: 'acme', ...customer },
        items: items.map(({ plan, quantity, from, length, trial }) => ({
          plan,
          quantity,
          from: day(from),
          trial,
          ...(length !== null && { to: day(from + length) }),
        })),
        ...(replaces !== null && { replaces }),
      });
    });
  });

/** Some arrival of a history: in any order, with any repetitions. */
export function arrivalOf(history: readonly Order[]): fc.Arbitrary<readonly Order[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...history], { minLength: history.length }),
      fc.array(fc.constantFrom(...history), { maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
    )
    .map(([once, again, places]) => {
      const arrival = [...once];
      for (const repeated of again) arrival.splice((places.next().value ?? 0) % (arrival.length + 1), 0, repeated);
      return arrival;
    });
}
