import type { GrantValue } from '../catalog/program.ts';
import type { ConsentForm, Licensee } from '../regulation/situation.ts';
import type { CivilDate } from '../time/calendar.ts';
import type { EffectOperation } from './effect.ts';

/** Where a license is in its life. Items say *when* it grants; the state says whether somebody has ended or stopped it. */
export type LicenseState = 'pending' | 'trial' | 'active' | 'grace' | 'suspended' | 'expired' | 'cancelled' | 'revoked';

/** One thing bought, half-open in time: it grants at `from` and no longer at `to` (epoch milliseconds; null: no end). */
export interface FactItem {
  readonly plan: string;
  readonly quantity: number;
  readonly from: number;
  readonly to: number | null;
  /** Until when it grants although its term has ended: grace, or (null) for ever, as its plan says. Absent: no longer than `to`. */
  readonly graceTo?: number | null;
}

/** Something granted or withheld for one license alone, by a person, over every overlay. */
export interface FactOverride {
  readonly id: string;
  readonly feature: string;
  readonly operation: EffectOperation;
  readonly value: GrantValue;
  readonly from: number;
  readonly to: number | null;
}

/** What regulations ask of a licensee, as far as it is known; what is missing is unknown, and never to somebody's advantage. */
export interface Jurisdiction {
  readonly licensee?: Licensee;
  readonly country?: string;
  readonly subdivision?: string;
  /** What is proven, with the first day since when. */
  readonly evidence?: Readonly<Record<string, CivilDate>>;
  /** The forms of consent that are in effect. */
  readonly consents?: readonly ConsentForm[];
}

/** All that is particular to one license when something is decided: at most 4 KB of JSON, names and never indices. */
export interface Facts {
  readonly v: 1;
  readonly customer: string;
  readonly product: string;
  readonly license: string;
  readonly revision: number;
  readonly state: LicenseState;
  /** The date that windows are anchored to, in the customer's zone. */
  readonly anchor: CivilDate;
  readonly zone: string;
  readonly items: readonly FactItem[];
  /** Segments that the customer is known to be in (true) or not in (false); one that is missing is unknown. */
  readonly segments: Readonly<Record<string, boolean>>;
  readonly overrides: readonly FactOverride[];
  /** Nothing is known where it is absent. */
  readonly jurisdiction?: Jurisdiction;
}

/** The largest facts that are stored or shipped, in bytes of JSON. */
export const MAX_FACTS_BYTES = 4096;
