import {
  actorSchema,
  givenConsentSchema,
  gateSchema,
  licenseEventSchema,
  licenseSchema,
  lifecycleCommandSchema,
} from '@licet/core/license';
import * as z from 'zod';
import { instantSchema, noteSchema, pageOf, personSchema } from './common.ts';
import { refusalSchema } from './refusals.ts';

const { id, kind, closed, rows, forms } = gateSchema.shape;
const gateIdSchema = z.string().regex(/^gate_[0-9a-f]{32}$/);
const answer = z.enum(['yes', 'no']);

/** A change of a license that waits for an answer, or waited for one. */
export const licenseGateSchema = z
  .object({
    id,
    license: z.string(),
    customer: z.string(),
    product: z.string(),
    kind,
    command: lifecycleCommandSchema,
    opened: instantSchema,
    deadline: instantSchema.meta({ description: 'When it lapses or, if it is a notice, passes.' }),
    rows: rows.unwrap().optional(),
    forms: forms.unwrap().optional(),
    answered: z.object({ answer, by: actorSchema, at: instantSchema, note: z.string().optional() }).optional(),
    closed: z.object({ outcome: closed.unwrap().shape.outcome, at: instantSchema }).optional().meta({
      description: 'How it ended: passed is carried out; superseded: the license went on without it.',
    }),
  })
  .meta({ id: 'LicenseGate' });

export const gatesSchema = pageOf(licenseGateSchema);

/** A gate, and while it is open what its command would do now. */
export const gateWithProposalSchema = licenseGateSchema.extend({
  proposal: z
    .object({
      outcome: z.enum(['changed', 'unchanged', 'refused']),
      event: licenseEventSchema.optional(),
      ...refusalSchema.partial().shape,
      detail: z.string().optional(),
    })
    .optional()
    .meta({ description: 'What the command would do if it were carried out now; only while the gate is open.' }),
});

export const gatePathSchema = z.object({ id: gateIdSchema });
export const answerGateSchema = z.strictObject({
  answer,
  by: personSchema,
  note: noteSchema,
  consents: z
    .array(givenConsentSchema)
    .max(10)
    .exactOptional()
    .meta({ description: 'What comes with a yes where the gate asks for consents; recorded as given now.' }),
});
export const gateAnsweredSchema = z
  .object({
    outcome: z.enum(['changed', 'unchanged']),
    gate: licenseGateSchema,
    license: licenseSchema.meta({ description: 'With the change, where this was the last answer that it waited for.' }),
  })
  .meta({ id: 'GateAnswered' });

/** What an event of the cell's bus is called that answers a gate, such as the word of a payment provider. */
export const GATE_ANSWER = 'Licet Gate Answer';
/** Its detail. What else the sender has to say is left where it is. */
export const gateAnswerSchema = z.object({ gate: gateIdSchema, ...answerGateSchema.shape });

export type LicenseGate = z.input<typeof licenseGateSchema>;
