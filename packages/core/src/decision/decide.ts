import type { ProgramFeature } from '../catalog/program.ts';
import type { Attributes, Scope } from '../segment/scope.ts';
import type { ReasonCode } from '../terms/reasons.ts';
import { type ActiveItems, applyLayer, type Entitlement, grants, type Source } from '../terms/resolve.ts';
import { entitlementAt, resolvedAt, type Session, windowOf } from './session.ts';

/** What is asked: one feature, for whom, where, on what, and how much of it. */
export interface DecisionRequest {
  readonly feature: string;
  /** The user: `id`, `roles`, and what the catalog declares. */
  readonly user?: Attributes;
  /** Where it is used: `country` (ISO 3166-1) and `subdivision` (ISO 3166-2). */
  readonly place?: Attributes;
  readonly device?: Attributes;
  /** For a limit: how many exist now. For a metered feature: how much of the current window is used. */
  readonly used?: number;
  /** How many more are wanted; one where it is not said. */
  readonly wanted?: number;
}

/** An answer, with the reason for it. A denial is a value, never an exception. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: ReasonCode;
  /** Boolean: whether it is on. Limit and metered: the ceiling or allowance (Infinity: unlimited). Static: the value. */
  readonly value: boolean | number | string | null;
  readonly source: Source | null;
  /** Of limits and metered features; null elsewhere. `used` is null where the request did not say it. */
  readonly limit: number | null;
  readonly used: number | null;
  readonly remaining: number | null;
  /** When the allowance starts anew (epoch milliseconds); null where nothing is metered. */
  readonly resetsAt: number | null;
  /** From when on time alone may change the answer (epoch milliseconds, Infinity: never). */
  readonly staleAfter: number;
}

/** Decides one feature of an opened license at a moment (epoch milliseconds). Pure, and the same everywhere. */
export function decide(session: Session, request: DecisionRequest, now: number): Decision {
  const index = session.program.featureIndex.get(request.feature);
  const feature = index === undefined ? undefined : session.program.features[index];
  const { active } = resolvedAt(session, now);
  if (index === undefined || feature === undefined || feature.product !== session.facts.product) {
    return denied('feature_unknown', Number.POSITIVE_INFINITY);
  }
  if (active.blocked !== undefined) return denied(active.blocked, active.until);
  const entitlement = forRequest(session, entitlementAt(session, index, now), index, request, active);
  return conclude(session, feature, entitlement, request, active.until, now);
}

/** The denial of a customer who has no license for the product. */
export function withoutLicense(): Decision {
  return denied('license_missing', Number.POSITIVE_INFINITY);
}

function forRequest(
  session: Session,
  resolved: Entitlement,
  feature: number,
  request: DecisionRequest,
  active: ActiveItems,
): Entitlement {
  const layers = session.program.requestLayers[feature];
  if (layers === undefined || layers.length === 0) return resolved;
  const scope: Scope = {
    customer: { id: session.facts.customer },
    license: active.license,
    ...(request.user && { user: request.user }),
    ...(request.place && { place: request.place }),
    ...(request.device && { device: request.device }),
  };
  return layers.reduce((below, layer) => applyLayer(below, layer, layer.rule(scope)), resolved);
}

function conclude(
  session: Session,
  feature: ProgramFeature,
  { value, source, reason }: Entitlement,
  request: DecisionRequest,
  until: number,
  now: number,
): Decision {
  if (typeof value !== 'number' || feature.type === 'static') {
    return { ...UNMETERED, allowed: grants(value), reason, value: value ?? null, source, staleAfter: until };
  }
  const window = feature.meter === undefined ? undefined : windowOf(session, feature.meter, now);
  const { used, wanted = 1 } = request;
  const enough = value > 0 && (used === undefined || used + wanted <= value);
  const exceeded = feature.type === 'metered' ? 'allowance_exhausted' : 'limit_reached';
  return {
    allowed: enough,
    reason: enough || value <= 0 ? reason : exceeded,
    value,
    source,
    limit: value,
    used: used ?? null,
    remaining: used === undefined ? null : Math.max(0, value - used),
    resetsAt: window?.endsAt ?? null,
    staleAfter: Math.min(until, window?.endsAt ?? Number.POSITIVE_INFINITY),
  };
}

const UNMETERED = { limit: null, used: null, remaining: null, resetsAt: null };

function denied(reason: ReasonCode, staleAfter: number): Decision {
  return { ...UNMETERED, allowed: false, reason, value: null, source: null, staleAfter };
}
