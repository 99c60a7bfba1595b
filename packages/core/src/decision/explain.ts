import { resolveEntitlement } from '../terms/resolve.ts';
import { describeLaid, layOverlay } from '../terms/standing.ts';
import { traced, type TraceStep } from '../terms/trace.ts';
import { type DecisionRequest, decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { regulationSteps } from './explain-regulations.ts';
import { activeAt, regulatedAt, type Session } from './session.ts';
import { truth } from '../segment/evaluate.ts';
import { readingsOf } from '../segment/readings.ts';
import type { Scope } from '../segment/scope.ts';

/** A decision, and everything that was considered on the way to it, in order. */
export interface Explained {
  readonly decision: Decision;
  readonly trace: readonly TraceStep[];
}

/**
 * Decides, and says of each item, overlay, override, request segment and regulation that was considered why it did or did not matter. The answer is
 * `decide`'s own; the trace walks the same functions once more, with a pencil.
 */
export function explain(session: Session, request: DecisionRequest, now: number): Explained {
  const decision = decide(session, request, now);
  const trace: TraceStep[] = [];
  const { program, facts } = session;
  const index = program.featureIndex.get(request.feature);
  if (index === undefined || program.features[index]?.product !== facts.product) return { decision, trace };
  const active = activeAt(session, now);
  trace.push({ step: 'state', id: facts.state, outcome: active.blocked === undefined ? 'stands' : 'blocks' });
  let entitlement = resolveEntitlement(program, facts, active, index, now, trace);
  if (active.blocked !== undefined) return { decision, trace };
  const scope: Scope = {
    customer: { id: facts.customer },
    license: active.license,
    user: request.user,
    place: request.place,
    device: request.device,
  };
  for (const layer of program.requestLayers[index] ?? []) {
    const holds = truth(layer.rule(scope, request));
    const laid = layOverlay(entitlement, layer, holds);
    trace.push({
      step: 'request',
      id: layer.source.id,
      outcome: describeLaid(entitlement, laid, holds),
      ...traced('before', entitlement.value),
      ...traced('after', laid.value),
      facts: readingsOf(layer.reads, scope),
    });
    entitlement = laid;
  }
  const regulated = regulatedAt(session, index);
  const { type } = program.features[index] ?? { type: 'boolean' };
  if (regulated !== undefined) trace.push(...regulationSteps(regulated, request, entitlement, type, now));
  if (decision.limit !== null) {
    const { used, wanted } = request;
    trace.push({
      step: 'usage',
      id: program.features[index]?.meter ?? request.feature,
      outcome: decision.allowed ? 'within' : 'exceeded',
      facts: {
        limit: Number.isFinite(decision.limit) ? decision.limit : null,
        used: used ?? null,
        wanted: wanted ?? 1,
      },
    });
  }
  return { decision, trace };
}
