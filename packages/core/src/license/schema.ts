import * as z from 'zod';
import { CONSENT_FORMS, LICENSEES } from '../pack/schema.ts';
import type { TermChange } from '../terms/difference.ts';
import type { Facts } from '../terms/facts.ts';
import { GATE_KINDS } from './command.ts';
import { actorSchema, grantValue, lifecycleCommandSchema } from './command-schema.ts';
import type { Gate } from './gate.ts';
import {
  AMENDMENT_CAUSES,
  type Customer,
  type License,
  NOTICE_KINDS,
  type RenewalRule,
  WAITING_REASONS,
} from './license.ts';

/**
 * The stored and shown forms of a license, as schemas: what repositories parse on read and responses pass through. Each is
 * held against its type, so that the two cannot drift apart.
 */
const proven = z.record(z.string(), z.string());
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]));

export const customerSchema = z
  .object({
    id: z.string(),
    home: z.string(),
    name: z.string().exactOptional(),
    zone: z.string(),
    kind: z.enum(LICENSEES).exactOptional(),
    country: z.string().exactOptional(),
    subdivision: z.string().exactOptional(),
    evidence: proven.exactOptional(),
    attributes,
  })
  .meta({ id: 'Customer' }) satisfies z.ZodType<Customer>;

const factItem = z.object({
  plan: z.string(),
  quantity: z.int(),
  from: z.int(),
  to: z.int().nullable(),
  graceTo: z.int().nullable().exactOptional(),
});
const item = factItem.extend({
  order: z.string(),
  ordered: z.string(),
  pinned: z.string(),
  line: z.string(),
  trial: z.boolean(),
  coterm: z.literal(true).exactOptional(),
  closed: z.literal(true).exactOptional(),
});
const override = z.object({
  id: z.string(),
  feature: z.string(),
  operation: z.enum(['set', 'add', 'multiply', 'atLeast', 'atMost']),
  value: grantValue,
  from: z.int(),
  to: z.int().nullable(),
});
const stateSchema = z.enum(['pending', 'trial', 'active', 'grace', 'suspended', 'expired', 'cancelled', 'revoked']);
const evidence = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]).nullable();
const membership = z.object({ holds: z.boolean(), since: z.int(), evidence: z.record(z.string(), evidence) });

const termSource = z.object({ kind: z.enum(['plan', 'overlay', 'override']), id: z.string() }).nullable();
export const termChange = z.object({
  feature: z.string(),
  kind: z.enum(['granted', 'withdrawn', 'raised', 'lowered', 'changed']),
  before: grantValue.exactOptional(),
  after: grantValue.exactOptional(),
  source: termSource,
}) satisfies z.ZodType<TermChange>;

const amendment = z.object({
  line: z.string(),
  from: z.int(),
  to: z.int().nullable(),
  plan: z.string(),
  quantity: z.int(),
  trial: z.boolean(),
  why: z.enum(AMENDMENT_CAUSES),
  feeChange: z.enum(['rise', 'fall']).exactOptional(),
  newContract: z.literal(true).exactOptional(),
  notices: z.array(z.string()).exactOptional(),
});
const offer = z.object({
  plan: z.string(),
  change: z.enum(['none', 'rise', 'fall']),
  peaks: z.record(z.string(), z.number()),
  terms: z.array(termChange),
});
const forms = z.array(z.enum(CONSENT_FORMS)).readonly();
export const renewalRuleSchema = z.object({
  verdict: z.enum(['allow', 'review', 'deny']),
  rows: z.array(z.string()),
  gates: z.array(z.enum(['review', 'consent'])),
  forms,
  mode: z.enum(['indefinite_only', 'forbidden']).nullable(),
  term: z.string().nullable(),
}) satisfies z.ZodType<RenewalRule>;
const renewal = z.object({
  line: z.string(),
  end: z.int(),
  at: z.int(),
  declined: z.boolean(),
  offer: offer.nullable(),
  regulations: renewalRuleSchema.exactOptional(),
});
export const gateSchema = z
  .object({
    id: z.string(),
    kind: z.enum(GATE_KINDS),
    command: lifecycleCommandSchema,
    opened: z.int(),
    deadline: z.int(),
    change: z.string(),
    rows: z.array(z.string()).exactOptional().meta({ description: 'The regulations that ask.' }),
    forms: forms
      .exactOptional()
      .meta({ description: 'The forms of consent that a yes has to come with, unless they are given already.' }),
    answer: z
      .object({ yes: z.boolean(), by: actorSchema, at: z.int(), note: z.string().exactOptional() })
      .exactOptional(),
    closed: z.object({ at: z.int(), outcome: z.enum(['passed', 'declined', 'lapsed', 'superseded']) }).exactOptional(),
  })
  .meta({ id: 'Gate', description: 'A change of a license that waits for an answer.' }) satisfies z.ZodType<Gate>;

