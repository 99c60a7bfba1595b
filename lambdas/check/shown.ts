import type { ApiDecision } from '@licet/contracts';
import type { Decision, TraceStep } from '@licet/core/decision';

/** A decision as the API shows it: instants in RFC 3339, unlimited as null, and no field that has nothing to say. */
export function shownDecision(decision: Decision, trace: readonly TraceStep[] | undefined): ApiDecision {
  const { allowed, reason, value, source, limit, used, remaining, resetsAt, exposures } = decision;
  return {
    allowed,
    reason,
    value: finite(value),
    source,
    ...(limit !== null && { limit: finite(limit), ...(used !== null && { used, remaining: finite(remaining) }) }),
    ...(resetsAt !== null && { resetsAt: new Date(resetsAt).toISOString() }),
    ...(exposures.length > 0 && { exposures: [...exposures] }),
    ...(trace && { trace: [...trace] }),
  };
}

/** JSON has no infinity. */
function finite<T>(value: T): T | null {
  return value === Number.POSITIVE_INFINITY ? null : value;
}
