import * as z from 'zod';
import { says } from './common.ts';
import { date, factor, featureFacts } from './explain-request.ts';

const dateOrNull = z.string().nullable();
const rows = z.array(z.string()).meta(says('The rows that say it.'));
const tag = z
  .enum(['P', 'S', 'B'])
  .meta(says('P: official text seen. S: secondary source. B: background knowledge, unverified.'));

export const rowNotesSchema = z
  .object({
    row: z.string().meta(says('Its id.')),
    pack: z.string().meta(says('The pack that has the last word on it.')),
    title: z.string(),
    source: z.string().meta(says('Where it can be read.')),
    note: z.string().nullable(),
    tag,
    dateTag: tag.nullable().meta(says('The tag of its dates, where they are less certain than the rest.')),
    moving: z.boolean().meta(says('Whether it may have moved since it was collected.')),
    advisory: z.boolean().meta(says('Whether it is doubtful for software, and people have to weigh it.')),
    status: z.enum(['in_force', 'pending', 'vacated', 'repealed']).meta(says('Only what is in force acts.')),
    statusSince: dateOrNull,
    switchedOn: z.boolean().meta(says('Whether it is switched on; no row that is off acts.')),
    effectiveFrom: dateOrNull,
    effectiveTo: dateOrNull.meta(says('The first day on which it no longer holds.')),
    appliesTo: z
      .enum(['event', 'contract_concluded', 'contract_entered_amended_extended'])
      .meta(says('The date that is held against them.')),
    reviewedBy: z.string().nullable().meta(says('The counsel who has reviewed it; null for nobody.')),
    reviewDue: z.string(),
  })
  .meta({ id: 'Regulation', description: 'A row of a pack, and how far it can be trusted.' });

export const disclaimerSchema = z
  .object({ text: z.string(), unreviewed: z.array(z.string()).meta(says('Rows that no counsel has reviewed.')) })
  .meta({ id: 'RegulationDisclaimer', description: 'What has to be shown with the answer.' });

const window = {
  earliest: dateOrNull.meta(says('The first day, inclusive; null where there is none, or it is not known.')),
  latest: dateOrNull.meta(says('The last day, inclusive.')),
};
const of = <K extends string>(kind: K) => ({ row: z.string(), kind: z.literal(kind) });

const obligationSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...of('notice.window'),
      anchor: z
        .enum(['renewal', 'expiry', 'cancellation_deadline', 'charge', 'trial_end', 'first_payment'])
        .meta(says('What the window is reckoned from.')),
      on: dateOrNull.meta(says('The day of the anchor.')),
      ...window,
      channel: z.array(z.string()),
      content: z.array(z.string()),
      onMissed: z
        .object({ exit: z.string(), refundWithin: z.string().nullable() })
        .nullable()
        .meta(says('What the customer may do where the notice was not given.')),
    }),
    z.object({ ...of('notice.periodic'), every: z.string(), next: z.string() }),
    z.object({
      ...of('require.consent'),
      forms: z.array(z.string()),
      given: z.boolean(),
      keepUntil: dateOrNull.meta(says('Until when the proof is kept; null while no end is known.')),
    }),
    z.object({
      ...of('change.notice'),
      change: z.string(),
      on: z.string(),
      ...window,
      exitUntil: dateOrNull.meta(says('The last day on which the customer may leave freely.')),
    }),
    z.object({
      ...of('change.reconsent'),
      change: z.string(),
      on: z.string(),
      cancelUntil: dateOrNull.meta(says('Without consent: until when cancellation has to be possible at least.')),
      refund: z.string().nullable(),
    }),
    z.object({ ...of('retention.delete_by'), by: dateOrNull }),
    z.object({
      ...of('exit.terms'),
      noticeAtMost: z.string(),
      transitionAtMost: z.string(),
      retrievalAtLeast: z.string(),
    }),
    z.object({ ...of('report.periodic'), due: z.string() }),
    z.object({ ...of('transfer.condition'), condition: z.string() }),
  ])
  .meta({ id: 'Obligation', description: 'What one row demands of the vendor, by when. Each stays separate.' });

const contractTermsSchema = z
  .object({
    renewalMode: z
      .object({ mode: z.enum(['allowed', 'indefinite_only', 'forbidden']), from: dateOrNull, rows })
      .nullable()
      .meta(says('How it may be renewed.')),
    renewalTermCap: z.object({ max: z.string(), rows }).nullable().meta(says('The longest term of a renewal.')),
    bound: z
      .object({ max: z.string(), until: z.string().meta(says('The first day that is free.')), rows })
      .nullable()
      .meta(says('How long the customer may be bound.')),
    noticeCaps: z
      .array(z.object({ from: z.string(), max: z.string(), fee: z.literal('none').nullable(), rows }))
      .meta(says('How much notice the customer has to give at most, from when on.')),
    feeCaps: z
      .array(z.object({ fee: z.enum(['switching', 'egress']), max: z.enum(['cost', 'zero']), rows }))
      .meta(says('What leaving may cost; `cost` is what it costs the vendor, as an invoice must justify.')),
    channels: z.array(z.object({ name: z.string(), rows })).meta(says('Ways to cancel that have to be there.')),
    coolingOff: z
      .array(
        z.object({
          trigger: z.enum(['conclusion', 'trial_end', 'renewal']),
          from: z.string(),
          lastDay: z.string().meta(says('Inclusive.')),
          refund: z.enum(['full', 'pro_rata']),
          refundWithin: z.string().nullable(),
          waived: z.boolean(),
          rows,
        }),
      )
      .meta(says('The days in which the customer may change their mind.')),
  })
  .meta({ id: 'ContractTerms', description: 'What may be agreed: the strictest of what rows say, kind by kind.' });

