import * as z from 'zod';
import { instantSchema, pageOf } from './common.ts';

/** Something that could not be taken in, kept until a person has mended the reason and redriven it. */
export const deadLetterSchema = z
  .object({
    id: z.string(),
    reason: z.string().meta({ description: 'A stable code.' }),
    detail: z.string(),
    at: instantSchema,
    body: z.string().optional().meta({
      description: 'What arrived, unchanged. Missing where it is of a customer whose data may not be kept here.',
    }),
    turnedAway: z.object({ source: z.string(), order: z.string(), home: z.string().optional() }).optional().meta({
      description: 'The order that was turned away, and the home that its customer belongs to, if there is one.',
    }),
    redrivenAt: instantSchema.optional(),
  })
  .meta({ id: 'DeadLetter' });

export const deadLettersSchema = pageOf(deadLetterSchema);
export const letterPathSchema = z.object({ id: z.string().regex(/^[a-f0-9-]{8,64}$/) });
export const redrivenSchema = z.object({ id: z.string(), status: z.literal('queued') });
