import { type LoadedProgram, planVersion } from '../catalog/load.ts';
import { activeItems } from '../terms/active-items.ts';
import { type TermChange, termChanges } from '../terms/difference.ts';
import { resolveEntitlement } from '../terms/resolve.ts';
import { factsOf } from './facts.ts';
import type { Item, License, Offer } from './license.ts';
import type { WindowUse } from './world.ts';

/**
 * The right-sizing offer for a base plan's term: of all base plans, each at its newest version, the lowest whose allowances would have covered
 * the most that was used in any window of the term, with the customer's own segments, add-ons and overrides on top. Where none would
 * have, the highest. null where nothing was recorded to judge by.
 */
export function offerFor(
  license: License,
  program: LoadedProgram,
  item: Item,
  windows: Readonly<Record<string, readonly WindowUse[]>>,
  now: number,
): Offer | null {
  const held = program.plans.get(item.plan)?.plan;
  const peaks = peaksOf(license, program, item, windows);
  if (held?.kind !== 'base' || Object.keys(peaks).length === 0) return null;
  // As on the term's last day, when nobody doubts that it stands.
  const at = Math.min(now, (item.to ?? now) - 1);
  const plans = newestBases(program, license.product);
  const fitting = plans.find((plan) => covers(withPlan(license, item, plan.name), program, peaks, at)) ?? plans.at(-1);
  if (fitting === undefined) return null;
  const change = fitting.tier === held.tier ? 'none' : fitting.tier > held.tier ? 'rise' : 'fall';
  const plan = change === 'none' ? held.name : fitting.name;
  const terms: readonly TermChange[] = termChanges(
    program,
    factsOf(license, program, at),
    factsOf(withPlan(license, item, plan), program, at),
    at,
  );
  return { plan, change, peaks, terms };
}

/** The most that was used of each metered feature in one window of the term. */
function peaksOf(
  { product }: License,
  { features }: LoadedProgram,
  { from, to }: Item,
  windows: Readonly<Record<string, readonly WindowUse[]>>,
): Record<string, number> {
  const peaks: Record<string, number> = {};
  for (const { name, meter, product: of } of features) {
    if (meter === undefined || of !== product) continue;
    const used = (windows[meter] ?? [])
      .filter((window) => window.endsAt > from && (to === null || window.startsAt < to))
      .map((window) => window.used);
    if (used.length > 0) peaks[name] = Math.max(...used);
  }
  return peaks;
}

function newestBases({ program, plans }: LoadedProgram, product: string) {
  const newest = new Map<string, (typeof program.plans)[number]>();
  for (const plan of program.plans) {
    const name = plans.get(plan.name)?.name ?? plan.name;
    const known = newest.get(name);
    if (plan.kind !== 'base' || plan.product !== product) continue;
    if (known === undefined || planVersion(plan.name) > planVersion(known.name)) newest.set(name, plan);
  }
  return [...newest.values()].toSorted((a, b) => a.tier - b.tier);
}

function withPlan(license: License, item: Item, plan: string): License {
  return { ...license, items: license.items.map((one) => (one === item ? { ...one, plan } : one)) };
}

function covers(
  license: License,
  program: LoadedProgram,
  peaks: Readonly<Record<string, number>>,
  at: number,
): boolean {
  const facts = factsOf(license, program, at);
  const active = activeItems(program, facts, at);
  return Object.entries(peaks).every(([feature, used]) => {
    const { value } = resolveEntitlement(program, facts, active, program.featureIndex.get(feature) ?? -1, at);
    return used === 0 || (typeof value === 'number' && value >= used);
  });
}
