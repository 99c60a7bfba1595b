import { ENC_PARAGRAPHS, EXPORT_CLASSES, periodSchema, SOFTWARE_CLASSES, tagSchema as word } from '@licet/core/catalog';
import { civilDateSchema } from '@licet/core/license';
import { addPeriod, isZone } from '@licet/core/time';
import * as z from 'zod';
import { featureNameSchema, says } from './common.ts';

/** Beyond these years dates have another form, and nothing can be compared with them. */
const isNear = (moment: string) => moment >= '1900' && moment < '3000';
const NEAR = 'between the years 1900 and 2999';
/** A civil date near enough to be compared. */
export const date = civilDateSchema.refine(isNear, NEAR).meta({ format: 'date', example: '2026-01-01' });
const period = periodSchema.refine(
  (text) => periodSchema.safeParse(text).success && addPeriod('2000-01-01', text) <= '2100-01-01',
  'at most a hundred years',
);

/** Whether it is a place that there is, the rulebook knows: packs define some of their own. */
const place = z.string().min(2).max(64);
const places = z.array(place).min(1).max(50);
export const factor = z.enum(['billing', 'usage', 'data_subject', 'vendor_nexus', 'governing_law']);
const act = z.enum(['issue', 'renewal', 'migration', 'check']);
const consent = z.enum(['express', 'written_release', 'acknowledgement']);
const waiver = z.enum(['digital_content', 'consent', 'acknowledgement']);

const contractSchema = z
  .strictObject({
    concluded: date.meta(says('The day on which it was concluded.')),
    changes: z
      .array(
        z.strictObject({
          on: date,
          what: z.enum(['extension', 'amendment', 'migration']),
          newContract: z
            .boolean()
            .meta(says('Whether it formed a new contract: a legal call that somebody has made, never inferred.')),
        }),
      )
      .max(100)
      .exactOptional()
      .meta(says('What became of it afterwards.')),
    initialTerm: period.exactOptional().meta(says('The first term, such as P1Y.')),
    renewalTerm: period.exactOptional().meta(says('The terms after it; as the first, where it is not said.')),
    noticePeriod: period.exactOptional().meta(says('How long before a renewal the customer has to give notice.')),
    renewal: date
      .exactOptional()
      .meta(says('The first day of the next term; reckoned from the terms, where not said.')),
    cancellationDeadline: date
      .exactOptional()
      .meta(says('The last day for cancelling; reckoned from the notice period, where it is not said.')),
    charge: date.exactOptional().meta(says('The day of the next charge.')),
    trial: z
      .strictObject({ from: date, end: date.meta(says('The first day after it.')) })
      .exactOptional()
      .meta(says('A trial or promotion.')),
    ended: date.exactOptional().meta(says('The day on which it ended.')),
    feeChange: z
      .strictObject({ kind: z.enum(['rise', 'fall']), on: date, charge: date.exactOptional() })
      .exactOptional()
      .meta(says('A change of the fee that is coming, and the first charge of the new one.')),
    modification: z
      .strictObject({ on: date })
      .exactOptional()
      .meta(says('A change of the service that is more than minor.')),
    consentedOn: date.exactOptional().meta(says('The day on which the customer consented to it.')),
    informed: z
      .boolean()
      .exactOptional()
      .meta(says('Whether the customer was told of the right to withdraw; taken for told, where it is not said.')),
    waiver: z.array(waiver).max(3).exactOptional().meta(says('What the right to withdraw was given up by.')),
  })
  .meta(says('What is known of a contract; rows about contracts say nothing without it.'));

export const featureFacts = {
  tags: z.array(word).max(50).exactOptional().meta(says('What it is to the law, such as biometric.')),
  exportClass: z.enum(EXPORT_CLASSES).exactOptional(),
  enc: z
    .enum(ENC_PARAGRAPHS)
    .exactOptional()
    .meta(says('The paragraph of License Exception ENC that it is exported under.')),
  softwareClass: z.enum(SOFTWARE_CLASSES).exactOptional(),
  context: word.exactOptional().meta(says('Where it is used, such as workplace.')),
  purpose: word.exactOptional().meta(says('What it is used for, such as medical.')),
};

const askedFeatureSchema = z
  .union([
    featureNameSchema.transform((name) => ({ name })),
    z.strictObject({
      name: featureNameSchema
        .exactOptional()
        .meta(says('Where the catalog has it, for what that says of it; what is said here besides goes before.')),
      ...featureFacts,
    }),
  ])
  .meta(says('A feature of the catalog, by its name; or what one is. A class or context that is not said may be any.'));

const nexus = places.meta(
  says("The places whose law binds the vendor, groups too; without it, those that the vendor's own pack says."),
);

export const explainRequestSchema = z.strictObject({
  at: z
    .union([z.iso.datetime({ offset: true }).refine(isNear, NEAR), date])
    .exactOptional()
    .meta(says('The moment that is asked about, or the day, where the licensee is; without it: now.')),
  act: act.default('issue').meta(says('What is about to be done.')),
  licensee: z
    .enum(['consumer', 'small_business', 'business'])
    .exactOptional()
    .meta(says('What the licensee is to the law; without it, what the pack says of customers of whom no order does.')),
  places: z
    .strictObject({
      billing: places.exactOptional(),
      usage: places.exactOptional().meta(says('Where it is used; of a check, the place of the seat.')),
      dataSubject: places.exactOptional().meta(says('Of the people whose data it is; as billing, where not said.')),
      governingLaw: places.exactOptional(),
    })
    .default({})
    .meta(says('Places by what ties a row to them: ISO 3166 codes, or x- codes of the packs. One missing is unknown.')),
  vendorNexus: nexus.exactOptional(),
  zone: z
    .string()
    .max(64)
    .refine(isZone, 'an IANA time zone, such as Europe/Berlin')
    .exactOptional()
    .meta(says('Whose civil dates count; without it, the zone of the capital.')),
  features: z
    .array(askedFeatureSchema)
    .max(100)
    .default([])
    .meta(says('What somebody is about to use or get. Without any, one of which nothing is known.')),
  plan: z
    .string()
    .min(1)
    .max(64)
    .exactOptional()
    .meta({
      ...says(
        'A plan of the catalog, the newest version where none is said: all features that it grants are asked about.',
      ),
      example: 'team@1',
    }),
  delivery: z.enum(['software', 'cloud', 'support']).exactOptional().meta(says('May be any, where it is not said.')),
  attributes: z
    .record(word, date)
    .exactOptional()
    .meta(says('Evidence that is held, such as a licence, with the day since when.')),
  consents: z.array(consent).max(3).exactOptional().meta(says('Forms of consent that were given.')),
  contract: contractSchema.exactOptional(),
  lastInteraction: date.exactOptional().meta(says('The last time that somebody whose data is kept came by.')),
  purposeEnded: date.exactOptional().meta(says('The day on which the purpose of keeping data ended.')),
  peopleAYear: z.int().min(0).exactOptional().meta(says('Whose data is transferred; any number, where not said.')),
  homes: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        place,
        operator: z.array(word).max(10).exactOptional().meta(says('What its operator is to the law, such as dpf.')),
      }),
    )
    .max(50)
    .exactOptional()
    .meta(says('Regions that data can live in, in the order of preference.')),
});
export type ExplainRequest = z.output<typeof explainRequestSchema>;
