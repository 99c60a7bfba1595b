import * as z from 'zod';
import type { TermChange } from '../terms/difference.ts';
import type { Facts } from '../terms/facts.ts';
import { EVENT_TYPES, type LicenseEvent } from './event.ts';
import type { Customer, License } from './license.ts';

/**
 * The stored and shown forms of a license, as schemas: what repositories parse on read and responses pass through. Each is
 * held against its type, so that the two cannot drift apart.
 */
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]));

export const customerSchema = z
  .object({
    id: z.string(),
    home: z.string(),
    name: z.string().exactOptional(),
    zone: z.string(),
    country: z.string().exactOptional(),
    subdivision: z.string().exactOptional(),
    attributes,
  })
  .meta({ id: 'Customer' }) satisfies z.ZodType<Customer>;

const grantValue = z.union([z.boolean(), z.number(), z.string()]).nullable();
const factItem = z.object({ plan: z.string(), quantity: z.int(), from: z.int(), to: z.int().nullable() });
const item = factItem.extend({ order: z.string(), ordered: z.string(), trial: z.boolean() });
const override = z.object({
  id: z.string(),
  feature: z.string(),
  operation: z.enum(['set', 'add', 'multiply', 'atLeast', 'atMost']),
  value: grantValue,
  from: z.int(),
  to: z.int().nullable(),
});
const stateSchema = z.enum(['pending', 'trial', 'active', 'grace', 'suspended', 'expired', 'cancelled', 'revoked']);
const evidence = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]).nullable();
const membership = z.object({ holds: z.boolean(), since: z.int(), evidence: z.record(z.string(), evidence) });

const body = {
  state: stateSchema,
  zone: z.string(),
  anchor: z.string(),
  items: z.array(item),
  waiting: z.array(item.extend({ reason: z.enum(['second_base_plan', 'no_base_plan', 'replacement_cycle']) })),
  orders: z.record(z.string(), z.int()),
  memberships: z.record(z.string(), membership),
  overrides: z.array(override),
};
/** Some parts of a body. A part that is absent is absent: `undefined` would wipe it out in `evolve`. */
const changedBody = z.object({
  state: body.state.exactOptional(),
  zone: body.zone.exactOptional(),
  anchor: body.anchor.exactOptional(),
  items: body.items.exactOptional(),
  waiting: body.waiting.exactOptional(),
  orders: body.orders.exactOptional(),
  memberships: body.memberships.exactOptional(),
  overrides: body.overrides.exactOptional(),
});

export const licenseSchema = z
  .object({ ...body, id: z.string(), customer: z.string(), product: z.string(), revision: z.int() })
  .meta({
    id: 'License',
    description: 'Times are epoch milliseconds; the anchor is a civil date in the zone.',
  }) satisfies z.ZodType<License>;

const source = z.object({ kind: z.enum(['plan', 'overlay', 'override']), id: z.string() }).nullable();
const termChange = z.object({
  feature: z.string(),
  kind: z.enum(['granted', 'withdrawn', 'raised', 'lowered', 'changed']),
  before: grantValue.exactOptional(),
  after: grantValue.exactOptional(),
  source,
}) satisfies z.ZodType<TermChange>;
const cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), source: z.string(), order: z.string(), version: z.int() }),
  z.object({ kind: z.literal('segments'), segments: z.array(z.string()) }),
]);

export const licenseEventSchema = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES),
    license: z.string(),
    customer: z.string(),
    product: z.string(),
    revision: z.int(),
    at: z.int(),
    catalogVersion: z.string(),
    cause,
    before: changedBody,
    after: changedBody,
    terms: z.array(termChange),
  })
  .meta({ id: 'LicenseEvent' }) satisfies z.ZodType<LicenseEvent>;

export const factsSchema = z
  .object({
    v: z.literal(1),
    customer: z.string(),
    product: z.string(),
    license: z.string(),
    revision: z.int(),
    state: stateSchema,
    anchor: z.string(),
    zone: z.string(),
    items: z.array(factItem),
    segments: z.record(z.string(), z.boolean()),
    overrides: z.array(override),
  })
  .meta({
    id: 'Facts',
    description: 'All that is particular to one license when something is decided.',
  }) satisfies z.ZodType<Facts>;
