import { REASONS, type ReasonCode, type TraceStep } from '@licet/core/decision';
import { customerIdSchema } from '@licet/core/license';
import * as z from 'zod';
import { featureNameSchema, instantSchema, productSchema } from './common.ts';

const attribute = z.union([z.string().max(256), z.number(), z.boolean(), z.array(z.string().max(256)).max(100)]);
const reasons = Object.keys(REASONS).filter((code): code is ReasonCode => code in REASONS);

const word = z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/);

export const MAX_FEATURES_PER_CHECK = 200;

export const useSchema = z.strictObject({ context: word.optional(), purpose: word.optional() });

export const checkContextSchema = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  subdivision: z
    .string()
    .regex(/^([A-Z]{2}-[A-Z0-9]{1,3}|x-[A-Z]{2}-[A-Z0-9]{1,8})$/)
    .optional()
    .meta({ description: 'ISO 3166-2, or the code that a pack gives an area without one, such as `x-UA-DNR`.' }),
  device: z
    .looseObject({ id: z.string().min(1).max(256).optional() })
    .catchall(attribute)
    .optional(),
  use: useSchema.optional().meta({
    description:
      'What the features are used for, in the words of the packs: a `context` such as `workplace`, a `purpose` such as `medical`. Only regulations ask for it; one that turns on it acts where it is not said.',
  }),
});

export const checkRequestSchema = z
  .strictObject({
    customer: customerIdSchema.optional().meta({ description: 'Not needed with a key that belongs to one customer.' }),
    product: productSchema.optional().meta({ description: 'Not needed where the catalog has one product.' }),
    features: z.array(featureNameSchema).min(1).max(MAX_FEATURES_PER_CHECK),
    user: z
      .looseObject({
        id: z.string().min(1).max(256).optional(),
        roles: z.array(z.string().max(128)).max(100).optional(),
      })
      .catchall(attribute)
      .optional(),
    context: checkContextSchema.optional().meta({
      description:
        'Where, on what and what for. Where no place is said, the one that orders say of the customer stands in.',
    }),
    existing: z
      .record(featureNameSchema, z.number().min(0))
      .optional()
      .meta({ description: 'For limits: how many exist now.' }),
    consume: z
      .record(featureNameSchema, z.int().min(1))
      .optional()
      .meta({ description: 'One metered feature and how much of it to use up, in the same breath as the decision.' }),
    idempotencyKey: z.string().min(1).max(256).optional().meta({
      description: 'A repeat with the same key within 10 minutes consumes nothing more and gets the same answer.',
    }),
    minRevision: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'Forces a fresh read where a cached license is older than this revision.' }),
    trace: z.boolean().optional().meta({
      description: 'Adds to each decision what was considered on the way to it, and why it did or did not matter.',
    }),
  })
  .meta({ id: 'CheckRequest' });

const sourceSchema = z
  .object({ kind: z.enum(['plan', 'overlay', 'override', 'regulation']), id: z.string() })
  .nullable();

const tracedValue = z.union([z.boolean(), z.number(), z.string()]).nullable();
const outcomes = [
  'stands',
  'blocks',
  'counted',
  'grants_nothing',
  'not_begun',
  'ended',
  'plan_unknown',
  'applied',
  'not_in_segment',
  'withheld',
  'restricted',
  'no_effect',
  'not_concerned',
  'superseded',
  'within',
  'exceeded',
] as const satisfies readonly TraceStep['outcome'][];

const traceStepSchema = z
  .object({
    step: z.enum(['state', 'item', 'overlay', 'override', 'request', 'regulation', 'usage']),
    id: z.string(),
    outcome: z.enum(outcomes),
    before: tracedValue.exactOptional(),
    after: tracedValue.exactOptional(),
    facts: z.record(z.string(), z.union([tracedValue, z.array(tracedValue).readonly()])).exactOptional(),
  })
  .meta({
    id: 'TraceStep',
    description: 'One thing that a decision considered, in order.',
  }) satisfies z.ZodType<TraceStep>;

export const decisionSchema = z
  .object({
    allowed: z.boolean(),
    reason: z.enum(reasons),
    value: z
      .union([z.boolean(), z.number(), z.string()])
      .nullable()
      .meta({ description: 'What is granted; null where nothing is, or where a number is unlimited.' }),
    source: sourceSchema.meta({
      description:
        'Who set it: a plan, the overlay of a segment, an override, or the first regulation that restricts it.',
    }),
    limit: z.number().nullable().optional().meta({ description: 'Of limits and metered features; null is unlimited.' }),
    used: z.number().optional(),
    remaining: z.number().nullable().optional(),
    resetsAt: instantSchema.optional(),
    exposures: z
      .array(z.object({ experiment: z.string(), included: z.boolean().nullable() }))
      .optional()
      .meta({
        description:
          'Experiments whose lot may have decided: `included` says which group the asker is in, and is null where it could not be told.',
      }),
    trace: z.array(traceStepSchema).optional(),
  })
  .meta({ id: 'Decision' });

export const checkResponseSchema = z
  .object({
    customer: z.string(),
    license: z.string().nullable(),
    catalogVersion: z.string(),
    revision: z.int(),
    at: instantSchema,
    staleAfter: instantSchema.meta({ description: 'Until when a client may keep this answer.' }),
    decisions: z.record(z.string(), decisionSchema),
  })
  .meta({ id: 'CheckResponse' });

export type CheckRequest = z.infer<typeof checkRequestSchema>;
export type CheckResponse = z.infer<typeof checkResponseSchema>;
export type ApiDecision = z.infer<typeof decisionSchema>;
