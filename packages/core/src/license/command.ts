import type { GrantValue } from '../catalog/program.ts';
import type { EffectOperation } from '../terms/effect.ts';
import type { ConsentForm } from '../regulation/situation.ts';
import type { CivilDate } from '../time/calendar.ts';

/** Who does something: an API key, a person behind it, or a system. */
export interface Actor {
  readonly kind: 'key' | 'person' | 'system';
  readonly id: string;
  /** Of a person: the API key, or the source of the event, that says who it is. Nobody else vouches for it. */
  readonly via?: string;
}

/** Time and rules act in nobody's name. */
export const SYSTEM: Actor = { kind: 'system', id: 'licet' };

/** A consent as somebody says that it was given: in which form, to which version of the text, and where. */
export interface GivenConsent {
  readonly form: ConsentForm;
  readonly text: string;
  readonly channel: string;
}

/** What a change means for the contract, as somebody says it: nothing of this is ever inferred. */
interface Agreed {
  readonly feeChange?: 'none' | 'rise' | 'fall';
  readonly newContract?: boolean;
}

/**
 * What a person or a caller of the API can do with a license. Lines are named as the license names them; where none is named, the base
 * plan's is meant. Dates are civil, in the customer's zone; where none is given, it is now.
 */
export type LifecycleCommand =
  /** Begins what has not begun: a term that starts with its first use, or one that lies ahead. */
  | { readonly type: 'activate' }
  /** Changes the quantity or the plan of a line from a date on, ahead or in the past, to the end of its term. */
  | ({
      readonly type: 'amend';
      readonly line?: string;
      readonly quantity?: number;
      readonly plan?: string;
      readonly from?: CivilDate;
    } & Agreed)
  /** Moves a line to another version of its plan, or to another plan, now. */
  | ({ readonly type: 'migrate'; readonly line?: string; readonly plan: string } & Agreed)
  /**
   * Adds a term; the plan's renewal basis says from when. `plan` and `quantity` accept an offer; `end` names the term that it follows, so
   * that the same term is not renewed twice.
   */
  | ({
      readonly type: 'renew';
      readonly line?: string;
      readonly end?: number;
      readonly term?: string;
      readonly plan?: string;
      readonly quantity?: number;
    } & Agreed)
  /** Makes a paid term of a trial, now or at its end. */
  | { readonly type: 'convert'; readonly line?: string; readonly at?: 'now' | 'end' }
  | { readonly type: 'extend-trial'; readonly line?: string; readonly to: CivilDate }
  | { readonly type: 'suspend' }
  /** Lifts a suspension or a revocation, or takes back a cancellation that has not happened yet. */
  | { readonly type: 'reinstate' }
  /** `now` (where nothing is said), at the `end` of the term, or on a date that lies ahead. */
  | { readonly type: 'cancel'; readonly at?: string }
  | { readonly type: 'revoke' }
  /** Hands what is held to another customer, who keeps its ends or begins terms anew. */
  | { readonly type: 'transfer'; readonly to: string; readonly expiry: 'keep' | 'reset' }
  /** Grants or withholds something for this license alone. */
  | {
      readonly type: 'override';
      readonly id: string;
      readonly feature: string;
      readonly operation: EffectOperation;
      readonly value: GrantValue;
      readonly from?: CivilDate;
      readonly to?: CivilDate;
    }
  | { readonly type: 'clear-override'; readonly id: string }
  /** Lets an order count that regulations hold up: `source/order`, as the license names it. */
  | { readonly type: 'accept'; readonly order: string }
  /** Keeps the proof of a consent that was given at an instant (RFC 3339), or now. */
  | ({ readonly type: 'record-consent'; readonly at?: string } & GivenConsent)
  /** Takes a consent back; its proof is kept. */
  | { readonly type: 'withdraw-consent'; readonly id: string }
  /** Keeps what was proven, such as a licence, and since when. */
  | { readonly type: 'record-evidence'; readonly attribute: string; readonly since: CivilDate }
  | { readonly type: 'withdraw-evidence'; readonly attribute: string }
  /** Says that a notice that a row demands was given: for what day, when and how. */
  | {
      readonly type: 'record-notice';
      readonly row: string;
      readonly on: CivilDate;
      readonly channel?: string;
      readonly at?: CivilDate;
    };

export type LifecycleCommandType = LifecycleCommand['type'];

/**
 * What a change can wait for. A notice needs no answer: when its time is over, the change is carried out. All others lapse at their
 * deadline, and the change with them.
 */
export const GATE_KINDS = ['approval', 'review', 'consent', 'payment', 'notice'] as const;
export type GateKind = (typeof GATE_KINDS)[number];

/** A command of a person, with who gives it and what has to be asked first. */
export interface Change {
  readonly type: 'change';
  readonly customer: string;
  readonly product: string;
  readonly change: LifecycleCommand;
  readonly actor: Actor;
  readonly note?: string;
  /** Waits for this before it is carried out. */
  readonly gate?: { readonly kind: GateKind; readonly deadline: CivilDate };
  /** As if all that has to be asked first had been: to see what it would do. */
  readonly asked?: true;
  /** A repeat of a command with the same key does nothing. */
  readonly key?: string;
}

/** What is wanted of a license. All are total: carried out twice they do nothing more, or are refused with the reason. */
export type Command =
  /** Bring it to where its orders say it should be. */
  | {
      readonly type: 'apply-orders';
      readonly customer: string;
      readonly product: string;
      readonly source: string;
      readonly order: string;
    }
  /** Bring it to where its segments say it should be. */
  | { readonly type: 'reclassify'; readonly customer: string; readonly product: string }
  /** Time passes: does the first thing that has fallen due. */
  | { readonly type: 'advance'; readonly customer: string; readonly product: string }
  | Change
  | {
      readonly type: 'answer-gate';
      readonly customer: string;
      readonly product: string;
      readonly gate: string;
      readonly yes: boolean;
      readonly actor: Actor;
      readonly note?: string;
      /** The consents that come with a yes. */
      readonly consents?: readonly GivenConsent[];
    };
