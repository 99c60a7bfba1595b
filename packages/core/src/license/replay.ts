import { canonicalJson } from '../hash/canonical-json.ts';
import { evolve, type LicenseEvent } from './event.ts';
import type { License } from './license.ts';

/** A license as it was known at a moment: its log, folded up to then. undefined: nothing had happened yet. */
export function replay(events: readonly LicenseEvent[], at = Number.POSITIVE_INFINITY): License | undefined {
  return events.filter((event) => event.at <= at).reduce<License | undefined>(evolve, undefined);
}

/**
 * The events up to a moment that led to what was decided of a feature, newest first: those that changed it, those that changed what is held (which may
 * have begun later), and those that brought the license into another state, by which everything is granted or nothing.
 */
export function leadingTo(events: readonly LicenseEvent[], feature: string, at: number): LicenseEvent[] {
  return events
    .filter((event) => event.at <= at)
    .filter(({ terms, before, after: { state, items, overrides } }) => {
      if (state !== undefined || items !== undefined || terms.some((term) => term.feature === feature)) return true;
      return overrides !== undefined && overridesOf(before, feature) !== overridesOf({ overrides }, feature);
    })
    .toReversed();
}

/** The overrides of a feature, as a text. An event that changes any has those of all features. */
function overridesOf({ overrides = [] }: LicenseEvent['before'], feature: string): string {
  return canonicalJson(overrides.filter((one) => one.feature === feature));
}
