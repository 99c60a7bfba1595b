import type { UsageSummary } from '../metering/usage.ts';

/** An attribute's value, as orders and checks carry it. */
export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = Readonly<Record<string, AttributeValue | undefined>>;

/** What a rule can read of a license. */
export interface LicenseScope {
  readonly plan: string;
  readonly tier: number;
  readonly addons: readonly string[];
  readonly quantity?: number;
  /** Days since the license began. */
  readonly age?: number;
}

/** Who asks, where, and on what. */
export interface Asker {
  /** The user: `id`, `roles`, and what the catalog declares. */
  readonly user?: Attributes | undefined;
  /** Where it is used: `country` (ISO 3166-1) and `subdivision` (ISO 3166-2). */
  readonly place?: Attributes | undefined;
  readonly device?: Attributes | undefined;
}

/**
 * All that a rule can read. Rules of level `customer` see customer, usage and license; rules of level `request` see
 * who asks, the customer's id and the license. What is absent is unknown.
 */
export interface Scope extends Asker {
  readonly customer?: Attributes | undefined;
  readonly usage?: Readonly<Record<string, UsageSummary | undefined>> | undefined;
  readonly license?: LicenseScope | undefined;
}
