import * as z from 'zod';
import type { Rulebook } from '../regulation/rulebook.ts';
import { MAX_RULE_CHARACTERS } from '../segment/parse.ts';
import { ENC_PARAGRAPHS, EXPORT_CLASSES, SOFTWARE_CLASSES, tagSchema } from './schema-classes.ts';
import { attributeNameSchema, nameSchema, periodSchema, planNameSchema } from './schema-names.ts';

/** What editors show where somebody writes; the schema for them is made from this one. */
const says = (description: string) => ({ description });

const description = z.string().min(1).optional().meta(says('For people; nothing reads it.'));
const amount = z.int().min(0);
const product = nameSchema.meta(says('The product that it belongs to.'));

const grantValue = z
  .union([z.boolean(), z.number(), z.string()], 'a grant is true or false, a number, `unlimited`, or a text')
  .meta(says('Boolean: true or false. Limit and metered: a whole number, or unlimited. Static: one of its values.'));
const effect = z.union(
  [
    grantValue,
    z.strictObject({ add: z.int().meta(says('So much more than there is, or, if negative, less.')) }),
    z.strictObject({ multiply: z.number().min(0).meta(says('So many times what there is, rounded down.')) }),
    z.strictObject({ atLeast: amount.meta(says('A floor: whoever has more notices nothing.')) }),
    z.strictObject({ atMost: amount.meta(says('A ceiling; 0 turns the feature off.')) }),
  ],
  'an effect is a value, or one of { add: n }, { multiply: f }, { atLeast: n } and { atMost: n }',
);

const featureBase = {
  product,
  description,
  /** Reserved: accepted and kept, so that catalogs can be written ahead; nothing acts on them yet. */
  downgrade: z
    .enum(['keep', 'freeze', 'remove'])
    .optional()
    .meta(
      says(
        'What becomes of what exists when terms are lowered: it stays, stays without growing, or goes. Not acting yet.',
      ),
    ),
  failMode: z
    .enum(['open', 'closed'])
    .optional()
    .meta(
      says('What an enforcement point answers when it can decide nothing: open allows, closed denies. Not acting yet.'),
    ),
  tags: z
    .array(tagSchema)
    .min(1)
    .optional()
    .meta(says('What it is to the law, such as biometric or ai.emotion-inference; regulations name these.')),
  exportClass: z
    .enum(EXPORT_CLASSES)
    .optional()
    .meta(says('Its class under US export law; one that is not said may be any.')),
  enc: z.enum(ENC_PARAGRAPHS).optional().meta(says('Of 5D002: the paragraph of License Exception ENC.')),
  softwareClass: z
    .enum(SOFTWARE_CLASSES)
    .optional()
    .meta(says('What kind of software it is to sanctions; one that is not said may be any.')),
};
const unit = z.string().optional().meta(says('What is counted, for people.'));
const feature = z.discriminatedUnion('type', [
  z.strictObject({ ...featureBase, type: z.literal('boolean').meta(says('On or off.')) }),
  z.strictObject({ ...featureBase, type: z.literal('limit').meta(says('A ceiling on what exists.')), unit }),
  z.strictObject({
    ...featureBase,
    type: z.literal('metered').meta(says('An allowance per window of a meter.')),
    meter: nameSchema.meta(says('The meter whose usage counts against it.')),
    unit,
  }),
  z.strictObject({
    ...featureBase,
    type: z.literal('static').meta(says('A value; of two items, that of the higher tier stands.')),
    values: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional()
      .meta(says('The values that it can have; any, where they are not said.')),
  }),
]);

const meterBase = {
  product,
  description,
  event: z.string().min(1).meta(says('The type of the CloudEvents that it counts.')),
  window: z
    .enum(['day', 'week', 'month', 'year'])
    .meta(says("How long an allowance lasts: civil, in the customer's zone, from the license's first day.")),
};
const meter = z.discriminatedUnion('aggregate', [
  z.strictObject({ ...meterBase, aggregate: z.literal('count').meta(says('Each event is one.')) }),
  z.strictObject({
    ...meterBase,
    aggregate: z.literal('sum').meta(says('Each event is as much as one of its numbers.')),
    property: z.string().min(1).meta(says("The property of the event's data that is added up.")),
  }),
]);

