import { hashOf } from '../hash/index.ts';
import type { ConsentForm, Licensee } from '../regulation/situation.ts';
import type { Memberships } from '../segment/membership.ts';
import type { AttributeValue } from '../segment/scope.ts';
import type { TermChange } from '../terms/difference.ts';
import type { FactItem, FactOverride, Jurisdiction, LicenseState } from '../terms/facts.ts';
import type { CivilDate } from '../time/calendar.ts';
import type { Gate } from './gate.ts';

/** The vendor's buyer, as its orders describe it. */
export interface Customer {
  readonly id: string;
  readonly home: string;
  readonly name?: string;
  readonly zone: string;
  /** What the customer is to the law, as far as an order has said it. */
  readonly kind?: Licensee;
  readonly country?: string;
  readonly subdivision?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** An item of a license: what was bought, and the order that it came with. `plan` is pinned to a version. */
export interface Item extends FactItem {
  readonly order: string;
  /** The plan as the order names it: `team@2`, or `team`, which was pinned when it was first applied. */
  readonly ordered: string;
  /** The version that `ordered` was pinned to; `plan` is another where the line was amended since. */
  readonly pinned: string;
  /** Names the line of the order over all its terms: `crm/1:team`, and `crm/1:team#2` for a second one beside it. */
  readonly line: string;
  readonly trial: boolean;
  /** Ends with the base plan, and is renewed with it. */
  readonly coterm?: true;
  /** Was over already when it was ordered: it is history, has no grace, and does not renew by itself. */
  readonly closed?: true;
}

/** The last two: regulations ask for a review, or for a consent, before it counts. */
export const WAITING_REASONS = [
  'second_base_plan',
  'no_base_plan',
  'replacement_cycle',
  'regulation_review',
  'consent_missing',
] as const;

/** Something ordered that does not count yet, and why a person has to look at it. */
export interface WaitingItem extends Item {
  readonly reason: (typeof WAITING_REASONS)[number];
}

/** Why a line is other than its order says. */
export const AMENDMENT_CAUSES = ['renewal', 'conversion', 'extension', 'migration', 'amendment', 'activation'] as const;

/**
 * "In this time the line is this": a decision of a person or of time that no order has made. Renewals, the end of a trial, moves
 * to another plan and changed quantities are all this one thing. Half-open, epoch milliseconds.
 */
export interface Amendment {
  readonly line: string;
  readonly from: number;
  readonly to: number | null;
  readonly plan: string;
  readonly quantity: number;
  readonly trial: boolean;
  readonly why: (typeof AMENDMENT_CAUSES)[number];
  /** How it changes what is paid, as somebody has said. */
  readonly feeChange?: 'rise' | 'fall';
  /** Whether it forms a new contract: a legal call that somebody has made, never inferred. */
  readonly newContract?: true;
  /** The notices that have to be given before it begins: where one is missed, it does not. */
  readonly notices?: readonly string[];
}

/** Stopped by a person, whatever the orders say, until it is reinstated. */
export interface Hold {
  readonly state: 'suspended' | 'revoked';
  readonly since: number;
}

/** The end of everything that some orders have brought; what is ordered later is new business. */
export interface Cancellation {
  /** When the last of it ends. */
  readonly at: number;
  /** When each order ends: what was over stays over, whatever is cancelled later. */
  readonly orders: Readonly<Record<string, number>>;
}

/** The renewal of a line that is under way: the term that ends at `end`, and what a person or a gate has said of it. */
export interface Renewal {
  readonly line: string;
  readonly end: number;
  /** When it came up. */
  readonly at: number;
  readonly declined: boolean;
  /** The plan that would have fitted the term that ends; null where nothing is known to judge by. */
  readonly offer: Offer | null;
  /** What regulations said of it when it came up; absent where they said nothing. */
  readonly regulations?: RenewalRule;
}

/** What regulations say of a term that is about to be followed by another. */
export interface RenewalRule {
  /** Denied, it does not renew; where it has to be reviewed, a person is asked. */
  readonly verdict: 'allow' | 'review' | 'deny';
  /** The rows that say any of this. */
  readonly rows: readonly string[];
  /** What has to be asked first, besides what the plan asks. */
  readonly gates: readonly ('review' | 'consent')[];
  /** The forms of consent that are missing. */
  readonly forms: readonly ConsentForm[];
  /** Without an end, or by a person only. */
  readonly mode: 'indefinite_only' | 'forbidden' | null;
  /** The longest term that may follow, where the plan's is longer. */
  readonly term: string | null;
}

/** A right-sizing offer: the plan that real use would have fitted, and what it would have granted and withheld. */
export interface Offer {
  readonly plan: string;
  /** Whether it is another plan than the one that is held. */
  readonly change: 'none' | 'rise' | 'fall';
  /** The most that was used in one window of the term, by metered feature. */
  readonly peaks: Readonly<Record<string, number>>;
  readonly terms: readonly TermChange[];
}

/** A consent as it was given: the proof of it stays, whether or not it was taken back. */
export interface Consent {
  readonly id: string;
  readonly form: ConsentForm;
  /** The version of the text that was agreed to, and where. */
  readonly text: string;
  readonly channel: string;
  readonly at: number;
  readonly withdrawn: number | null;
  /** The last day on which a row asks for its proof; null where none does, or its end is not known yet. */
  readonly keepUntil: CivilDate | null;
}

/** An order that does not count yet, since regulations ask for something first. */
export interface Held {
  /** The version that was looked at. */
  readonly version: number;
  /** A review comes first, where a consent is missing besides. */
  readonly why: 'review' | 'consent';
  /** The rows that ask. */
  readonly rows: readonly string[];
  /** The forms of consent that are asked for. */
  readonly forms: readonly ConsentForm[];
  /** Somebody said no, or nobody said anything: it stays out until it comes in another version. */
  readonly refused: boolean;
}

export const NOTICE_KINDS = ['notice.window', 'notice.periodic', 'change.notice'] as const;

/** A notice that a row of a pack demands, and what became of it: it is open, or given, or missed. */
export interface Notice {
  readonly row: string;
  readonly kind: (typeof NOTICE_KINDS)[number];
  /** What it is given before, such as `renewal`, `trial_end` or `fee`; of a periodic one, `anniversary`. */
  readonly anchor: string;
  /** The day that it is given before, and the first and the last day for it, both inclusive; null where there is none. */
  readonly on: CivilDate;
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate;
  readonly channel: readonly string[];
  readonly content: readonly string[];
  /** When it was announced; null while its window has not opened. */
  readonly due: number | null;
  readonly given: { readonly at: number; readonly channel: string | null } | null;
  /** When it was seen to be missed, and what the customer may do therefore; null where it is not missed. */
  readonly missed: { readonly at: number; readonly exit: string | null; readonly refundWithin: string | null } | null;
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
  readonly amendments: readonly Amendment[];
  readonly hold: Hold | null;
  readonly cancellation: Cancellation | null;
  /** The day of the first use, where a plan's term begins with it. */
  readonly started: CivilDate | null;
  readonly renewals: readonly Renewal[];
  /** What waits for an answer, and the last of what was answered. */
  readonly gates: readonly Gate[];
  /** What orders say that the customer is to the law, and where. */
  readonly jurisdiction: Pick<Jurisdiction, 'licensee' | 'country' | 'subdivision'>;
  readonly consents: readonly Consent[];
  /** What is proven, such as a licence, with the first day since when. */
  readonly evidence: Readonly<Record<string, CivilDate>>;
  /** By `source/order`. */
  readonly held: Readonly<Record<string, Held>>;
  readonly notices: readonly Notice[];
  /** The last commands that were carried out, by the key that their caller gave: so a repeat is known for one. */
  readonly handled: Readonly<Record<string, number>>;
}

/** One customer's license for one product. */
export interface License extends LicenseBody {
  readonly id: string;
  readonly customer: string;
  readonly product: string;
  /** Grows by one with every event. */
  readonly revision: number;
  /** The moment of the last event: up to it, time has been taken into account. */
  readonly at: number;
}

/** The id of a customer's license for a product: the same wherever and whenever it is reckoned. */
export function licenseId(customer: string, product: string): string {
  return `lic_${hashOf(customer, product)}`;
}
