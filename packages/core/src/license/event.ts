import type { TermChange } from '../terms/difference.ts';
import type { License, LicenseBody } from './license.ts';

/** The types of event that a license writes; a new form of one is a new version of its name. */
export const EVENT_TYPES = [
  'license.issued.v1',
  'license.changed.v1',
  'license.migrated.v1',
  'license.resegmented.v1',
  'license.cancelled.v1',
] as const;
export type LicenseEventType = (typeof EVENT_TYPES)[number];

/** Why a license changed. */
export type Cause =
  | { readonly kind: 'order'; readonly source: string; readonly order: string; readonly version: number }
  | { readonly kind: 'segments'; readonly segments: readonly string[] };

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
  readonly before: Partial<LicenseBody>;
  readonly after: Partial<LicenseBody>;
  /** What it means: the terms that are other than before. */
  readonly terms: readonly TermChange[];
}

/** Applies an event. `undefined` is the license that does not exist yet. */
export function evolve(license: License | undefined, event: LicenseEvent): License {
  const { license: id, customer, product, revision } = event;
  return { ...(license ?? initialState(event)), ...event.after, id, customer, product, revision };
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
    state: 'pending',
    zone: 'UTC',
    anchor: '1970-01-01',
    items: [],
    waiting: [],
    orders: {},
    memberships: {},
    overrides: [],
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
