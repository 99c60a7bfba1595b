import { canonicalJson } from '../hash/canonical-json.ts';
import { isLess } from '../terms/effect.ts';
import { termValue } from './load.ts';
import type { GrantValue, Program, ProgramSegment } from './program.ts';

/**
 * One difference between two programs in the catalog's terms. Plan versions are append-only, so what can take something
 * from a customer is a feature, a segment, or what a segment lays on the plan.
 */
export interface CatalogChange {
  readonly kind: 'granted' | 'withdrawn' | 'raised' | 'lowered' | 'changed' | 'rule_changed';
  readonly what: 'feature' | 'plan' | 'segment' | 'overlay';
  readonly name: string;
  readonly feature?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a publish would change, in a stable order. */
export function diffCatalogs(before: Program, after: Program): CatalogChange[] {
  return [
    ...names(before.features, after.features, 'feature'),
    ...names(before.plans, after.plans, 'plan'),
    ...names(before.segments, after.segments, 'segment'),
    ...segmentChanges(before, after),
  ];
}

/** Whether a change may take something from a customer, so that publishing it needs an explicit word. */
export function mayWithdraw(change: CatalogChange): boolean {
  return (
    change.kind === 'withdrawn' ||
    change.kind === 'lowered' ||
    change.kind === 'changed' ||
    change.kind === 'rule_changed'
  );
}

type Named = readonly { readonly name: string }[];

function names(before: Named, after: Named, what: CatalogChange['what']): CatalogChange[] {
  const [old, fresh] = [new Set(before.map(({ name }) => name)), new Set(after.map(({ name }) => name))];
  return [
    ...[...old].filter((name) => !fresh.has(name)).map((name) => ({ kind: 'withdrawn', what, name }) as const),
    ...[...fresh].filter((name) => !old.has(name)).map((name) => ({ kind: 'granted', what, name }) as const),
  ];
}

function segmentChanges(before: Program, after: Program): CatalogChange[] {
  const fresh = new Map(after.segments.map((segment) => [segment.name, segment]));
  return before.segments.flatMap((old) => {
    const now = fresh.get(old.name);
    if (now === undefined) return [];
    const rule: CatalogChange[] =
      canonicalJson(old.rule) === canonicalJson(now.rule)
        ? []
        : [{ kind: 'rule_changed', what: 'segment', name: old.name, before: old.rule, after: now.rule }];
    return [...rule, ...effectChanges(effectsByFeature(before, old), effectsByFeature(after, now), old.name)];
  });
}

type Effect = readonly [operation: string, value: GrantValue];

function effectsByFeature(program: Program, segment: ProgramSegment): Map<string, Effect> {
  return new Map(
    segment.effects.map(([index, operation, value]) => [program.features[index]?.name ?? '', [operation, value]]),
  );
}

function effectChanges(before: Map<string, Effect>, after: Map<string, Effect>, name: string): CatalogChange[] {
  const features = [...new Set([...before.keys(), ...after.keys()])].sort();
  return features.flatMap((feature): CatalogChange[] => {
    const [old, now] = [before.get(feature), after.get(feature)];
    if (canonicalJson(old) === canonicalJson(now)) return [];
    return [{ kind: kindOf(old, now), what: 'overlay', name, feature, before: old, after: now }];
  });
}

/** A restriction that appears takes something; one that goes gives it back. */
function kindOf(old: Effect | undefined, now: Effect | undefined): CatalogChange['kind'] {
  if (old === undefined || now === undefined) {
    const restricts = isRestriction(old ?? now);
    return (old === undefined) === restricts ? 'withdrawn' : 'granted';
  }
  if (old[0] !== now[0]) return 'changed';
  const [a, b] = [termValue(old[1]), termValue(now[1])];
  if (isLess(b, a)) return 'lowered';
  return isLess(a, b) ? 'raised' : 'changed';
}

/** Setting a number may be either, so it counts as what needs the word. */
function isRestriction(effect: Effect | undefined): boolean {
  if (effect === undefined) return false;
  const [operation, value] = effect;
  if (operation === 'set') return value === false || typeof value === 'number';
  return (
    operation === 'atMost' ||
    (operation === 'multiply' && Number(value) < 1) ||
    (operation === 'add' && Number(value) < 0)
  );
}
