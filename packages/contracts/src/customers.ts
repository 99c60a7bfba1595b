import { customerSchema } from '@licet/core/license';
import * as z from 'zod';
import { pageOf, productSchema } from './common.ts';

export const customersSchema = pageOf(customerSchema);
export const productQuerySchema = z.object({ product: productSchema.optional() });

/** What re-evaluating a customer's segments found. */
export const reevaluationSchema = z
  .object({
    customer: z.string(),
    licenses: z.array(
      z.object({
        product: z.string(),
        outcome: z.enum(['unchanged', 'resegmented', 'migrating', 'refused']),
        segments: z.array(z.object({ segment: z.string(), holds: z.boolean() })),
        execution: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Reevaluation' });

export type Reevaluation = z.infer<typeof reevaluationSchema>;
export { customerSchema };
