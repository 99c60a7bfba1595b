import type { LoadedProgram } from '../catalog/load.ts';
import { type Window, windowAt } from '../metering/window.ts';
import { type ActiveItems, activeItems } from '../terms/active-items.ts';
import { faultOf } from '../stored/fault.ts';
import type { FeatureScreen } from '../regulation/screen.ts';
import type { Scope } from '../segment/scope.ts';
import type { Facts } from '../terms/facts.ts';
import { resolveEntitlement } from '../terms/resolve.ts';
import { denial, type Exposure, NO_EXPOSURES } from './decision.ts';
import { exposureTo } from './exposure.ts';
import type { Prepared } from './prepared.ts';
import { type Regulated, regulatedBy } from './regulated.ts';

/** Thrown where facts were written by a newer Licet, or are damaged. */
export class FactsUnreadableError extends Error {
  readonly code = 'facts_unreadable';
}

/**
 * A license opened under a program: answers many features for nearly nothing. It follows time by itself: what was resolved is
 * kept only as long as time alone does not change it. Features are resolved when they are first asked for.
 */
export interface Session {
  readonly program: LoadedProgram;
  readonly facts: Facts;
  active: ActiveItems | undefined;
  /** The features that were asked for. Engines find a name more quickly in an object without a prototype than in a Map. */
  readonly features: Record<string, Prepared | null | undefined>;
  /** The classes of features that were asked for, under regulations. */
  regulated: Map<FeatureScreen, Regulated> | undefined;
}

/**
 * Opens a license. Entitlements are resolved at first use, so opening costs next to nothing.
 * @throws FactsUnreadableError where the facts have a form that this version does not know.
 */
export function open(program: LoadedProgram, facts: Facts): Session {
  return { program, facts: asFacts(facts), active: undefined, features: { __proto__: null }, regulated: undefined };
}

/** Facts from their wire form. Throws FactsUnreadableError for damaged ones, and for a form that this version does not know. */
export function readFacts(text: string): Facts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FactsUnreadableError('the record of facts is damaged: it is not JSON');
  }
  return asFacts(value);
}

/** The same where they are parsed already. */
function asFacts(value: unknown): Facts {
  if (isFacts(value)) return value;
  throw new FactsUnreadableError(`the record of facts ${faultOf(value, PARTS)}`);
}

const PARTS = Object.entries({
  customer: 'string',
  product: 'string',
  license: 'string',
  revision: 'number',
  state: 'string',
  anchor: 'string',
  zone: 'string',
  items: 'list',
  segments: 'object',
  overrides: 'list',
} as const satisfies Record<Exclude<keyof Facts, 'v' | 'jurisdiction'>, string>);

function isFacts(value: unknown): value is Facts {
  return faultOf(value, PARTS) === undefined;
}

/** What grants at a moment, found anew only where the moment lies outside what was found before. */
export function activeAt(session: Session, now: number): ActiveItems {
  const known = session.active;
  if (known !== undefined && known.from <= now && now < known.until) return known;
  const active = activeItems(session.program, session.facts, now);
  session.active = active;
  return active;
}

/** A feature of the license's product, prepared for a moment; undefined where the product has none of this name. */
export function preparedAt(session: Session, feature: string, now: number): Prepared | undefined {
  const known = session.features[feature];
  return known && known.from <= now && now < known.until ? known : prepare(session, feature, now);
}

function prepare(session: Session, name: string, now: number): Prepared | undefined {
  const { program, facts } = session;
  const index = program.featureIndex.get(name);
  const feature = index === undefined ? undefined : program.features[index];
  if (index === undefined || feature === undefined || feature.product !== facts.product) return undefined;
  const active = activeAt(session, now);
  const { blocked } = active;
  const window = feature.meter === undefined ? undefined : windowOf(session, feature.meter, now);
  const scope = { customer: { id: facts.customer }, license: active.license };
  const prepared = {
    type: feature.type,
    window,
    from: Math.max(active.from, window?.startsAt ?? Number.NEGATIVE_INFINITY),
    until: Math.min(active.until, window?.endsAt ?? Number.POSITIVE_INFINITY),
    entitlement: resolveEntitlement(program, facts, active, index, now),
    exposures: exposuresOf(session, index, scope),
    layers: program.requestLayers[index] ?? [],
    scope,
    // Nothing stands, and no segment changes that: there is one cell.
    attributes: blocked === undefined ? program.requestAttributes[index] : [],
    answers: blocked === undefined ? [] : [denial(blocked, active.until)],
    regulated: blocked === undefined ? regulatedAt(session, index) : undefined,
  };
  session.features[name] = prepared;
  return prepared;
}

/** The window that a meter's usage counts in at a moment, or undefined for a meter that the program does not have. */
export function windowOf({ program, facts }: Session, meter: string, now: number): Window | undefined {
  const kind = program.meterWindows.get(meter);
  return kind && windowAt(kind, facts.anchor, facts.zone, now);
}

/** A feature's class under regulations, one for all features of the class; undefined where none may ever act on it. */
export function regulatedAt(session: Session, index: number): Regulated | undefined {
  const { program, facts } = session;
  const feature = program.features[index];
  const screen = program.regulations?.screen[index];
  if (program.regulations === undefined || feature === undefined || screen === undefined) return undefined;
  const known = session.regulated?.get(screen);
  if (known !== undefined) return known;
  const regulated = regulatedBy(program.regulations, screen, feature, facts.jurisdiction);
  if (regulated !== undefined) (session.regulated ??= new Map()).set(screen, regulated);
  return regulated;
}

function exposuresOf({ program, facts }: Session, index: number, scope: Scope): readonly Exposure[] {
  const experiments = (program.layers[index] ?? []).flatMap(
    (layer) => exposureTo(layer, facts.segments[layer.source.id], scope, scope) ?? [],
  );
  return experiments.length === 0 ? NO_EXPOSURES : experiments;
}