const plan = z.strictObject({
  product,
  description,
  kind: z
    .enum(['base', 'addon', 'topup'])
    .meta(
      says(
        'A license has one base plan, and add-ons beside it. A top-up is an add-on bought once: it ends with the term that it was bought in, or after its own, and does not renew.',
      ),
    ),
  tier: z.int().min(0).meta(says('How high the plan stands; rules read it, and it decides between two static values.')),
  term: z.union([periodSchema, z.literal('evergreen')]).meta(says('An ISO 8601 period, or evergreen.')),
  trial: periodSchema.optional().meta(says('How long it can be tried.')),
  trialEnd: z
    .enum(['convert', 'lapse'])
    .optional()
    .meta(says('What becomes of a trial that ends: a paid term by itself, or (where nothing is said) nothing.')),
  firstUse: z
    .boolean()
    .optional()
    .meta(says('The term begins with the first recorded use, or when the license is activated, and not before.')),
  renewal: z.strictObject({
    policy: z
      .enum(['auto', 'manual', 'none'])
      .meta(says('auto: the next term begins by itself. manual: somebody renews it. none: it ends.')),
    basis: z
      .enum(['expiry', 'now', 'now-if-expired'])
      .optional()
      .meta(
        says(
          'From when a renewed term counts: the end of the last one (where nothing is said), the moment of renewing, or that only if the last one is over.',
        ),
      ),
    grace: periodSchema
      .optional()
      .meta(says('How long everything is still granted after a term has ended and was not renewed.')),
    expiration: z
      .enum(['restrict', 'maintain', 'allow', 'revoke'])
      .optional()
      .meta(
        says(
          'What an expired license grants. restrict (where nothing is said): nothing. maintain: all but metered allowances. allow: everything. revoke: nothing, and it is revoked.',
        ),
      ),
    approval: z.boolean().optional().meta(says('A person approves each renewal.')),
    payment: z.boolean().optional().meta(says('Each renewal waits for its payment to be reported.')),
    notice: periodSchema
      .optional()
      .meta(
        says(
          'How long before the end the renewal comes up; 30 days where somebody has to be asked and nothing is said.',
        ),
      ),
  }),
  grants: z.record(z.string(), grantValue).meta(says('What one unit of the plan grants, by feature.')),
});

const segment = z.strictObject({
  level: z
    .enum(['customer', 'request'])
    .meta(says('customer: evaluated by workflows and stored with evidence. request: decided at each check.')),
  dimension: z.enum(['behaviour', 'geography', 'role', 'feature-usage']),
  rank: z.int().min(0).meta(says('Higher ranks are laid later and win.')),
  description,
  experiment: nameSchema
    .optional()
    .meta(
      says(
        'The experiment that the segment is. Its rule draws lots with bucket(experiment, …); decisions name the exposure.',
      ),
    ),
  rule: z.string().min(1).max(MAX_RULE_CHARACTERS).meta(says('CEL: who is in the segment.')),
});

const attribute = z.strictObject({ type: z.enum(['string', 'number', 'boolean', 'list']), description });
const attributes = z.record(attributeNameSchema, attribute).default({});
const expression = z.string().min(1).max(20_000);
const mapping = z.strictObject({
  description,
  match: expression.meta(says('CEL over event and payload: whether the event is one for this mapping.')),
  order: expression.meta(says('CEL over event and payload: the plain order that it becomes.')),
});

/** A catalog's sources, all files taken together. The one place that says what a catalog may contain. */
export const catalogSchema = z.strictObject({
  catalog: z
    .literal(1, 'this reader knows catalogs of form 1')
    .meta(says('The form of the file; every file begins with it.')),
  products: z.record(nameSchema, z.strictObject({ name: z.string().min(1), description })),
  groups: z
    .record(attributeNameSchema, z.array(z.string().min(1)).min(1).max(300))
    .default({})
    .meta(says('Regional groups and other lists that rules use as groups.<name>.')),
  attributes: z
    .strictObject({ customer: attributes, user: attributes, device: attributes })
    .partial()
    .default({})
    .meta(says('What rules may read beyond the built-in attributes.')),
  meters: z.record(nameSchema, meter).default({}),
  features: z.record(nameSchema, feature),
  plans: z.record(planNameSchema, plan).meta(says('By name@version. Versions are only added.')),
  segments: z.record(nameSchema, segment).default({}),
  overlays: z
    .record(nameSchema, z.record(z.string(), effect))
    .default({})
    .meta(says('By segment: what being in it lays on the plan, by feature.')),
  mappings: z.record(nameSchema, mapping).default({}).meta(says('How an event of a CRM becomes an order.')),
});

/** A catalog as it is kept: with its packs, compiled. Rulebooks are written by `compilePacks` alone, and need no check. */
export const storedCatalogSchema = catalogSchema.extend({ regulations: z.custom<Rulebook>().optional() });

export type Catalog = z.infer<typeof storedCatalogSchema>;
export type CatalogFeature = Catalog['features'][string];
export type CatalogPlan = Catalog['plans'][string];
export type CatalogEffect = Catalog['overlays'][string][string];
