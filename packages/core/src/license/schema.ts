import * as z from 'zod';
import { CONSENT_FORMS, LICENSEES } from '../pack/schema.ts';
import type { TermChange } from '../terms/difference.ts';
import type { Facts } from '../terms/facts.ts';
import { tagSchema } from '../catalog/schema-classes.ts';
import { periodSchema } from '../catalog/schema-names.ts';
import { type Actor, GATE_KINDS, type LifecycleCommand } from './command.ts';
import { type Cause, EVENT_TYPES, type LicenseEvent } from './event.ts';
import type { Gate } from './gate.ts';
import {
  AMENDMENT_CAUSES,
  type Customer,
  type License,
  NOTICE_KINDS,
  type RenewalRule,
  WAITING_REASONS,
} from './license.ts';
import { DUE_KINDS } from './next-due.ts';
import { civilDateSchema, customerIdSchema, givenConsentSchema, orderSchema } from './order.ts';
import type { Rights } from './rights.ts';

/**
 * The stored and shown forms of a license, as schemas: what repositories parse on read and responses pass through. Each is
 * held against its type, so that the two cannot drift apart.
 */
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
    attributes,
  })
  .meta({ id: 'Customer' }) satisfies z.ZodType<Customer>;

const grantValue = z.union([z.boolean(), z.number(), z.string()]).nullable();
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
const termChange = z.object({
  feature: z.string(),
  kind: z.enum(['granted', 'withdrawn', 'raised', 'lowered', 'changed']),
  before: grantValue.exactOptional(),
  after: grantValue.exactOptional(),
  source: termSource,
}) satisfies z.ZodType<TermChange>;

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
  evidence: z.record(z.string(), z.string()),
  held: z.record(z.string(), held),
  notices: z.array(noticeSchema),
};
/** Some parts of a body. A part that is absent is absent: `undefined` would wipe it out in `evolve`. */
const changedBody = z.object({
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

const cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), source: z.string(), order: z.string(), version: z.int() }),
  z.object({ kind: z.literal('segments'), segments: z.array(z.string()) }),
  z.object({
    kind: z.literal('time'),
    due: z.object({ at: z.int(), what: z.enum(DUE_KINDS), of: z.string().exactOptional() }),
  }),
  z.object({ kind: z.literal('command'), command: lifecycleCommandSchema, note: z.string().exactOptional() }),
  z.object({
    kind: z.literal('gate'),
    gate: z.string(),
    command: lifecycleCommandSchema,
    note: z.string().exactOptional(),
  }),
]) satisfies z.ZodType<Cause>;

const rows = z.array(z.string());
export const rightsSchema = z.object({
  coolingOff: z.array(
    z.object({
      trigger: z.enum(['conclusion', 'trial_end', 'renewal']),
      lastDay: z.string(),
      refund: z.enum(['full', 'pro_rata']),
      refundWithin: z.string().nullable(),
      rows,
    }),
  ),
  exits: z.array(
    z.object({
      row: z.string(),
      why: z.enum(['notice_missed', 'change']),
      until: z.string().nullable(),
      refund: z.string().nullable(),
      refundWithin: z.string().nullable(),
    }),
  ),
  notice: z.object({ max: z.string(), fee: z.literal('none').nullable(), rows }).nullable(),
  boundUntil: z.object({ on: z.string(), rows }).nullable(),
}) satisfies z.ZodType<Rights>;

export const licenseEventSchema = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES),
    license: z.string(),
    customer: z.string(),
    product: z.string(),
    revision: z.int(),
    at: z.int(),
    catalogVersion: z.string(),
    cause,
    actor: actorSchema,
    order: orderSchema.exactOptional(),
    rights: rightsSchema.exactOptional(),
    before: changedBody,
    after: changedBody,
    terms: z.array(termChange),
  })
  .meta({ id: 'LicenseEvent' }) satisfies z.ZodType<LicenseEvent>;

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
    jurisdiction: jurisdiction
      .extend({ evidence: body.evidence.exactOptional(), consents: forms.exactOptional() })
      .exactOptional(),
  })
  .meta({
    id: 'Facts',
    description: 'All that is particular to one license when something is decided.',
  }) satisfies z.ZodType<Facts>;
