import { orderIdSchema, orderSchema, orderSourceSchema } from '@licet/core/license';
import * as z from 'zod';

/** What became of an order's version. */
export const orderOutcomeSchema = z.object({
  status: z.enum(['received', 'applied', 'refused']),
  code: z.string().optional(),
  message: z.string().optional(),
});

export const orderPathSchema = z.object({ source: orderSourceSchema, id: orderIdSchema });
export const orderAcceptedSchema = z.object({
  source: z.string(),
  order: z.string(),
  version: z.int(),
  status: z.literal('queued'),
});
export const storedOrderSchema = z
  .object({ order: orderSchema, outcome: orderOutcomeSchema })
  .meta({ id: 'StoredOrder' });

export type OrderOutcome = z.infer<typeof orderOutcomeSchema>;
