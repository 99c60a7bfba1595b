import type { LoadedProgram } from '../catalog/load.ts';
import { type Window, windowAt } from '../metering/window.ts';
import type { Facts } from '../terms/facts.ts';
import { type ActiveItems, activeItems, type Entitlement, resolveEntitlement } from '../terms/resolve.ts';

/** Thrown where facts were written by a newer Licet, or are damaged. */
export class FactsUnreadableError extends Error {
  readonly code = 'facts_unreadable';
}

/**
 * A license opened under a program: answers many features for nearly nothing. It follows time by itself: what was
 * resolved is kept only as long as time alone does not change it. Not shared between licenses or programs.
 */
export interface Session {
  readonly program: LoadedProgram;
  readonly facts: Facts;
  resolved: Resolved | undefined;
  readonly windows: Map<string, Window>;
}

interface Resolved {
  readonly active: ActiveItems;
  readonly entitlements: (Entitlement | undefined)[];
}

/**
 * Opens a license. Entitlements are resolved at first use, so opening costs next to nothing.
 * @throws FactsUnreadableError where the facts have a form that this version does not know.
 */
export function open(program: LoadedProgram, facts: Facts): Session {
  if (facts?.v !== 1 || !Array.isArray(facts.items)) {
    throw new FactsUnreadableError(`facts of form ${String(facts?.v)}; this reader knows form 1`);
  }
  return { program, facts, resolved: undefined, windows: new Map() };
}

/** What grants at a moment, resolved anew only where the moment lies outside what was resolved before. */
export function resolvedAt(session: Session, now: number): Resolved {
  const known = session.resolved;
  if (known !== undefined && known.active.from <= now && now < known.active.until) return known;
  const resolved = { active: activeItems(session.program, session.facts, now), entitlements: [] };
  session.resolved = resolved;
  return resolved;
}

/** The entitlement of one feature, by its index in the program. Request segments are not in it. */
export function entitlementAt(session: Session, feature: number, now: number): Entitlement {
  const { active, entitlements } = resolvedAt(session, now);
  const known = entitlements[feature];
  if (known !== undefined) return known;
  const entitlement = resolveEntitlement(session.program, session.facts, active, feature, now);
  entitlements[feature] = entitlement;
  return entitlement;
}

/** The window that a meter's usage counts in at a moment, or undefined for a meter that the program does not have. */
export function windowOf(session: Session, meter: string, now: number): Window | undefined {
  const known = session.windows.get(meter);
  if (known !== undefined && known.startsAt <= now && now < known.endsAt) return known;
  const declared = session.program.program.meters.find(({ name }) => name === meter);
  if (declared === undefined) return undefined;
  const window = windowAt(declared.window, session.facts.anchor, session.facts.zone, now);
  session.windows.set(meter, window);
  return window;
}
