import type { WindowKind } from '../metering/window.ts';
import type { Rulebook } from '../regulation/rulebook.ts';
import type { FeatureFacts } from '../regulation/situation.ts';
import type { Expression } from '../segment/expression.ts';
import type { EffectOperation } from '../terms/effect.ts';

export type FeatureType = 'boolean' | 'limit' | 'metered' | 'static';
export type SegmentLevel = 'customer' | 'request';
export type Aggregate = 'count' | 'sum';

/**
 * What a program says of a grant: true for a boolean, a number for a limit or a metered allowance, a text or number for
 * a static feature. `null` is "unlimited", since JSON has no infinity.
 */
export type GrantValue = boolean | number | string | null;

export interface ProgramMeter {
  readonly name: string;
  readonly product: string;
  /** The CloudEvent type that it counts. */
  readonly event: string;
  readonly aggregate: Aggregate;
  /** The property of the event's data that a sum adds up. */
  readonly property?: string;
  readonly window: WindowKind;
}

export interface ProgramFeature extends Pick<FeatureFacts, 'tags' | 'exportClass' | 'enc' | 'softwareClass'> {
  readonly name: string;
  readonly product: string;
  readonly type: FeatureType;
  /** The meter whose usage counts against a metered feature. */
  readonly meter?: string;
}

export interface ProgramPlan {
  /** `name@version`. */
  readonly name: string;
  readonly product: string;
  readonly kind: 'base' | 'addon' | 'topup';
  readonly tier: number;
  /** An ISO 8601 period; absent where the plan has no end of its own. */
  readonly term?: string;
  readonly trial?: string;
  /** A trial becomes a paid term by itself; where it is absent, it lapses. */
  readonly trialEnd?: 'convert';
  /** The term begins with its first use. */
  readonly firstUse?: true;
  /** What becomes of a term that ends. Defaults are left out: from the last term's end, no grace, restrict, nobody is asked. */
  readonly renewal: {
    readonly policy: 'auto' | 'manual' | 'none';
    readonly notice?: string;
    readonly basis?: 'now' | 'now-if-expired';
    readonly grace?: string;
    readonly expiration?: 'maintain' | 'allow' | 'revoke';
    readonly approval?: true;
    readonly payment?: true;
  };
  /** Pairs of a feature's index and its value. */
  readonly grants: readonly (readonly [feature: number, value: GrantValue])[];
}

export interface ProgramSegment {
  readonly name: string;
  readonly level: SegmentLevel;
  readonly rule: Expression;
  /** The experiment that the segment is; its exposure is named in decisions. */
  readonly experiment?: string;
  /** What the segment lays on the plan; empty for a segment that only classifies. */
  readonly effects: readonly (readonly [feature: number, operation: EffectOperation, value: GrantValue])[];
}

/**
 * A catalog version, compiled: plain JSON, immutable, and named by the hash of its text, so that readers cache it for
 * ever. Features are known by their index; segments stand in the order in which they are laid (rank, then name).
 */
export interface Program {
  readonly v: 1;
  readonly catalog: string;
  readonly products: readonly string[];
  readonly meters: readonly ProgramMeter[];
  readonly features: readonly ProgramFeature[];
  readonly plans: readonly ProgramPlan[];
  readonly segments: readonly ProgramSegment[];
  /** The packs that were published with it. */
  readonly regulations?: Rulebook;
}
