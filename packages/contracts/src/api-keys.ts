import { customerIdSchema } from '@licet/core/license';
import * as z from 'zod';
import { instantSchema, pageOf, productSchema } from './common.ts';

/** What a key may do. `manage` changes licenses and answers gates; `admin` includes all others. */
export const SCOPES = ['check', 'usage', 'orders', 'read', 'manage', 'catalog', 'admin'] as const;
export type ApiScope = (typeof SCOPES)[number];

export const createKeyRequestSchema = z.strictObject({
  name: z.string().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  customer: customerIdSchema
    .optional()
    .meta({ description: 'Binds the key to one customer: it can ask for no other.' }),
  product: productSchema.optional().meta({ description: 'Binds the key to one product.' }),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    customer: z.string().optional(),
    product: z.string().optional(),
    createdAt: instantSchema,
    expiresAt: instantSchema.optional(),
    revokedAt: instantSchema.optional(),
  })
  .meta({ id: 'ApiKey' });

export const createdKeySchema = apiKeySchema.extend({
  key: z.string().meta({ description: 'Shown this once; only its hash is stored.' }),
});
export const apiKeysSchema = pageOf(apiKeySchema);
export const keyPathSchema = z.object({ id: z.string().regex(/^[a-z0-9]{8,32}$/) });
export const rotateKeyRequestSchema = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(2_592_000)
    .default(86_400)
    .meta({ description: 'How long the old key stays good.' }),
});
