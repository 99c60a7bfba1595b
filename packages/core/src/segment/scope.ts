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

/** What a feature is used for. Regulations ask for it, segments do not; the words are those of the packs. */
export interface Use {
  /** The surroundings in which it is used, such as `workplace`. */
  readonly context?: string | undefined;
  /** What it is to achieve, such as `medical`. */
  readonly purpose?: string | undefined;
}

/** Who asks, where, on what, and what for. */
export interface Asker {
  /** The user: `id`, `roles`, and what the catalog declares. */
  readonly user?: Attributes | undefined;
  /** Where it is used: `country` (ISO 3166-1) and `subdivision` (ISO 3166-2). */
  readonly place?: Attributes | undefined;
  readonly device?: Attributes | undefined;
  readonly use?: Use | undefined;
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
