import { canonicalJson } from '../hash/canonical-json.ts';
import type { Regulation, Rulebook } from '../regulation/rulebook.ts';
import { printRule } from '../segment/print.ts';
import { type EffectOperation, isLess } from '../terms/effect.ts';
import { type CatalogChange, written } from './change.ts';
import { orderChanges } from './diff-order.ts';
import { planFields, planTerms, versionBefore } from './diff-plan.ts';
import { compareRules } from './diff-rule.ts';
import { termValue } from './load.ts';
import type { GrantValue, Program, ProgramSegment } from './program.ts';

/** What a publish would change, in a stable order. */
export function diffCatalogs(before: Program, after: Program): CatalogChange[] {
  return [
    ...names(before.features, after.features, 'feature'),
    ...planChanges(before, after),
    ...names(before.segments, after.segments, 'segment'),
    ...declarationChanges(before.meters, after.meters, 'meter'),
    ...declarationChanges(before.features, after.features, 'feature'),
    ...segmentChanges(before, after),
    ...orderChanges(before, after),
    ...regulationChanges(before.regulations, after.regulations),
  ];
}

/** Rows that are new, gone, or say something else. What one demands or bars is for people to weigh: any that acts may take something. */
function regulationChanges(before: Rulebook | undefined, after: Rulebook | undefined): CatalogChange[] {
  const [old, fresh] = [rowsOf(before), rowsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].toSorted().flatMap((name): CatalogChange[] => {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    const kind = was === undefined ? 'granted' : is === undefined ? 'withdrawn' : 'changed';
    return [{ kind, what: 'regulation', name, mayTake: is !== undefined && is.on && is.status === 'in_force' }];
  });
}

function rowsOf(rulebook: Rulebook | undefined): Map<string, Regulation> {
  return new Map(rulebook?.rows.map((row) => [row.id, row]));
}

interface Named {
  readonly name: string;
}

function names(before: readonly Named[], after: readonly Named[], what: CatalogChange['what']): CatalogChange[] {
  const [old, fresh] = [new Set(before.map(({ name }) => name)), new Set(after.map(({ name }) => name))];
  return [
    ...[...old].filter((name) => !fresh.has(name)).map((name) => ({ kind: 'withdrawn', what, name }) as const),
    ...[...fresh].filter((name) => !old.has(name)).map((name) => ({ kind: 'granted', what, name }) as const),
  ];
}

/** A version of a plan that is new says how it differs from the one before it. */
function planChanges(before: Program, after: Program): CatalogChange[] {
  return names(before.plans, after.plans, 'plan').map((change): CatalogChange => {
    const plan = after.plans.find(({ name }) => name === change.name);
    const previous = plan && versionBefore(after, plan);
    if (plan === undefined || previous === undefined) return change;
    return {
      ...change,
      before: previous.name,
      terms: planTerms(previous, plan, after),
      fields: planFields(previous, plan),
    };
  });
}

/** A feature that is another kind of thing now, or a meter that counts otherwise. */
function declarationChanges(
  before: readonly Named[],
  after: readonly Named[],
  what: 'feature' | 'meter',
): CatalogChange[] {
  const fresh = new Map(after.map((declared) => [declared.name, declared]));
  return before.flatMap((old): CatalogChange[] => {
    const now = fresh.get(old.name);
    if (now === undefined) return what === 'meter' ? [{ kind: 'withdrawn', what, name: old.name }] : [];
    if (canonicalJson(old) === canonicalJson(now)) return [];
    return [{ kind: 'changed', what, name: old.name, before: old, after: now }];
  });
}

/** A segment that is new lays something on plans that had nothing before, which may be a restriction; one that goes takes it along. */
function segmentChanges(before: Program, after: Program): CatalogChange[] {
  const [known, fresh] = [byName(before), byName(after)];
  const gone = before.segments.filter(({ name }) => !fresh.has(name));
  return [
    ...gone.flatMap((old) => effectChanges(effectsByFeature(before, old), new Map(), old.name, before)),
    ...after.segments.flatMap((now) => {
      const old = known.get(now.name);
      const effects = effectChanges(
        old && effectsByFeature(before, old),
        effectsByFeature(after, now),
        now.name,
        after,
      );
      return old === undefined ? effects : [...ruleChanges(old, now, after), ...effects];
    }),
  ];
}

function byName({ segments }: Program): Map<string, ProgramSegment> {
  return new Map(segments.map((segment) => [segment.name, segment]));
}

function ruleChanges(old: ProgramSegment, now: ProgramSegment, program: Program): CatalogChange[] {
  const selects = (segment: ProgramSegment) => canonicalJson([segment.level, segment.rule]);
  if (selects(old) === selects(now)) return [];
  const either = now.effects.map(([index, operation, value]) => {
    const { grants, restricts } = direction(operation, value, program.features[index]?.type === 'static');
    return [...(grants ? [false] : []), ...(restricts ? [true] : [])];
  });
  const compared = compareRules(old, now, program, either.flat());
  const [from, to] = [printRule(old.rule), printRule(now.rule)];
  const levels = old.level === now.level ? ['', ''] : [`${old.level}: `, `${now.level}: `];
  return [
    {
      kind: 'rule_changed',
      what: 'segment',
      name: now.name,
      before: levels[0] + from,
      after: levels[1] + to,
      ...compared,
    },
  ];
}

type Effect = readonly [operation: EffectOperation, value: GrantValue];

function effectsByFeature(program: Program, segment: ProgramSegment): Map<string, Effect> {
  return new Map(
    segment.effects.map(([index, operation, value]) => [program.features[index]?.name ?? '', [operation, value]]),
  );
}

function effectChanges(
  before: Map<string, Effect> | undefined,
  after: Map<string, Effect>,
  name: string,
  program: Program,
): CatalogChange[] {
  const features = [...new Set([...(before?.keys() ?? []), ...after.keys()])].toSorted();
  return features.flatMap((feature): CatalogChange[] => {
    const [old, now] = [before?.get(feature), after.get(feature)];
    if (canonicalJson(old) === canonicalJson(now)) return [];
    const quality = program.features.some((declared) => declared.name === feature && declared.type === 'static');
    const shown = { ...(old && { before: written(...old) }), ...(now && { after: written(...now) }) };
    return [{ kind: kindOf(old, now, quality), what: 'overlay', name, feature, ...shown }];
  });
}

/** A restriction that appears takes something; one that goes gives it back. What sets a number or a quality may do either. */
function kindOf(old: Effect | undefined, now: Effect | undefined, quality: boolean): CatalogChange['kind'] {
  if (old === undefined || now === undefined) {
    const { grants, restricts } = direction(...(old ?? now ?? ['set', true]), quality);
    if (grants && restricts) return 'changed';
    return (old === undefined) === restricts ? 'withdrawn' : 'granted';
  }
  if (old[0] !== now[0] || quality) return 'changed';
  const [a, b] = [termValue(old[1]), termValue(now[1])];
  if (isLess(b, a)) return 'lowered';
  return isLess(a, b) ? 'raised' : 'changed';
}

/** Whether an effect may leave more than there was, or less. */
function direction(
  operation: EffectOperation,
  value: GrantValue,
  quality: boolean,
): { grants: boolean; restricts: boolean } {
  if (operation === 'set') {
    const either = quality || typeof value === 'number' || typeof value === 'string';
    return { grants: either || value !== false, restricts: either || value === false };
  }
  const restricts =
    operation === 'atMost' ||
    (operation === 'multiply' && Number(value) < 1) ||
    (operation === 'add' && Number(value) < 0);
  return { grants: !restricts, restricts };
}
