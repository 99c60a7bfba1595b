import {
  civilDateSchema,
  GATE_KINDS,
  licenseEventSchema,
  licenseSchema,
  lifecycleCommandSchema,
} from '@licet/core/license';
import * as z from 'zod';
import { noteSchema, personSchema } from './common.ts';
import { licenseGateSchema } from './gates.ts';

export const changeRequestSchema = z.strictObject({
  command: lifecycleCommandSchema,
  by: personSchema,
  note: noteSchema,
  gate: z
    .strictObject({ kind: z.enum(GATE_KINDS), deadline: civilDateSchema })
    .exactOptional()
    .meta({
      description:
        'Asks first: the command waits for an answer until the deadline comes. A notice needs no answer, only its time.',
    }),
  idempotencyKey: z
    .string()
    .regex(/^[A-Za-z0-9][\w.:-]{0,127}$/, 'letters, digits and . _ : -')
    .exactOptional()
    .meta({ description: 'A repeat with the same key does nothing. A license remembers its last 32 keys.' }),
  expectedRevision: z
    .int()
    .min(1)
    .exactOptional()
    .meta({ description: 'Carries the command out only if the license is still at this revision.' }),
  dryRun: z
    .boolean()
    .default(false)
    .meta({ description: 'Answers as it would otherwise, refusals included, and does nothing.' }),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

/** What a command came to, or would come to. */
export const changeOutcomeSchema = z
  .object({
    outcome: z.enum(['changed', 'unchanged']),
    license: licenseSchema,
    event: licenseEventSchema.optional(),
    terms: licenseEventSchema.shape.terms.meta({
      description: 'The terms that the command changes: now or, where it waits at a gate, once that has passed.',
    }),
    gate: licenseGateSchema.optional(),
  })
  .meta({ id: 'ChangeOutcome' });
