import { type LoadedProgram, termValue } from '../catalog/load.ts';
import type { FeatureType } from '../catalog/program.ts';
import { type ActiveItems, endOf, isActive } from './active-items.ts';
import { applyEffect, type TermValue } from './effect.ts';
import type { Facts } from './facts.ts';
import { describeLaid, type Entitlement, grants, layOverlay, type Source } from './standing.ts';
import { type Trace, traced } from './trace.ts';

/**
 * Resolves one feature for a license: items, then the overlays of customer segments by rank, then overrides. What it
 * considers is written to the trace, if there is one.
 */
export function resolveEntitlement(
  program: LoadedProgram,
  facts: Facts,
  active: ActiveItems,
  feature: number,
  now: number,
  trace?: Trace,
): Entitlement {
  if (trace !== undefined) traceItems(program, facts, feature, now, trace);
  let entitlement = fromItems(active, feature, program.features[feature]?.type ?? 'boolean');
  for (const layer of program.layers[feature] ?? []) {
    const holds = facts.segments[layer.source.id];
    const laid = layOverlay(entitlement, layer, holds);
    trace?.push({
      step: 'overlay',
      id: layer.source.id,
      outcome: describeLaid(entitlement, laid, holds),
      ...traced('before', entitlement.value),
      ...traced('after', laid.value),
    });
    entitlement = laid;
  }
  return facts.overrides.length === 0 ? entitlement : withOverrides(program, facts, entitlement, feature, now, trace);
}

function withOverrides(
  program: LoadedProgram,
  facts: Facts,
  below: Entitlement,
  feature: number,
  now: number,
  trace: Trace,
): Entitlement {
  const name = program.features[feature]?.name;
  let entitlement = below;
  for (const override of facts.overrides) {
    if (override.feature !== name) continue;
    const before = entitlement.value;
    if (isActive(override, now)) {
      const value = applyEffect(before, override.operation, termValue(override.value));
      const reason = grants(value) ? 'granted' : 'override_restricted';
      // As with overlays: what changes nothing has no say.
      if (value !== before) entitlement = { value, source: { kind: 'override', id: override.id }, reason };
    }
    const applied = entitlement.value === before ? 'no_effect' : 'applied';
    const outcome = isActive(override, now) ? applied : override.from > now ? 'not_begun' : 'ended';
    trace?.push({
      step: 'override',
      id: override.id,
      outcome,
      ...traced('before', before),
      ...traced('after', entitlement.value),
    });
  }
  return entitlement;
}

/** Boolean: or. Limit and metered: the sum, times quantity. Static: the value of the highest tier. */
function fromItems(active: ActiveItems, feature: number, type: FeatureType): Entitlement {
  let value: TermValue = nothing(type);
  let source: Source | null = null;
  let tier = Number.NEGATIVE_INFINITY;
  for (const { item, loaded, ended } of active.items) {
    const granted = loaded.grants.get(feature);
    if (!grants(granted)) continue;
    // What was bought stays, but nobody pays for more of what is used up.
    if (ended && type === 'metered' && loaded.plan.renewal.expiration === 'maintain') continue;
    const highest = loaded.plan.tier > tier;
    if (type === 'boolean') value = true;
    else if (type === 'static') value = highest ? granted : value;
    else if (typeof value === 'number' && typeof granted === 'number') value += granted * item.quantity;
    if (highest) {
      source = loaded.source;
      tier = loaded.plan.tier;
    }
  }
  return { value, source, reason: grants(value) ? 'granted' : 'not_granted' };
}

/** What a feature is worth that nobody grants. */
export function nothing(type: FeatureType): TermValue {
  if (type === 'boolean') return false;
  return type === 'static' ? undefined : 0;
}

function traceItems(
  program: LoadedProgram,
  facts: Facts,
  feature: number,
  now: number,
  trace: NonNullable<Trace>,
): void {
  for (const item of facts.items) {
    const loaded = program.plans.get(item.plan);
    const granted = loaded?.grants.get(feature);
    const standing = granted === undefined ? 'grants_nothing' : 'counted';
    const inTime = isActive({ from: item.from, to: endOf(item) }, now)
      ? standing
      : item.from > now
        ? 'not_begun'
        : 'ended';
    trace.push({
      step: 'item',
      id: item.plan,
      outcome: loaded === undefined ? 'plan_unknown' : inTime,
      ...traced('after', granted),
      facts: { quantity: item.quantity },
    });
  }
}
