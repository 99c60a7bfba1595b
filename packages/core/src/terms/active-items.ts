import type { LoadedPlan, LoadedProgram } from '../catalog/load.ts';
import type { LicenseScope } from '../segment/scope.ts';
import type { FactItem, Facts } from './facts.ts';
import type { ReasonCode } from './reasons.ts';

/** An item that grants, with its plan. */
export interface ActiveItem {
  readonly item: FactItem;
  readonly loaded: LoadedPlan;
  /** Its term has ended, and it grants by the grace or the expiration strategy of its plan. */
  readonly ended: boolean;
}

/** The items of a license that grant at one moment, and until when that holds. */
export interface ActiveItems {
  readonly items: readonly ActiveItem[];
  /** Why nothing is granted at all; undefined where a base plan stands. */
  readonly blocked: ReasonCode | undefined;
  /** The half-open interval of time in which this stands, as far as time alone changes it. */
  readonly from: number;
  readonly until: number;
  readonly license: LicenseScope;
}

const STOPPED: Readonly<Partial<Record<Facts['state'], ReasonCode>>> = {
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
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  const items: ActiveItem[] = [];
  let base: ActiveItem | undefined;
  let upcoming = false;
  const addons: string[] = [];
  for (const item of facts.items) {
    for (const at of [item.from, item.to, item.graceTo]) {
      if (at === null || at === undefined) continue;
      if (at <= now) from = Math.max(from, at);
      else until = Math.min(until, at);
    }
    const loaded = program.plans.get(item.plan);
    if (loaded === undefined) continue;
    const isBase = loaded.plan.kind === 'base';
    const ended = item.to !== null && item.to <= now;
    if (isActive({ from: item.from, to: endOf(item) }, now)) {
      const active = { item, loaded, ended };
      items.push(active);
      if (isBase) base = active;
      else if (loaded.plan.kind === 'addon') addons.push(loaded.name);
    } else if (isBase && item.from > now) upcoming = true;
  }
  for (const override of facts.overrides) {
    for (const at of [override.from, override.to ?? Number.POSITIVE_INFINITY]) {
      if (at <= now) from = Math.max(from, at);
      else until = Math.min(until, at);
    }
  }
  const absent = upcoming || facts.items.length === 0 ? 'license_pending' : 'license_expired';
  return {
    items,
    blocked: stopped(facts.state, base) ?? (base === undefined ? absent : undefined),
    from,
    until,
    license: {
      plan: base?.loaded.name ?? '',
      tier: base?.loaded.plan.tier ?? 0,
      addons,
      quantity: base?.item.quantity ?? 0,
    },
  };
}

/** A license that has expired grants what its plan lets it keep: then its base plan stands beyond its term. */
function stopped(state: Facts['state'], base: ActiveItem | undefined): ReasonCode | undefined {
  return state === 'expired' && base?.ended === true ? undefined : STOPPED[state];
}

/** When an item grants no longer: at the end of its term, or of its grace; null: never. */
export function endOf({ to, graceTo }: FactItem): number | null {
  return graceTo === undefined ? to : graceTo;
}

/** Whether something that is half-open in time counts at a moment. */
export function isActive({ from, to }: { readonly from: number; readonly to: number | null }, now: number): boolean {
  return from <= now && (to === null || now < to);
}
