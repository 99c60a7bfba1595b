import { hashOf } from '../hash/index.ts';
import type { Memberships } from '../segment/membership.ts';
import type { AttributeValue } from '../segment/scope.ts';
import type { FactItem, FactOverride, LicenseState } from '../terms/facts.ts';
import type { CivilDate } from '../time/calendar.ts';

/** The vendor's buyer, as its orders describe it. */
export interface Customer {
  readonly id: string;
  readonly home: string;
  readonly name?: string;
  readonly zone: string;
  readonly country?: string;
  readonly subdivision?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** An item of a license: what was bought, and the order that it came with. `plan` is pinned to a version. */
export interface Item extends FactItem {
  readonly order: string;
  /** The plan as the order names it: `team@2`, or `team`, which was pinned when it was first applied. */
  readonly ordered: string;
  readonly trial: boolean;
}

/** Something ordered that does not count yet, and why a person has to look at it. */
export interface WaitingItem extends Item {
  readonly reason: 'second_base_plan' | 'no_base_plan' | 'replacement_cycle';
}

/** What a license is made of; every event carries the parts that it changed. */
export interface LicenseBody {
  readonly state: LicenseState;
  readonly zone: string;
  /** The date that allowances are anchored to, in the customer's zone; that of the first base plan. */
  readonly anchor: CivilDate;
  readonly items: readonly Item[];
  readonly waiting: readonly WaitingItem[];
  /** The newest version known of each order that touches this license, by `source/order`. */
  readonly orders: Readonly<Record<string, number>>;
  readonly memberships: Memberships;
  readonly overrides: readonly FactOverride[];
}

/** One customer's license for one product. */
export interface License extends LicenseBody {
  readonly id: string;
  readonly customer: string;
  readonly product: string;
  /** Grows by one with every event. */
  readonly revision: number;
}

/** The id of a customer's license for a product: the same wherever and whenever it is reckoned. */
export function licenseId(customer: string, product: string): string {
  return `lic_${hashOf(customer, product)}`;
}
