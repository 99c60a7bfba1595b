import { licenseEventSchema } from '@licet/core/license';
import * as z from 'zod';
import { checkContextSchema, decisionSchema, useSchema } from './check.ts';
import { featureNameSchema, instantSchema } from './common.ts';

const place = checkContextSchema.shape;
const use = useSchema.shape;
const { id, type, revision, cause, actor, terms } = licenseEventSchema.shape;

export const whyQuerySchema = z.object({
  feature: featureNameSchema,
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'The moment that is asked about; without it: now.' }),
  user: z.string().min(1).max(256).optional(),
  roles: z.string().max(1024).optional().meta({ description: 'Of the user, with commas between them.' }),
  country: place.country,
  subdivision: place.subdivision,
  context: use.context.meta({ description: 'What the feature is used for, in the words of the packs.' }),
  purpose: use.purpose,
});

const momentSchema = z.object({
  revision,
  decision: decisionSchema,
});

export const whySchema = z
  .object({
    license: z.string(),
    customer: z.string(),
    product: z.string(),
    feature: z.string(),
    at: instantSchema,
    catalogVersion: z.string().meta({ description: 'The catalog that was current then.' }),
    ...momentSchema.shape,
    events: z.array(z.object({ id, type, at: instantSchema, cause, actor, terms })).meta({
      description: 'What led to it, newest first: the events that changed the feature, or the state of the license.',
    }),
    knownNow: momentSchema.optional().meta({
      description:
        'The same moment from what is known of it now, where that is something else: a correction that was backdated.',
    }),
  })
  .meta({ id: 'Why' });

export const republishRequestSchema = z.strictObject({
  after: z.int().min(0).default(0).meta({ description: 'The last revision that need not come again.' }),
});
export const republishedSchema = z.object({
  republished: z.int(),
  revision: z
    .int()
    .meta({ description: 'The last one that was put on the bus; go on after it until it is the newest.' }),
  done: z.boolean(),
});
