import type { RequestLayer } from '../catalog/load.ts';
import type { FeatureType } from '../catalog/program.ts';
import type { Window } from '../metering/window.ts';
import type { Masks } from '../segment/masks.ts';
import type { Scope } from '../segment/scope.ts';
import type { Entitlement } from '../terms/standing.ts';
import type { Decision, Exposure } from './decision.ts';

/** A feature resolved for a license, as far as it does not depend on who asks and how much is used. */
export interface Prepared {
  readonly type: FeatureType;
  readonly layers: readonly RequestLayer[];
  readonly masks: Masks | undefined;
  /** What request segments read besides the asker. */
  readonly scope: Scope;
  readonly window: Window | undefined;
  /** The half-open interval of time in which this stands. */
  readonly from: number;
  readonly until: number;
  /** What it comes to before any request segment is asked. */
  readonly outcome: Outcome;
  /**
   * What it came to for those who asked, by what its request segments said: to each belongs a digit, 0 for no, 1 for yes, 2 for unknown. A decision
   * for a new asker then makes nothing.
   */
  readonly outcomes: (Outcome | undefined)[];
}

/** What a feature comes to for an asker. */
export interface Outcome {
  readonly entitlement: Entitlement;
  readonly exposures: readonly Exposure[];
  /** The answer where no amount is given. */
  readonly decision: Decision;
}
