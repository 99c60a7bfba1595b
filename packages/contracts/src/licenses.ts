import { licenseEventSchema, licenseSchema } from '@licet/core/license';
import * as z from 'zod';
import { pageOf } from './common.ts';

/** A revision has at most nine digits: one event a second for thirty years. */
const MAX_REVISION = 999_999_999;

export const licensePathSchema = z.object({ id: z.string().regex(/^lic_[0-9a-f]{32}$/) });
export const licenseEventsQuerySchema = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_REVISION)
    .default(0)
    .meta({ description: 'The last revision that is known; 0 for all.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const licenseEventsSchema = pageOf(licenseEventSchema).omit({ cursor: true });
export { licenseSchema };
