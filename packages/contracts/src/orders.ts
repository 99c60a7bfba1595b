import { orderIdSchema, orderSchema, orderSourceSchema, OWN_SOURCE } from '@licet/core/license';
import * as z from 'zod';

/** An order as it comes from outside. */
export const submittedOrderSchema = orderSchema.refine(({ source }) => source !== OWN_SOURCE, {
  message: `"${OWN_SOURCE}" is the source of what Licet orders itself, such as the license of a transfer; use another name`,
  path: ['source'],
});

/** What became of an order's version. */
export const orderOutcomeSchema = z.object({
  status: z.enum(['received', 'applied', 'held', 'refused']).meta({
    description: 'held: regulations ask for a review or a consent before it counts; a gate of its license says which.',
  }),
  code: z.string().optional(),
  message: z.string().optional(),
  rows: z.array(z.string()).optional().meta({ description: 'The regulations that forbid it, or ask for something.' }),
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