const ofRulebook = {
  rulebook: z.string().meta(says('The version of the rulebook, named by its content.')),
  packs: z.array(z.string()),
  vendorNexus: z.array(z.string()).meta(says('The places whose law was taken to bind the vendor.')),
};

const verdict = z.enum(['allow', 'review', 'deny']);
const because = z.array(z.string()).meta(says('The rows that made the verdict what it is; none where it is `allow`.'));

const featureExplanationSchema = z
  .object({
    name: z.string().nullable().meta(says('Null for one that was described, and has none.')),
    facts: z.object(featureFacts).partial().meta(says('What it was taken to be.')),
    verdict: verdict.meta(says('`review`: a person has to look first, and until then it may not be.')),
    because,
    rows: z.array(z.string()).meta(says('The rows that act on it.')),
    undetermined: z
      .array(z.string())
      .meta(says('The rows that would, if a place were such a one, which is not known.')),
    cap: z.object({ max: z.number(), rows }).nullable().meta(says('The least that it is capped to.')),
  })
  .meta({ id: 'RegulatedFeature' });

export const explanationSchema = z
  .object({
    catalogVersion: z.string().meta(says('The catalog that the rulebook was published with.')),
    ...ofRulebook,
    at: z.iso.datetime(),
    zone: z.string(),
    day: z.string().meta(says('The civil date of the moment in the zone.')),
    verdict: verdict.meta(
      says('Whether the act may go on: the mildest of the verdicts on the features, as an order is looked at.'),
    ),
    because,
    features: z.array(featureExplanationSchema).meta(says('Feature by feature, as they were asked about.')),
    rows: z
      .array(
        rowNotesSchema.extend({
          kinds: z.array(z.string()).meta(says('What it demands, forbids or caps here.')),
          factor,
          place: z.string().nullable().meta(says('The place that matched; null where none was asked for.')),
          on: z.string().meta(says("The day that was held against the row's dates.")),
        }),
      )
      .meta(says('The rows that act.')),
    undetermined: z
      .array(
        rowNotesSchema.extend({
          why: z.enum(['place', 'subdivision']),
          missing: z.string().meta(says('What has to be found out.')),
        }),
      )
      .meta(says('Rows that would act if a place were such a one, which is not known.')),
    superseded: z.array(rowNotesSchema).meta(says('Rows whose place another one takes.')),
    inactive: z
      .array(rowNotesSchema)
      .meta(says('Rows that may concern the licensee and do not act, since they are off or not in force.')),
    obligations: z.array(obligationSchema),
    contract: contractTermsSchema.nullable().meta(says('Null where no contract was told of.')),
    attributes: z
      .array(z.object({ name: z.string(), held: z.boolean(), rows }))
      .meta(says('Evidence that rows require.')),
    homes: z
      .object({
        permitted: z
          .array(z.string())
          .nullable()
          .meta(says('The ids of the homes that every row permits; null where none were told of.')),
        within: z.array(z.object({ row: z.string(), places: z.array(z.string()) })),
        recorded: z.array(z.string()).meta(says('Safeguards that are held and permit every home.')),
      })
      .meta(says('Where data may live.')),
    disclaimer: disclaimerSchema,
  })
  .meta({ id: 'RegulationExplanation' });

export const calendarQuerySchema = z
  .object({
    from: date.exactOptional().meta(says('The first day; without it, today in UTC.')),
    to: date.exactOptional().meta(says('The day after the last; without it, a year after `from`.')),
    vendorNexus: z
      .string()
      .max(512)
      .exactOptional()
      .meta(says('Places with commas between them; without it, those that the pack says.')),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'is the day after the last one, and lies after `from`',
  });

const changeSchema = z
  .object({
    on: z.string(),
    what: z.enum(['begins', 'ends', 'review_due', 'joins', 'leaves']),
    name: z.string().meta(says('The row, or the group that a place joins or leaves.')),
    place: z.string().nullable(),
    acts: z.boolean().meta(says('Whether anything acts on it: its row is switched on and in force.')),
    provisions: z.array(z.string()).meta(says('What begins or ends to be demanded, in the words of the pack.')),
    row: rowNotesSchema.nullable().meta(says('Null where a group changes.')),
  })
  .meta({ id: 'RegulationChange' });

export const regulationCalendarSchema = z
  .object({
    catalogVersion: z.string().meta(says('The catalog that the rulebook was published with.')),
    ...ofRulebook,
    from: z.string(),
    to: z.string().meta(says('The day after the last.')),
    changes: z.array(changeSchema).meta(says('What begins or ends to act, and places that join or leave a group.')),
    off: z.array(changeSchema).meta(says('What would begin or end, were its row switched on and in force.')),
    reviews: z.array(changeSchema).meta(says('Rows that somebody has to look at again.')),
    disclaimer: disclaimerSchema,
  })
  .meta({ id: 'RegulationCalendar' });
