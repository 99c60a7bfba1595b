import * as z from 'zod';

/** Names that every JavaScript object answers to; a segment or attribute called so would be read from the wrong place. */
const RESERVED = new Set(Object.getOwnPropertyNames(Object.prototype));
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'a name is lower-case letters, digits and dashes, and begins with a letter')
  .refine((text) => !RESERVED.has(text), 'this name is reserved');
const planName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}@[1-9][0-9]{0,4}$/,
    'a plan is named name@version, such as team@2; versions are only added, never changed',
  );
const attributeName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'an attribute is named in camelCase')
  .refine((text) => !RESERVED.has(text), 'this name is reserved');
const period = z
  .string()
  .regex(
    /^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/,
    'an ISO 8601 period of years, months, weeks and days, such as P1Y or P14D',
  );
const description = z.string().min(1).optional();
const amount = z.int().min(0);

const grantValue = z.union([z.boolean(), z.number(), z.string()]);
const effect = z.union([
  grantValue,
  z.strictObject({ add: z.int() }),
  z.strictObject({ multiply: z.number().min(0) }),
  z.strictObject({ atLeast: amount }),
  z.strictObject({ atMost: amount }),
]);

const featureBase = { product: name, description };
const feature = z.discriminatedUnion('type', [
  z.strictObject({ ...featureBase, type: z.literal('boolean') }),
  z.strictObject({ ...featureBase, type: z.literal('limit'), unit: z.string().optional() }),
  z.strictObject({ ...featureBase, type: z.literal('metered'), meter: name, unit: z.string().optional() }),
  z.strictObject({
    ...featureBase,
    type: z.literal('static'),
    values: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional(),
  }),
]);

const meterBase = {
  product: name,
  description,
  event: z.string().min(1),
  window: z.enum(['day', 'week', 'month', 'year']),
};
const meter = z.discriminatedUnion('aggregate', [
  z.strictObject({ ...meterBase, aggregate: z.literal('count') }),
  z.strictObject({ ...meterBase, aggregate: z.literal('sum'), property: z.string().min(1) }),
]);

const plan = z.strictObject({
  product: name,
  description,
  kind: z.enum(['base', 'addon']),
  tier: z.int().min(0),
  term: z.union([period, z.literal('evergreen')]),
  trial: period.optional(),
  renewal: z.strictObject({ policy: z.enum(['auto', 'manual', 'none']), notice: period.optional() }),
  grants: z.record(z.string(), grantValue),
});

const segment = z.strictObject({
  level: z.enum(['customer', 'request']),
  dimension: z.enum(['behaviour', 'geography', 'role', 'feature-usage']),
  rank: z.int().min(0),
  description,
  rule: z.string().min(1).max(4000),
});

const attribute = z.strictObject({ type: z.enum(['string', 'number', 'boolean', 'list']), description });
const attributes = z.record(attributeName, attribute).default({});
const mapping = z.strictObject({ description, match: z.string().min(1), order: z.string().min(1) });

/** A catalog's sources, all files taken together. The one place that says what a catalog may contain. */
export const catalogSchema = z.strictObject({
  catalog: z.literal(1, 'this reader knows catalogs of form 1'),
  products: z.record(name, z.strictObject({ name: z.string().min(1), description })),
  groups: z.record(attributeName, z.array(z.string().min(1)).min(1).max(300)).default({}),
  attributes: z.strictObject({ customer: attributes, user: attributes, device: attributes }).partial().default({}),
  meters: z.record(name, meter).default({}),
  features: z.record(name, feature),
  plans: z.record(planName, plan),
  segments: z.record(name, segment).default({}),
  overlays: z.record(name, z.record(z.string(), effect)).default({}),
  mappings: z.record(name, mapping).default({}),
});

export type Catalog = z.infer<typeof catalogSchema>;
export type CatalogFeature = Catalog['features'][string];
export type CatalogPlan = Catalog['plans'][string];
export type CatalogEffect = Catalog['overlays'][string][string];
export type AttributeType = z.infer<typeof attribute>['type'];
