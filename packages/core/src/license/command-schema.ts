import * as z from 'zod';
import { tagSchema } from '../catalog/schema-classes.ts';
import { periodSchema } from '../catalog/schema-names.ts';
import type { Actor, LifecycleCommand } from './command.ts';
import { civilDateSchema, customerIdSchema, givenConsentSchema } from './order.ts';

/** What a feature may be worth; null is without limit. */
export const grantValue = z.union([z.boolean(), z.number(), z.string()]).nullable();

export const actorSchema = z.object({
  kind: z.enum(['key', 'person', 'system']),
  id: z.string().min(1).max(128),
  via: z
    .string()
    .exactOptional()
    .meta({ description: 'Of a person: the API key or the event source that vouches for it.' }),
}) satisfies z.ZodType<Actor>;

const line = z.string().min(1).max(256).exactOptional().meta({
  description: 'A line as the license names it; without it, that of the base plan.',
  example: 'crm/00000101:team',
});
const planRef = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}(@[1-9][0-9]{0,4})?$/, 'a plan, such as team, or one version of it, such as team@2');
const quantity = z.int().min(1).max(1_000_000);

/** What a change means for the contract, as somebody says it: nothing of this is ever inferred. */
const agreed = {
  feeChange: z
    .enum(['none', 'rise', 'fall'])
    .exactOptional()
    .meta({ description: 'How the change moves what is paid; regulations ask for notice of it, or consent.' }),
  newContract: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Whether it forms a new contract, from which periods are counted anew: a legal call.' }),
};

/** What can be done with a license. Dates are civil, in the customer's zone. */
export const lifecycleCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('activate') }),
  z
    .strictObject({
      type: z.literal('amend'),
      line,
      quantity: quantity.exactOptional(),
      plan: planRef.exactOptional(),
      from: civilDateSchema.exactOptional(),
      ...agreed,
    })
    .refine(
      ({ quantity: of, plan, feeChange, newContract }) => of ?? plan ?? feeChange ?? newContract,
      'says a quantity, a plan, a change of the fee or a new contract',
    ),
  z.strictObject({ type: z.literal('migrate'), line, plan: planRef, ...agreed }),
  z.strictObject({
    type: z.literal('renew'),
    line,
    end: z.int().exactOptional(),
    term: periodSchema.exactOptional(),
    plan: planRef.exactOptional(),
    quantity: quantity.exactOptional(),
    ...agreed,
  }),
  z.strictObject({ type: z.literal('convert'), line, at: z.enum(['now', 'end']).exactOptional() }),
  z.strictObject({ type: z.literal('extend-trial'), line, to: civilDateSchema }),
  z.strictObject({ type: z.literal('suspend') }),
  z.strictObject({ type: z.literal('reinstate') }),
  z.strictObject({ type: z.literal('cancel'), at: z.union([z.enum(['now', 'end']), civilDateSchema]).exactOptional() }),
  z.strictObject({ type: z.literal('revoke') }),
  z.strictObject({ type: z.literal('transfer'), to: customerIdSchema, expiry: z.enum(['keep', 'reset']) }),
  z.strictObject({
    type: z.literal('override'),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes'),
    feature: z.string().min(1).max(64),
    operation: z.enum(['set', 'add', 'multiply', 'atLeast', 'atMost']),
    value: grantValue,
    from: civilDateSchema.exactOptional(),
    to: civilDateSchema.exactOptional(),
  }),
  z.strictObject({ type: z.literal('clear-override'), id: z.string().min(1).max(64) }),
  z.strictObject({
    type: z.literal('accept'),
    order: z
      .string()
      .min(1)
      .max(256)
      .meta({ description: 'An order as the license names it.', example: 'crm/00000101' }),
  }),
  givenConsentSchema.extend({
    type: z.literal('record-consent'),
    at: z.iso
      .datetime({ offset: true })
      .exactOptional()
      .meta({ description: 'When it was given; now, where nothing is said.' }),
  }),
  z.strictObject({ type: z.literal('withdraw-consent'), id: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('record-evidence'), attribute: tagSchema, since: civilDateSchema }),
  z.strictObject({ type: z.literal('withdraw-evidence'), attribute: tagSchema }),
  z.strictObject({
    type: z.literal('record-notice'),
    row: z.string().min(1).max(64).meta({ description: 'The row that demands the notice.', example: 'ca-notice' }),
    on: civilDateSchema.meta({
      description: 'The day that it was given before, as the event `notice.due.v1` names it.',
    }),
    channel: z.string().min(1).max(64).exactOptional(),
    at: civilDateSchema
      .exactOptional()
      .meta({ description: 'The day on which it was given; today, where nothing is said.' }),
  }),
]) satisfies z.ZodType<LifecycleCommand>;
