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

/**
 * All that a rule can read. Rules of level `customer` see customer, usage and license; rules of level `request` see
 * user, place, device, the customer's id and the license. What is absent is unknown.
 */
export interface Scope {
  readonly customer?: Attributes;
  readonly usage?: Readonly<Record<string, UsageSummary | undefined>>;
  readonly license?: LicenseScope;
  readonly user?: Attributes;
  readonly place?: Attributes;
  readonly device?: Attributes;
}
