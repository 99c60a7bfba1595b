import { licenseEventSchema, licenseSchema } from '@licet/core/license';
import * as z from 'zod';
import { pageOf } from './common.ts';

export const licensePathSchema = z.object({ id: z.string().regex(/^lic_[0-9a-f]{32}$/) });
export const licenseEventsQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0).meta({ description: 'The last revision that is known; 0 for all.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const licenseEventsSchema = pageOf(licenseEventSchema).omit({ cursor: true });
export { licenseEventSchema, licenseSchema };
