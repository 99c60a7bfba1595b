import { periodSchema } from '@licet/core/catalog';
import * as z from 'zod';
import { instantSchema } from './common.ts';

/** The time of a sandbox. */
export const sandboxClockSchema = z
  .object({
    now: instantSchema,
    offset: z.int().meta({ description: 'How far it is ahead of real time, in milliseconds.' }),
  })
  .meta({ id: 'SandboxClock' });

export const moveClockSchema = z
  .strictObject({
    to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Forward to a moment.' }),
    by: periodSchema.optional().meta({ description: 'Forward by an ISO 8601 period, in UTC.', example: 'P1M' }),
  })
  .refine(({ to, by }) => (to === undefined) !== (by === undefined), 'say either `to` or `by`')
  .meta({ description: 'Either `to` or `by`.' });

/** A moment at which something was due, and the clock stood still until it was done. */
const stopSchema = z.object({ at: instantSchema, licenses: z.int().meta({ description: 'How many were started.' }) });

const stuckSchema = z.object({
  license: z.string(),
  customer: z.string(),
  product: z.string(),
  due: instantSchema,
  execution: z.string().meta({ description: 'The execution of renew-license that left it due.' }),
  reason: z.string(),
});

export const clockMovedSchema = sandboxClockSchema
  .extend({
    target: instantSchema,
    done: z.boolean().meta({ description: 'Where it is not, send the target again: `{"to": target}`.' }),
    stops: z.array(stopSchema),
    stuck: z.array(stuckSchema).meta({
      description:
        'Licenses of which something is still due, because their execution failed. The clock has gone on without them.',
    }),
  })
  .meta({ id: 'SandboxClockMoved' });
