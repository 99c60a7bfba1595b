import { noticeSchema, renewalRuleSchema, rightsSchema } from '@licet/core/license';
import * as z from 'zod';
import { instantSchema } from './common.ts';
import { disclaimerSchema, explanationSchema, rowNotesSchema } from './regulations.ts';

export const licenseRegulationsQuerySchema = z.object({
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'The moment that is asked about; without it: now.' }),
});

const termSchema = z.object({
  line: z.string(),
  plan: z.string(),
  to: z.string().nullable().meta({ description: 'The day on which it ends; null where it does not.' }),
  rule: renewalRuleSchema.nullable().meta({
    description:
      'What regulations change about how the plan goes on after it; null where they change nothing, or it does not go on by itself.',
  }),
  renewal: explanationSchema.omit({ catalogVersion: true }).meta({
    id: 'RenewalExplanation',
    description: 'All that they say of its renewal, as of the day on which it ends.',
  }),
});

export const licenseRegulationsSchema = z
  .object({
    license: z.string(),
    customer: z.string(),
    product: z.string(),
    at: instantSchema,
    revision: z.int().meta({ description: 'The revision of the license that was in effect at that moment.' }),
    catalogVersion: z.string().meta({ description: 'The catalog that was current then.' }),
    zone: z.string().meta({ description: 'Where the days of the answer are.' }),
    terms: z.array(termSchema).meta({ description: 'Of each line, the term that lies last.' }),
    notices: z.array(noticeSchema).meta({
      description:
        'What was announced, given or missed, and what is still to come (`due` is null until it is announced), by the day that it is given before.',
    }),
    rights: rightsSchema.nullable().meta({ description: 'What the customer may claim who ends the contract now.' }),
    rows: z.array(rowNotesSchema).meta({ description: 'The rows that rules, notices and rights name.' }),
    disclaimer: disclaimerSchema,
  })
  .meta({ id: 'LicenseRegulations' });
