import type { RequestLayer } from '../catalog/load.ts';
import type { FeatureType } from '../catalog/program.ts';
import type { Window } from '../metering/window.ts';
import type { Distinguished } from '../segment/cells.ts';
import type { Scope } from '../segment/scope.ts';
import type { Entitlement } from '../terms/standing.ts';
import type { Decision, Exposure } from './decision.ts';
import type { Regulated } from './regulated.ts';

/** A feature resolved for a license, as far as it does not depend on who asks and how much is used. */
export interface Prepared {
  readonly type: FeatureType;
  readonly window: Window | undefined;
  /** The half-open interval of time in which this stands. */
  readonly from: number;
  readonly until: number;
  /** What it comes to before any request segment is asked, and the experiments that had a say in that. */
  readonly entitlement: Entitlement;
  readonly exposures: readonly Exposure[];
  readonly layers: readonly RequestLayer[];
  /** What request segments read besides the asker. */
  readonly scope: Scope;
  /** What the request segments tell apart; undefined where they have to be asked each time. */
  readonly attributes: readonly Distinguished[] | undefined;
  /**
   * The answers where no amount is given, by the cell of whoever asks; without cells by what the request segments said. So an answer to somebody new
   * is found and not made.
   */
  readonly answers: (Decision | undefined)[];
  /** Undefined where no regulation may ever act on it. */
  readonly regulated: Regulated | undefined;
}
