import { type LoadedPlan, type LoadedProgram, planName, termValue } from '../catalog/load.ts';
import type { FeatureType } from '../catalog/program.ts';
import type { LicenseScope } from '../segment/scope.ts';
import { applyEffect, isLess, type TermValue } from './effect.ts';
import type { FactItem, Facts } from './facts.ts';
import type { ReasonCode } from './reasons.ts';

/** Who set an entitlement: a plan (`team@2`), a segment's overlay, or an override. */
export interface Source {
  readonly kind: 'plan' | 'overlay' | 'override';
  readonly id: string;
}

/** A resolved grant with its provenance: the value, who set it, and `granted` or the reason why it grants nothing. */
export interface Entitlement {
  readonly value: TermValue;
  readonly source: Source | null;
  readonly reason: ReasonCode;
}

/** The items of a license that grant at one moment, and until when that holds. */
export interface ActiveItems {
  readonly items: readonly { readonly item: FactItem; readonly loaded: LoadedPlan }[];
  /** Why nothing is granted at all; undefined where a base plan stands. */
  readonly blocked: ReasonCode | undefined;
  /** The half-open interval of time in which this stands, as far as time alone changes it. */
  readonly from: number;
  readonly until: number;
  readonly license: LicenseScope;
}

const STOPPED: Partial<Record<Facts['state'], ReasonCode>> = {
  suspended: 'license_suspended',
  expired: 'license_expired',
  cancelled: 'license_cancelled',
  revoked: 'license_revoked',
};

/**
 * Finds what grants at a moment. Items carry their own times, so a license begins and ends by itself, without anything
 * having to run at that moment, and offline. Without a base plan that stands, add-ons grant nothing.
 */
export function activeItems(program: LoadedProgram, facts: Facts, now: number): ActiveItems {
  let [from, until] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const boundary = (at: number) => {
    if (at <= now) from = Math.max(from, at);
    else until = Math.min(until, at);
  };
  const items: { item: FactItem; loaded: LoadedPlan }[] = [];
  let [base, upcoming]: [ProgramPlanOf | undefined, boolean] = [undefined, false];
  for (const item of facts.items) {
    boundary(item.from);
    if (item.to !== null) boundary(item.to);
    const loaded = program.plans.get(item.plan);
    if (loaded === undefined) continue;
    if (item.from <= now && (item.to === null || now < item.to)) {
      items.push({ item, loaded });
      if (loaded.plan.kind === 'base') base = { plan: loaded.plan, quantity: item.quantity };
    } else if (item.from > now && loaded.plan.kind === 'base') upcoming = true;
  }
  for (const override of facts.overrides) {
    boundary(override.from);
    if (override.to !== null) boundary(override.to);
  }
  const stopped = STOPPED[facts.state];
  const absent = upcoming || facts.items.length === 0 ? 'license_pending' : 'license_expired';
  return {
    items,
    blocked: stopped ?? (base === undefined ? absent : undefined),
    from,
    until,
    license: {
      plan: base === undefined ? '' : planName(base.plan.name),
      tier: base?.plan.tier ?? 0,
      addons: items
        .filter(({ loaded }) => loaded.plan.kind === 'addon')
        .map(({ loaded }) => planName(loaded.plan.name)),
      quantity: base?.quantity ?? 0,
    },
  };
}

type ProgramPlanOf = { plan: LoadedPlan['plan']; quantity: number };

/**
 * Resolves one feature for a license: items, then the overlays of customer segments by rank, then overrides. Where a
 * membership is unknown, the more restrictive of "applied" and "not applied" is taken.
 */
export function resolveEntitlement(
  program: LoadedProgram,
  facts: Facts,
  active: ActiveItems,
  feature: number,
  now: number,
): Entitlement {
  let entitlement = fromItems(active, feature, program.features[feature]?.type ?? 'boolean');
  for (const layer of program.layers[feature] ?? []) {
    entitlement = applyLayer(entitlement, layer, facts.segments[layer.segment]);
  }
  const name = program.features[feature]?.name;
  for (const override of facts.overrides) {
    if (override.feature !== name || override.from > now || (override.to !== null && override.to <= now)) continue;
    const value = applyEffect(entitlement.value, override.operation, termValue(override.value));
    entitlement = settle(value, { kind: 'override', id: override.id }, 'override_restricted');
  }
  return entitlement;
}

/** Lays one segment's effect on an entitlement, given whether the segment holds (`undefined`: not known). */
export function applyLayer(
  below: Entitlement,
  layer: { readonly segment: string; readonly operation: Parameters<typeof applyEffect>[1]; readonly value: TermValue },
  holds: boolean | undefined,
): Entitlement {
  if (holds === false) return below;
  const value = applyEffect(below.value, layer.operation, layer.value);
  if (holds === undefined && !isLess(value, below.value)) return below;
  if (value === below.value) return below;
  return settle(value, { kind: 'overlay', id: layer.segment }, holds ? 'segment_restricted' : 'segment_unknown');
}

/** Whether a value grants anything: true, more than nothing, or a static value that is set. */
export function grants(value: TermValue): boolean {
  return typeof value === 'number' ? value > 0 : value !== undefined && value !== false;
}

function settle(value: TermValue, source: Source, denied: ReasonCode): Entitlement {
  return { value, source, reason: grants(value) ? 'granted' : denied };
}

/** Boolean: or. Limit and metered: the sum, times quantity. Static: the value of the highest tier. */
function fromItems(active: ActiveItems, feature: number, type: FeatureType): Entitlement {
  let value: TermValue = nothing(type);
  let source: Source | null = null;
  let tier = Number.NEGATIVE_INFINITY;
  for (const { item, loaded } of active.items) {
    const granted = loaded.grants.get(feature);
    // A plan that writes false or 0 says clearly that it grants nothing: it neither adds nor is it who set the value.
    if (granted === undefined || granted === false || (type !== 'static' && granted === 0)) continue;
    const highest = source === null || loaded.plan.tier > tier;
    if (type === 'boolean') value = value === true || granted === true;
    else if (type === 'static') value = highest ? granted : value;
    else if (typeof value === 'number' && typeof granted === 'number') value += granted * item.quantity;
    if (highest) {
      source = { kind: 'plan', id: loaded.plan.name };
      tier = loaded.plan.tier;
    }
  }
  return { value, source, reason: grants(value) ? 'granted' : 'not_granted' };
}

function nothing(type: FeatureType): TermValue {
  if (type === 'boolean') return false;
  return type === 'static' ? undefined : 0;
}
