import * as z from 'zod';
import { ENC_PARAGRAPHS, EXPORT_CLASSES, SOFTWARE_CLASSES, tagSchema as word } from '../catalog/schema-classes.ts';
import { nameSchema, periodSchema } from '../catalog/schema-names.ts';
import { isCivilDate } from '../time/civil.ts';

/** What editors show where somebody writes; the schema for them is made from this one. */
const says = (description: string) => ({ description });

const date = z.string().refine(isCivilDate, 'a civil date that exists, YYYY-MM-DD').meta({ format: 'date' });
const period = periodSchema;
const note = z.string().min(1).optional().meta(says('For people; nothing reads it.'));
const place = z
  .string()
  .min(1)
  .meta(
    says('A country (ISO 3166-1), a subdivision (ISO 3166-2), an x- code or a group of this pack or another, or *.'),
  );
const places = z.array(place).min(1);

export const LICENSEES = ['consumer', 'small_business', 'business'] as const;
export const CONSENT_FORMS = ['express', 'written_release', 'acknowledgement'] as const;
const FACTORS = ['billing', 'usage', 'data_subject', 'vendor_nexus', 'governing_law'] as const;
const ACTS = ['issue', 'renewal', 'migration', 'check'] as const;

const exportClass = z.enum(EXPORT_CLASSES);
const softwareClass = z.enum(SOFTWARE_CLASSES);

const features = z
  .strictObject({
    tags: z.array(word).min(1).optional().meta(says('Features that carry one of these tags.')),
    export_class: z.array(exportClass).min(1).optional(),
    enc: z.array(z.enum(ENC_PARAGRAPHS)).min(1).optional().meta(says('The paragraph of License Exception ENC.')),
    software_class: z.array(softwareClass).min(1).optional(),
    context: z.array(word).min(1).optional().meta(says('Where the feature is used, such as workplace.')),
  })
  .meta(
    says(
      'Which features it is about; all, where nothing is said. A class or context that is not known is one of these.',
    ),
  );

const exception = z
  .strictObject({
    where: places.optional(),
    from: date.optional().meta(says('The first day on which the exception holds.')),
    export_class: z.array(exportClass).min(1).optional(),
    software_class: z.array(softwareClass).min(1).optional(),
    purpose: z.array(word).min(1).optional(),
    attribute: word.optional().meta(says('Evidence that is held, such as a licence.')),
    held_for: period.optional().meta(says('How long the evidence has been held at least.')),
  })
  .refine((given) => Object.keys(given).length > 0, 'an exception says when it holds');

const atLeast = z.strictObject({ at_least: period }).or(z.strictObject({ more_than: period }));
const condition = z
  .strictObject({ initial_term: atLeast, renewal_term: atLeast, trial: atLeast })
  .partial()
  .meta(says('The contracts that it is about; a term that is not known is one of them.'));

const base = {
  where: places.optional().meta(says("The part of the row's places that it is about.")),
  effective_from: date.optional(),
  effective_to: date.optional().meta(says('The first day on which it no longer holds.')),
  features: features.optional(),
  only_with: word.optional().meta(says('Only licensees of whom this attribute is told, such as ciio.')),
  delivery: z
    .array(z.enum(['software', 'cloud', 'support']))
    .min(1)
    .optional(),
  unless: z.array(exception).min(1).optional().meta(says('Any of these softens this provision, and no other.')),
  note,
};
const acts = z.array(z.enum(ACTS)).min(1).optional().meta(says('The acts that it bars; all, where nothing is said.'));
const refund = z.enum(['full', 'pro_rata']);
const change = z.enum(['fee', 'price_rise', 'more_than_minor']);
const bounds = {
  min: period.optional().meta(says('How long before the anchor the window ends, inclusive.')),
  max: period.optional().meta(says('How long before the anchor the window begins, inclusive.')),
};

