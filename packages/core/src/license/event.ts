import type { TermChange } from '../terms/difference.ts';
import type { Actor, LifecycleCommand } from './command.ts';
import type { License, LicenseBody } from './license.ts';
import type { Due } from './next-due.ts';
import type { Order } from './order.ts';

/** The types of event that a license writes; a new form of one is a new version of its name. */
export const EVENT_TYPES = [
  'license.issued.v1',
  'license.changed.v1',
  'license.migrated.v1',
  'license.resegmented.v1',
  'license.activated.v1',
  'license.converted.v1',
  'license.renewed.v1',
  'license.lapsed.v1',
  'license.suspended.v1',
  'license.reinstated.v1',
  'license.expired.v1',
  'license.cancelled.v1',
  'license.revoked.v1',
  'license.transferred.v1',
  'renewal.due.v1',
  'gate.opened.v1',
  'gate.answered.v1',
  'gate.closed.v1',
] as const;
export type LicenseEventType = (typeof EVENT_TYPES)[number];

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
