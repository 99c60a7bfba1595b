import { customerIdSchema } from '@licet/core/license';
import * as z from 'zod';

export const MAX_EVENTS_PER_BATCH = 500;

/** A usage event: a CloudEvent 1.0 whose subject is the customer. Deduplicated on (source, id) for 32 days. */
export const usageEventSchema = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(256),
    source: z.string().min(1).max(256),
    type: z.string().min(1).max(256).meta({ example: 'query.executed' }),
    subject: customerIdSchema,
    time: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When it happened: at most 31 days ago. Without it: now.' }),
    datacontenttype: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'UsageEvent' });

export const usageEventsSchema = z.union([
  usageEventSchema,
  z.array(usageEventSchema).min(1).max(MAX_EVENTS_PER_BATCH),
]);

const meterUsageSchema = z
  .object({
    meter: z.string(),
    window: z.object({ start: z.string(), end: z.string() }),
    total: z.number(),
    last7d: z.number(),
    last30d: z.number(),
    last90d: z.number(),
    days30d: z.int(),
  })
  .meta({ id: 'MeterUsage' });

export const usageSchema = z
  .object({ customer: z.string(), product: z.string(), meters: z.array(meterUsageSchema) })
  .meta({ id: 'Usage' });

export type UsageEvent = z.infer<typeof usageEventSchema>;
