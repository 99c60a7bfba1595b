import type { LoadedProgram } from '../catalog/load.ts';
import type { UsageSummary } from '../metering/usage.ts';
import type { TermChange } from '../terms/difference.ts';
import type { Home } from '../regulation/situation.ts';
import type { LicenseEvent } from './event.ts';
import type { Customer, License } from './license.ts';
import type { Order } from './order.ts';
import type { Refusal } from './refusal.ts';

/** What was used of a meter in one of its windows (epoch milliseconds, half-open). */
export interface WindowUse {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly used: number;
}

/** All that a proposal may depend on: what is stored, and what the catalog says, at one moment. */
export interface World {
  readonly home: string;
  readonly license: License | undefined;
  /** The newest version of every order of the customer. */
  readonly orders: readonly Order[];
  readonly program: LoadedProgram;
  /** The homes to choose from, where it is still to be chosen: regulations may permit none of them. */
  readonly homes?: readonly Home[];
  /** Sums per meter; a meter that is missing was never used. */
  readonly usage: Readonly<Record<string, UsageSummary>>;
  /** What was used window by window, as far back as a term goes: what a right-sizing offer is made from. */
  readonly windows?: Readonly<Record<string, readonly WindowUse[]>>;
}

/** A world whose license exists. */
export type LicensedWorld = World & { readonly license: License };

/** What a command would do. Preview is a proposal that nobody commits. */
export type Proposal =
  | {
      readonly outcome: 'changed';
      readonly next: License;
      readonly customer: Customer;
      readonly events: readonly [LicenseEvent];
      readonly diff: readonly TermChange[];
    }
  | { readonly outcome: 'unchanged'; readonly customer: Customer }
  | Refusal;
