import type { FeatureType } from '../catalog/program.ts';
import type { Window } from '../metering/window.ts';
import { grants } from '../terms/standing.ts';
import type { Decision } from './decision.ts';

/** What a decision needs to know of a feature besides what it is worth. */
interface Settled {
  readonly type: FeatureType;
  readonly window: Window | undefined;
}

/**
 * Turns what a feature is worth into an answer. `used` is how many exist (limit) or how much of the window is used up (metered), `wanted` how
 * many more are asked for; one where it is not said. One literal, so that every decision has the same hidden class.
 */
export function settle(
  { type, window }: Settled,
  {
    value,
    source,
    reason,
    exposures,
    staleAfter,
  }: Pick<Decision, 'value' | 'source' | 'reason' | 'exposures' | 'staleAfter'>,
  used: number | undefined,
  wanted: number | undefined,
): Decision {
  const limit = typeof value === 'number' && type !== 'static' ? value : null;
  const covered =
    limit === null
      ? grants(value ?? undefined)
      : limit > 0 && (used ?? 0) + (wanted ?? (used === undefined ? 0 : 1)) <= limit;
  return {
    allowed: covered,
    reason:
      covered || limit === null || limit <= 0 ? reason : type === 'metered' ? 'allowance_exhausted' : 'limit_reached',
    value,
    source,
    limit,
    used: limit === null ? null : (used ?? null),
    remaining: limit === null || used === undefined ? null : Math.max(0, limit - used),
    resetsAt: window?.endsAt ?? null,
    staleAfter,
    exposures,
  };
}
