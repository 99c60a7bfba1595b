import * as z from 'zod';
import { tagSchema } from '../catalog/schema-classes.ts';
import { CONSENT_FORMS } from '../pack/schema.ts';
import { isCivilDate, isZone } from '../time/civil.ts';

export const civilDateSchema = z
  .string()
  .refine(isCivilDate, 'a civil date that exists, YYYY-MM-DD')
  .meta({ format: 'date', example: '2026-01-01' });
// No control characters and no halves of surrogate pairs: ids are parts of storage keys and of what people read.
const identifier = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'has no control characters');

/** The vendor's own name of a customer. */
export const customerIdSchema = identifier(128).meta({ example: 'acme' });
/** Where orders come from, such as a CRM. */
export const orderSourceSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and dashes')
  .meta({ example: 'salesforce' });
export const orderIdSchema = identifier(128).meta({ example: '00000101' });

const attributeValueSchema = z.union([
  z.string().max(256),
  z.number(),
  z.boolean(),
  z.array(z.string().max(128)).max(50),
]);

/** What an order says of its customer. Of several orders the newest that says a thing is believed. */
export const orderCustomerSchema = z.strictObject({
  id: customerIdSchema,
  name: z.string().min(1).max(256).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country, two capitals')
    .optional(),
  subdivision: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'an ISO 3166-2 subdivision, such as US-CA')
    .optional(),
  kind: z
    .enum(['consumer', 'small_business', 'business'])
    .optional()
    .meta({ description: 'What the customer is to the law; regulations hold for some and not for others.' }),
  zone: z.string().max(64).refine(isZone, 'an IANA time zone, such as Europe/Berlin').optional(),
  evidence: z
    .record(tagSchema, civilDateSchema)
    .refine((evidence) => Object.keys(evidence).length <= 16, 'at most 16')
    .optional()
    .meta({
      description: 'All that is proven of the customer to regulations, such as scc, with the first day since when.',
    }),
  attributes: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'an attribute is named in camelCase'), attributeValueSchema)
    .refine((attributes) => Object.keys(attributes).length <= 64, 'at most 64 attributes')
    .optional(),
});

/** One line of an order: so many of a plan, from a date on. */
export const orderItemSchema = z
  .strictObject({
    plan: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}(@[1-9][0-9]{0,4})?$/, 'a plan, such as team, or one version of it, such as team@2')
      .meta({ example: 'team' }),
    quantity: z.int().min(1).max(1_000_000).default(1),
    from: civilDateSchema.meta({ description: "The first day covered, in the customer's zone." }),
    to: civilDateSchema
      .optional()
      .meta({ description: "The first day no longer covered; without it, the plan's term decides." }),
    trial: z.boolean().optional(),
    coterm: z
      .boolean()
      .optional()
      .meta({ description: 'Of an add-on: it ends with its base plan, and is renewed with it.' }),
  })
  .refine(({ from, to }) => to === undefined || to > from, { message: 'ends before it begins', path: ['to'] });

/** A consent: in which form, to which version of the text, and where. Who gave it, and in which words, stays with the vendor. */
export const givenConsentSchema = z.strictObject({
  form: z.enum(CONSENT_FORMS),
  text: z
    .string()
    .min(1)
    .max(128)
    .meta({ description: 'The version of the text that was agreed to.', example: 'terms-2026-03' }),
  channel: z.string().min(1).max(64).meta({ example: 'checkout' }),
});

const orderShape = z.strictObject({
  source: orderSourceSchema,
  order: orderIdSchema,
  version: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  at: z.iso.datetime({ offset: true }).meta({ description: 'When the source last changed the order.' }),
  status: z.enum(['active', 'cancelled']).default('active'),
  customer: orderCustomerSchema,
  product: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/)
    .optional(),
  items: z.array(orderItemSchema).max(50).default([]),
  consents: z
    .array(givenConsentSchema.extend({ at: z.iso.datetime({ offset: true }) }))
    .max(10)
    .optional()
    .meta({ description: 'What was consented to with the order.' }),
  replaces: orderIdSchema.optional().meta({ description: 'An order of the same source whose place this one takes.' }),
});

/**
 * A plain order, the one form that every source is mapped to. It is the whole order, not a change of it: of two versions
 * the higher is the truth, whichever arrives last.
 */
export const orderSchema = orderShape.refine(({ status, items }) => status === 'cancelled' || items.length > 0, {
  message: 'an order that is not cancelled has at least one item',
  path: ['items'],
});

export type Order = z.infer<typeof orderSchema>;
export type OrderItem = Order['items'][number];

/** How a license names an order: `source/order`. */
export function orderKey({ source, order }: { readonly source: string; readonly order: string }): string {
  return `${source}/${order}`;
}
