import * as z from 'zod';
import { actorSchema, lifecycleCommandSchema } from './command-schema.ts';
import { type Cause, EVENT_TYPES, type LicenseEvent } from './event.ts';
import { DUE_KINDS } from './next-due.ts';
import { orderSchema } from './order.ts';
import type { Rights } from './rights.ts';
import { changedBody, termChange } from './schema.ts';

const cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), source: z.string(), order: z.string(), version: z.int() }),
  z.object({ kind: z.literal('segments'), segments: z.array(z.string()) }),
  z.object({
    kind: z.literal('time'),
    due: z.object({ at: z.int(), what: z.enum(DUE_KINDS), of: z.string().exactOptional() }),
  }),
  z.object({ kind: z.literal('command'), command: lifecycleCommandSchema, note: z.string().exactOptional() }),
  z.object({
    kind: z.literal('gate'),
    gate: z.string(),
    command: lifecycleCommandSchema,
    note: z.string().exactOptional(),
  }),
]) satisfies z.ZodType<Cause>;

const rows = z.array(z.string());
export const rightsSchema = z.object({
  coolingOff: z.array(
    z.object({
      trigger: z.enum(['conclusion', 'trial_end', 'renewal']),
      lastDay: z.string(),
      refund: z.enum(['full', 'pro_rata']),
      refundWithin: z.string().nullable(),
      rows,
    }),
  ),
  exits: z.array(
    z.object({
      row: z.string(),
      why: z.enum(['notice_missed', 'change']),
      until: z.string().nullable(),
      refund: z.string().nullable(),
      refundWithin: z.string().nullable(),
    }),
  ),
  notice: z.object({ max: z.string(), fee: z.literal('none').nullable(), rows }).nullable(),
  boundUntil: z.object({ on: z.string(), rows }).nullable(),
}) satisfies z.ZodType<Rights>;

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
    actor: actorSchema,
    order: orderSchema.exactOptional(),
    rights: rightsSchema.exactOptional(),
    before: changedBody,
    after: changedBody,
    terms: z.array(termChange),
  })
  .meta({ id: 'LicenseEvent' }) satisfies z.ZodType<LicenseEvent>;