/** One provision of a row: what it demands, forbids or caps. A schema per kind. */
export const provisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deny'), acts, ...base }),
  z.strictObject({ kind: z.literal('review'), acts, ...base }),
  z.strictObject({ kind: z.literal('limit.cap'), max: z.int().min(0), ...base }),
  z.strictObject({ kind: z.literal('require.attribute'), attributes: z.array(word).min(1), ...base }),
  z.strictObject({
    kind: z.literal('require.consent'),
    forms: z.array(z.enum(CONSENT_FORMS)).min(1),
    keep: z
      .strictObject({ after_consent: period, after_end: period })
      .optional()
      .meta(says('How long the proof is kept: until the later of the two.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('notice.window'),
    anchor: z.enum(['renewal', 'expiry', 'cancellation_deadline', 'charge', 'trial_end', 'first_payment']),
    ...bounds,
    when: condition.optional(),
    channel: z.array(word).min(1).optional(),
    content: z.array(word).min(1).optional(),
    on_missed: z
      .strictObject({ exit: z.enum(['any_time', 'until_next_expiry']), refund_within: period.optional() })
      .optional()
      .meta(says('What the customer may do where the notice was not given.')),
    ...base,
  }),
  z.strictObject({ kind: z.literal('notice.periodic'), every: period, ...base }),
  z.strictObject({
    kind: z.literal('renewal.mode'),
    mode: z.enum(['allowed', 'indefinite_only', 'forbidden']),
    ...base,
  }),
  z.strictObject({ kind: z.literal('renewal.term_cap'), max: period, ...base }),
  z.strictObject({ kind: z.literal('binding.cap'), max: period, ...base }),
  z.strictObject({
    kind: z.literal('termination.notice_cap'),
    max: period,
    after: z
      .union([period, z.literal('first_renewal')])
      .optional()
      .meta(says('From when on; from the beginning, where nothing is said.')),
    fee: z.literal('none').optional(),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('change.notice'),
    change,
    ...bounds,
    exit_within: period.optional().meta(says('How long the customer may leave freely after the change.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('change.reconsent'),
    change,
    or_cancel: z.strictObject({ after_charge: period, refund }).optional().meta(says('What may stand in for consent.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('cooling_off'),
    length: period,
    triggers: z.array(z.enum(['conclusion', 'trial_end', 'renewal'])).min(1),
    renewal_at_least: period.optional().meta(says('Renewals of shorter terms trigger nothing.')),
    if_not_informed: period.optional().meta(says('How much longer where the customer was not told of the right.')),
    refund,
    refund_within: period.optional(),
    waiver: z
      .array(z.enum(['digital_content', 'consent', 'acknowledgement']))
      .min(1)
      .optional()
      .meta(says('What has to be there, all of it, for the right to end at once.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('cancel.channel'),
    channels: z.array(z.enum(['online', 'web_button', 'withdrawal_function', 'same_medium', 'letter'])).min(1),
    receipt: z.boolean().optional(),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('data.home'),
    within: places,
    or_attributes: z
      .array(word)
      .min(1)
      .optional()
      .meta(says('Any of these, held, permits every home; it is recorded.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('transfer.condition'),
    condition: word,
    people_a_year: z.strictObject({ from: z.int().min(0).optional(), to: z.int().min(1).optional() }).optional(),
    ...base,
  }),
  z.strictObject({ kind: z.literal('retention.delete_by'), after_last_interaction: period, ...base }),
  z.strictObject({ kind: z.literal('exit.terms'), notice: period, transition: period, retrieval: period, ...base }),
  z.strictObject({
    kind: z.literal('fee.cap'),
    fees: z.array(z.enum(['switching', 'egress'])).min(1),
    max: z.enum(['cost', 'zero']).meta(says('cost: what it costs the vendor, as an invoice must justify.')),
    ...base,
  }),
  z.strictObject({
    kind: z.literal('report.periodic'),
    due: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, { error: 'a day of the year, MM-DD', abort: true })
      .refine((text) => isCivilDate(`2001-${text}`), 'a day that every year has, MM-DD'),
    ...base,
  }),
]);

const tag = z
  .enum(['P', 'S', 'B'])
  .meta(says('P: official text seen. S: secondary source. B: background knowledge, unverified.'));

/** A regulation: one row of a pack. */
export const rowSchema = z.strictObject({
  title: z.string().min(1),
  where: places.meta(says('Where it holds: places and groups; * is everywhere.')),
  except: places.optional(),
  who: z.array(z.enum(LICENSEES)).min(1).meta(says('Which licensees it protects or concerns.')),
  factor: z.enum(FACTORS).meta(says('Whose place decides.')),
  vendor_nexus: places.optional().meta(says('Acts only where the vendor is bound by the law of one of these.')),
  effective_from: date.optional(),
  effective_to: date.optional().meta(says('The first day on which it no longer holds.')),
  applies_to: z
    .enum(['event', 'contract_concluded', 'contract_entered_amended_extended'])
    .default('event')
    .meta(says('The date that is compared with effective_from and effective_to.')),
  status: z.enum(['in_force', 'pending', 'vacated', 'repealed']).meta(says('Only what is in force acts.')),
  status_since: date.optional(),
  on: z.boolean().meta(says('Whether it acts without anybody switching it on.')),
  advisory: z.boolean().optional().meta(says('Doubtful for software: shown, and for people to weigh.')),
  unknown: z.enum(['review', 'deny']).default('review').meta(says('What a missing place means; never "anywhere".')),
  supersedes: z.array(nameSchema).min(1).optional().meta(says('Rows that do not act where this one does.')),
  provisions: z.array(provisionSchema),
  source: z.string().min(1).meta(says('Where it can be read.')),
  tag,
  date_tag: tag.optional().meta(says('The tag of its dates, where they are less certain than the rest.')),
  moving: z.boolean().optional().meta(says('May have moved since it was collected.')),
  reviewed_by: z.string().min(1).nullable().meta(says('The counsel who has reviewed it; null for nobody.')),
  review_due: date,
  note,
});

const membersSchema = z.strictObject({
  members: places,
  from: date.optional(),
  to: date.optional().meta(says('The first day on which they are no longer members.')),
  operator: word.optional().meta(says('Members only for a home whose operator is such a one.')),
});

export const vendorSchema = z
  .strictObject({
    nexus: places.meta(
      says('The places whose law binds the vendor, such as US; export rows act only for those that it names.'),
    ),
    licensees: z
      .enum(LICENSEES)
      .optional()
      .meta(says('What a customer is of whom no order says it; without it, every row that may hold does.')),
  })
  .meta(says('Who publishes: one pack says it.'));

/** One file: a pack of regulations. A row says `override: true` to replace fields of another pack's row. */
export const packSchema = z.strictObject({
  regulations: z
    .literal(1, 'this reader knows packs of form 1')
    .meta(says('The form of the file; every file begins with it.')),
  pack: nameSchema.meta(says("The pack's name; decisions name it beside the row.")),
  description: z.string().min(1).optional(),
  vendor: vendorSchema.optional(),
  places: z
    .record(
      z.string().regex(/^x-[A-Z]{2}-[A-Z0-9]{1,8}$/, 'an area without an ISO code, such as x-UA-DNR'),
      z.strictObject({ in: place, note }),
    )
    .default({})
    .meta(says('Areas that ISO has no code for, and what each lies in.')),
  groups: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9-]{1,31}$/, 'letters, digits and dashes'),
      z.array(membersSchema).min(1),
    )
    .default({})
    .meta(says('Groups of places, dated.')),
  rows: z.record(nameSchema, rowSchema).default({}),
});

/** What a row of another pack is overridden with: any of its fields. */
export const overrideSchema = rowSchema.partial().extend({ override: z.literal(true) });

/** The sections of all packs together. */
export const mergedSchema = packSchema.pick({ vendor: true, places: true, groups: true, rows: true });

export type MergedPacks = z.infer<typeof mergedSchema>;
export type Row = z.infer<typeof rowSchema>;
export type Provision = z.infer<typeof provisionSchema>;
export type Kind = Provision['kind'];
export type Vendor = z.infer<typeof vendorSchema>;
export type Members = z.infer<typeof membersSchema>;
