import type { TermValue } from '../../terms/effect.ts';
import type { Effect } from '../checks/overlays.ts';
import { GrantMismatch, grantValue } from '../grant.ts';
import { planName, termValue } from '../load.ts';
import type { Catalog, CatalogFeature } from '../schema.ts';
import { applied } from './effects.ts';

/** What a feature can be worth: from the least to the most. A switch that is off is 0, one that is on is 1. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** What a base plan can give of a feature: one unit of it alone, up to as many as can be bought, with every add-on. */
export function rangeOnPlan(
  plan: Catalog['plans'][string],
  name: string,
  feature: CatalogFeature,
  plans: Catalog['plans'],
): ValueRange {
  const ownAmount = amountOf(plan, name, feature);
  const fromAddons = Object.values(plans).some(
    (other) => other.kind !== 'base' && other.product === plan.product && amountOf(other, name, feature) > 0,
  );
  const many = feature.type === 'boolean' ? 1 : Number.POSITIVE_INFINITY;
  return { least: ownAmount, most: ownAmount > 0 || fromAddons ? many : 0 };
}

function amountOf({ grants }: Catalog['plans'][string], name: string, feature: CatalogFeature): number {
  const written = Object.hasOwn(grants, name) ? grants[name] : undefined;
  const value = written === undefined ? 0 : grantValue(feature, written);
  return value instanceof GrantMismatch ? 0 : asNumber(termValue(value));
}

function asNumber(value: TermValue): number {
  return typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : 0;
}

/** What is left of a range where an effect may be laid on it, or not. Effects never turn more into less than less does. */
export function withMaybe(effect: Effect, { least, most }: ValueRange): ValueRange {
  return { least: Math.min(least, on(effect, least)), most: Math.max(most, on(effect, most)) };
}

function on(effect: Effect, value: number): number {
  return asNumber(applied(effect, value));
}

/** Whether an effect changes nothing, whatever of a range it is laid on. */
export function isIdle(effect: Effect, { least, most }: ValueRange): boolean {
  const { operation } = effect;
  if (operation === 'atLeast' || operation === 'atMost')
    return on(effect, least) === least && on(effect, most) === most;
  if (operation === 'add' && effect.value === 0) return true;
  if (operation === 'multiply' && effect.value === 1) return true;
  return least === most && on(effect, least) === least;
}

/** The versions of base plans of a product, by their names without versions. */
export function basePlansOf(plans: Catalog['plans'], product: string): ReadonlyMap<string, readonly string[]> {
  const bases = Object.entries(plans).filter(([, plan]) => plan.kind === 'base' && plan.product === product);
  return Map.groupBy(
    bases.map(([name]) => name),
    planName,
  );
}