const jurisdiction = z.object({
  licensee: z.enum(LICENSEES).exactOptional(),
  country: z.string().exactOptional(),
  subdivision: z.string().exactOptional(),
  evidence: proven.exactOptional(),
});
const consent = z.object({
  id: z.string(),
  form: z.enum(CONSENT_FORMS),
  text: z.string().meta({ description: 'The version of the text that was agreed to.' }),
  channel: z.string(),
  at: z.int(),
  withdrawn: z.int().nullable(),
  keepUntil: z
    .string()
    .nullable()
    .meta({ description: 'The last day on which its proof has to be kept; null where that is not known yet.' }),
});
const held = z.object({
  version: z.int(),
  why: z.enum(['review', 'consent']),
  rows: z.array(z.string()),
  forms,
  refused: z.boolean(),
});
export const noticeSchema = z.object({
  row: z.string(),
  kind: z.enum(NOTICE_KINDS),
  anchor: z.string(),
  on: z.string(),
  earliest: z.string().nullable(),
  latest: z.string(),
  channel: z.array(z.string()),
  content: z.array(z.string()),
  due: z.int().nullable(),
  given: z.object({ at: z.int(), channel: z.string().nullable() }).nullable(),
  missed: z.object({ at: z.int(), exit: z.string().nullable(), refundWithin: z.string().nullable() }).nullable(),
});

const body = {
  state: stateSchema,
  zone: z.string(),
  anchor: z.string(),
  items: z.array(item),
  waiting: z.array(item.extend({ reason: z.enum(WAITING_REASONS) })),
  orders: z.record(z.string(), z.int()),
  memberships: z.record(z.string(), membership),
  overrides: z.array(override),
  amendments: z.array(amendment),
  hold: z.object({ state: z.enum(['suspended', 'revoked']), since: z.int() }).nullable(),
  cancellation: z.object({ at: z.int(), orders: z.record(z.string(), z.int()) }).nullable(),
  started: z.string().nullable(),
  renewals: z.array(renewal),
  gates: z.array(gateSchema),
  handled: z.record(z.string(), z.int()),
  jurisdiction,
  consents: z.array(consent),
  evidence: proven,
  held: z.record(z.string(), held),
  notices: z.array(noticeSchema),
};
/** Some parts of a body. A part that is absent is absent: `undefined` would wipe it out in `evolve`. */
export const changedBody = z.object({
  state: body.state.exactOptional(),
  zone: body.zone.exactOptional(),
  anchor: body.anchor.exactOptional(),
  items: body.items.exactOptional(),
  waiting: body.waiting.exactOptional(),
  orders: body.orders.exactOptional(),
  memberships: body.memberships.exactOptional(),
  overrides: body.overrides.exactOptional(),
  amendments: body.amendments.exactOptional(),
  hold: body.hold.exactOptional(),
  cancellation: body.cancellation.exactOptional(),
  started: body.started.exactOptional(),
  renewals: body.renewals.exactOptional(),
  gates: body.gates.exactOptional(),
  handled: body.handled.exactOptional(),
  jurisdiction: body.jurisdiction.exactOptional(),
  consents: body.consents.exactOptional(),
  evidence: body.evidence.exactOptional(),
  held: body.held.exactOptional(),
  notices: body.notices.exactOptional(),
});

export const licenseSchema = z
  .object({ ...body, id: z.string(), customer: z.string(), product: z.string(), revision: z.int(), at: z.int() })
  .meta({
    id: 'License',
    description: 'Times are epoch milliseconds; the anchor is a civil date in the zone.',
  }) satisfies z.ZodType<License>;

export const factsSchema = z
  .object({
    v: z.literal(1),
    customer: z.string(),
    product: z.string(),
    license: z.string(),
    revision: z.int(),
    state: stateSchema,
    anchor: z.string(),
    zone: z.string(),
    items: z.array(factItem),
    segments: z.record(z.string(), z.boolean()),
    overrides: z.array(override),
    jurisdiction: jurisdiction.extend({ consents: forms.exactOptional() }).exactOptional(),
  })
  .meta({
    id: 'Facts',
    description: 'All that is particular to one license when something is decided.',
  }) satisfies z.ZodType<Facts>;
