import type { ReasonCode } from '../terms/reasons.ts';
import type { Source } from '../terms/standing.ts';

/** An experiment whose lot may have decided, and whether the one who asked is in it. */
export interface Exposure {
  readonly experiment: string;
  /** false: in the group to compare with. null: it could not be told. */
  readonly included: boolean | null;
}

/** A row of the packs that has the last word on an answer. */
export interface RegulationSource {
  readonly kind: 'regulation';
  readonly id: string;
}

/** An answer, with the reason for it. A denial is a value, never an exception. Those that are shared are frozen. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: ReasonCode;
  /** Boolean: whether it is on. Limit and metered: the ceiling or allowance (Infinity: unlimited). Static: the value. */
  readonly value: boolean | number | string | null;
  /** Who set it; where several regulations restrict it, the first of them. */
  readonly source: Source | RegulationSource | null;
  /** Of limits and metered features; null elsewhere. `used` is null where the request did not say it. */
  readonly limit: number | null;
  readonly used: number | null;
  readonly remaining: number | null;
  /** When the allowance starts anew (epoch milliseconds); null where nothing is metered. */
  readonly resetsAt: number | null;
  /** From when on time alone may change the answer (epoch milliseconds, Infinity: never). */
  readonly staleAfter: number;
  readonly exposures: readonly Exposure[];
}

/** A decision that is given to many, so that none can change what another sees. */
export function frozen(decision: Decision): Decision {
  return Object.freeze(decision);
}

export const NO_EXPOSURES: readonly Exposure[] = Object.freeze([]);

/** A denial that has nothing to say but its reason. */
export function denial(reason: ReasonCode, staleAfter: number): Decision {
  return frozen({
    allowed: false,
    reason,
    value: null,
    source: null,
    limit: null,
    used: null,
    remaining: null,
    resetsAt: null,
    staleAfter,
    exposures: NO_EXPOSURES,
  });
}

/** The denial of a customer who has no license for the product. */
export const LICENSE_MISSING = denial('license_missing', Number.POSITIVE_INFINITY);
/** The denial of a feature that the catalog does not have for the product. */
export const FEATURE_UNKNOWN = denial('feature_unknown', Number.POSITIVE_INFINITY);
