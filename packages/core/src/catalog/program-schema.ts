import * as z from 'zod';
import { rowSchema, vendorSchema } from '../pack/schema.ts';
import type { Rulebook } from '../regulation/rulebook.ts';
import type { Expression } from '../segment/expression.ts';
import type { Program } from './program.ts';
import { ENC_PARAGRAPHS, EXPORT_CLASSES, SOFTWARE_CLASSES } from './schema-classes.ts';

/**
 * The wire form of a program, for whoever reads one in another language, and for tests. Readers of this repository trust a program's hash
 * instead, and need no zod.
 */
const operand = z.lazy((): z.ZodType<Expression> => expression);
const operation = z.union([
  z.tuple([z.literal('list'), z.array(z.union([z.string(), z.number()])).readonly()]).readonly(),
  z.tuple([z.literal('var')], z.string()).readonly(),
  z.tuple([z.literal('it'), z.int()]).readonly(),
  z.tuple([z.literal('has'), operand]).readonly(),
  z.tuple([z.literal('and'), z.array(operand).readonly()]).readonly(),
  z.tuple([z.literal('or'), z.array(operand).readonly()]).readonly(),
  z.tuple([z.enum(['not', 'neg', 'size']), operand]).readonly(),
  z.tuple([z.enum(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/']), operand, operand]).readonly(),
  z.tuple([z.enum(['in', 'starts', 'ends', 'contains']), operand, operand]).readonly(),
  z.tuple([z.literal('bucket'), z.string(), operand]).readonly(),
  z.tuple([z.literal('if'), operand, operand, operand]).readonly(),
  z.tuple([z.enum(['exists', 'all']), operand, operand]).readonly(),
]);
const expression = z
  .union([z.string(), z.number(), z.boolean(), operation])
  .meta({ id: 'Expression', description: 'A rule in its checked form: an operator and its operands.' });

const grantValue = z
  .union([z.boolean(), z.number(), z.string()])
  .nullable()
  .meta({ id: 'GrantValue', description: 'null is "unlimited".' });
const index = z.int().min(0).meta({ description: 'The index of a feature.' });

const meter = z.strictObject({
  name: z.string(),
  product: z.string(),
  event: z.string(),
  aggregate: z.enum(['count', 'sum']),
  property: z.string().exactOptional(),
  window: z.enum(['day', 'week', 'month', 'year']),
});
const feature = z.strictObject({
  name: z.string(),
  product: z.string(),
  type: z.enum(['boolean', 'limit', 'metered', 'static']),
  meter: z.string().exactOptional(),
  tags: z.array(z.string()).readonly().exactOptional(),
  exportClass: z.enum(EXPORT_CLASSES).exactOptional(),
  enc: z.enum(ENC_PARAGRAPHS).exactOptional(),
  softwareClass: z.enum(SOFTWARE_CLASSES).exactOptional(),
});
const plan = z.strictObject({
  name: z.string().meta({ description: 'name@version' }),
  product: z.string(),
  kind: z.enum(['base', 'addon', 'topup']),
  tier: z.int(),
  term: z.string().exactOptional(),
  trial: z.string().exactOptional(),
  trialEnd: z.literal('convert').exactOptional(),
  firstUse: z.literal(true).exactOptional(),
  renewal: z
    .strictObject({
      policy: z.enum(['auto', 'manual', 'none']),
      notice: z.string().exactOptional(),
      basis: z.enum(['now', 'now-if-expired']).exactOptional(),
      grace: z.string().exactOptional(),
      expiration: z.enum(['maintain', 'allow', 'revoke']).exactOptional(),
      approval: z.literal(true).exactOptional(),
      payment: z.literal(true).exactOptional(),
    })
    .meta({ description: 'Defaults are left out.' }),
  grants: z.array(z.tuple([index, grantValue]).readonly()),
});
const segment = z.strictObject({
  name: z.string(),
  level: z.enum(['customer', 'request']),
  rule: expression,
  experiment: z.string().exactOptional(),
  effects: z.array(z.tuple([index, z.enum(['set', 'add', 'multiply', 'atLeast', 'atMost']), grantValue]).readonly()),
});

const membership = z.strictObject({
  code: z.string(),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  operator: z.string().exactOptional(),
});
const rulebook = z
  .strictObject({
    v: z.literal(1),
    version: z.string(),
    packs: z.array(z.string()).readonly(),
    vendor: vendorSchema.exactOptional(),
    places: z.record(z.string(), z.string()),
    groups: z.record(z.string(), z.array(membership).readonly()),
    rows: z.array(rowSchema.extend({ id: z.string(), pack: z.string() })).readonly(),
  })
  .meta({
    description: 'The packs that were published with it: their rows, and the groups that these name.',
  }) satisfies z.ZodType<Rulebook>;

/** Closed on every level: a part that a schema does not know is one that it forgot. */
export const programSchema = z
  .strictObject({
    v: z.literal(1),
    catalog: z.string(),
    products: z.array(z.string()),
    meters: z.array(meter),
    features: z.array(feature),
    plans: z.array(plan),
    segments: z.array(segment).meta({ description: 'In the order in which they are laid.' }),
    regulations: rulebook.exactOptional(),
  })
  .meta({
    title: 'A program of Licet',
    description: 'A compiled catalog, as readers load it.',
  }) satisfies z.ZodType<Program>;
