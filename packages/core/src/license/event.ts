import type { TermChange } from '../terms/difference.ts';
import type { Actor, LifecycleCommand } from './command.ts';
import type { License, LicenseBody } from './license.ts';
import type { Due } from './next-due.ts';
import type { Order } from './order.ts';
import type { Rights } from './rights.ts';

/** The events that a license writes, and when. A new form of one is a new version of its name. */
export const EVENTS = {
  'license.issued.v1':
    'The first order has made a license; what it holds is in `after`, and what regulations hold up in `after.held`, with the gates that ask.',
  'license.changed.v1':
    'Its terms, quantities or dates are others, or what is known for regulations: an order, an amendment, an override, a consent, evidence, or a date that has come.',
  'license.migrated.v1': 'It has moved to other terms: by its segments, or to another plan.',
  'license.resegmented.v1': 'It is in other segments than before, and grants the same.',
  'license.activated.v1': 'A license that had not begun has begun.',
  'license.converted.v1': 'A trial has become a paid term.',
  'license.renewed.v1': 'A term was added; `after.items` has its dates.',
  'license.lapsed.v1': 'A term has ended without being renewed; the grace of its plan has begun.',
  'license.suspended.v1': 'A person has stopped it for the time being.',
  'license.reinstated.v1': 'A suspension, a revocation or a coming cancellation was taken back.',
  'license.expired.v1': 'The last term, and its grace, is over.',
  'license.cancelled.v1': 'It has ended because somebody ended it.',
  'license.revoked.v1': 'It was withdrawn, and grants nothing.',
  'license.transferred.v1': 'It was handed to another customer, who begins with the order in `order`.',
  'renewal.due.v1': 'The end of a term comes up; `after.renewals` has the offer that real use would make.',
  'notice.due.v1':
    'The window of a notice that a regulation demands opens; the last of `after.notices` says which, by when and how.',
  'notice.given.v1': 'Somebody has said that a notice was given.',
  'notice.missed.v1': 'A notice was not given in its window; `after.notices` has what the customer may do therefore.',
  'gate.opened.v1': 'A change waits for an answer; `after.gates` says which, for what and until when.',
  'gate.answered.v1': 'Somebody has answered. After the last yes the change follows as an event of its own.',
  'gate.closed.v1': 'What waited does not happen: nobody answered in time, or it can no longer be.',
} as const satisfies Record<string, string>;
export type LicenseEventType = keyof typeof EVENTS;

function isEventType(name: string): name is LicenseEventType {
  return name in EVENTS;
}

export const EVENT_TYPES: readonly LicenseEventType[] = Object.keys(EVENTS).filter(isEventType);

/** Why a license changed. */
export type Cause =
  | { readonly kind: 'order'; readonly source: string; readonly order: string; readonly version: number }
  | { readonly kind: 'segments'; readonly segments: readonly string[] }
  /** Something fell due, at a moment that may lie before that of the event. */
  | { readonly kind: 'time'; readonly due: Due }
  | { readonly kind: 'command'; readonly command: LifecycleCommand; readonly note?: string }
  /** The last answer, or the end of the notice, that a command had waited for. */
  | { readonly kind: 'gate'; readonly gate: string; readonly command: LifecycleCommand; readonly note?: string };

/**
 * One change of a license, as it is stored in the log and announced on the bus. The log alone gives the license back:
 * `after` holds every part of the body that changed, as it is now, and `before` the same parts as they were.
 */
export interface LicenseEvent {
  /** `<license>#<revision>`. */
  readonly id: string;
  readonly type: LicenseEventType;
  readonly license: string;
  readonly customer: string;
  readonly product: string;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly catalogVersion: string;
  readonly cause: Cause;
  /** Who did it; the system, where an order, a segment or time did. */
  readonly actor: Actor;
  /** Of a transfer: the order that the new customer begins with. */
  readonly order?: Order;
  /** Of a cancellation: what regulations give the customer in it, so that billing can refund. */
  readonly rights?: Rights;
  readonly before: Partial<LicenseBody>;
  readonly after: Partial<LicenseBody>;
  /** What it means: the terms that are other than before. */
  readonly terms: readonly TermChange[];
}

/** Applies an event. `undefined` is the license that does not exist yet. */
export function evolve(license: License | undefined, event: LicenseEvent): License {
  const { license: id, customer, product, revision, at } = event;
  return { ...(license ?? initialState(event)), ...event.after, id, customer, product, revision, at };
}

/** A license before anything happened to it: pending, and granting nothing. */
export function initialState({
  license,
  customer,
  product,
}: Pick<LicenseEvent, 'license' | 'customer' | 'product'>): License {
  return {
    id: license,
    customer,
    product,
    revision: 0,
    at: 0,
    state: 'pending',
    zone: 'UTC',
    anchor: '1970-01-01',
    items: [],
    waiting: [],
    orders: {},
    memberships: {},
    overrides: [],
    amendments: [],
    hold: null,
    cancellation: null,
    started: null,
    renewals: [],
    gates: [],
    handled: {},
    jurisdiction: {},
    consents: [],
    evidence: {},
    held: {},
    notices: [],
  };
}

/**
 * What a consumer of the bus does with an event, given the newest revision that it has. Delivery is at least once and in any
 * order: an old revision is dropped, the next one applied, and a gap means that the license is to be read again.
 */
export function follow(known: number, event: Pick<LicenseEvent, 'revision'>): 'apply' | 'drop' | 'reread' {
  if (event.revision <= known) return 'drop';
  return event.revision === known + 1 ? 'apply' : 'reread';
}
