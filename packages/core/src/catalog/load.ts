import { compileRule, type Rule } from '../segment/evaluate.ts';
import type { EffectOperation, TermValue } from '../terms/effect.ts';
import type { GrantValue, Program, ProgramFeature, ProgramPlan } from './program.ts';

/** An effect of a segment on one feature, ready to apply. */
export interface Layer {
  readonly segment: string;
  readonly operation: EffectOperation;
  readonly value: TermValue;
}

/** A layer that is decided per request. */
export interface RequestLayer extends Layer {
  readonly rule: Rule;
}

export interface LoadedPlan {
  readonly plan: ProgramPlan;
  readonly grants: ReadonlyMap<number, TermValue>;
}

/** A program with its indices and compiled rules: what readers keep in memory, once per program. */
export interface LoadedProgram {
  readonly program: Program;
  readonly hash: string;
  readonly features: readonly ProgramFeature[];
  readonly featureIndex: ReadonlyMap<string, number>;
  readonly plans: ReadonlyMap<string, LoadedPlan>;
  /** The rules of level `customer`, by segment. */
  readonly customerRules: ReadonlyMap<string, Rule>;
  /** Per feature, the effects of customer segments in the order in which they are laid. */
  readonly layers: readonly (readonly Layer[])[];
  /** Per feature, the effects of request segments in the order in which they are laid. */
  readonly requestLayers: readonly (readonly RequestLayer[])[];
}

/** Thrown where a program was written by a newer Licet, or is no program. */
export class ProgramUnreadableError extends Error {
  readonly code = 'program_unreadable';
}

/** Prepares a program for reading. Throws ProgramUnreadableError for a form that this version does not know. */
export function loadProgram(program: Program, hash: string): LoadedProgram {
  if (program?.v !== 1 || !Array.isArray(program.features)) {
    throw new ProgramUnreadableError(`program ${hash} has form ${String(program?.v)}; this reader knows form 1`);
  }
  const layers: Layer[][] = program.features.map(() => []);
  const requestLayers: RequestLayer[][] = program.features.map(() => []);
  const customerRules = new Map<string, Rule>();
  for (const segment of program.segments) {
    const rule = compileRule(segment.rule);
    if (segment.level === 'customer') customerRules.set(segment.name, rule);
    for (const [feature, operation, value] of segment.effects) {
      const layer = { segment: segment.name, operation, value: termValue(value) };
      if (segment.level === 'customer') layers[feature]?.push(layer);
      else requestLayers[feature]?.push({ ...layer, rule });
    }
  }
  return {
    program,
    hash,
    features: program.features,
    featureIndex: new Map(program.features.map((feature, index) => [feature.name, index])),
    plans: new Map(program.plans.map((plan) => [plan.name, loadPlan(plan)])),
    customerRules,
    layers,
    requestLayers,
  };
}

function loadPlan(plan: ProgramPlan): LoadedPlan {
  return { plan, grants: new Map(plan.grants.map(([feature, value]) => [feature, termValue(value)])) };
}

/** A grant's value as it is reckoned with: null, "unlimited", becomes infinity. */
export function termValue(value: GrantValue): TermValue {
  return value === null ? Number.POSITIVE_INFINITY : value;
}

/** The newest published version of a plan, given its name without a version; the name itself where it has one. */
export function latestPlan(program: LoadedProgram, name: string): ProgramPlan | undefined {
  const exact = program.plans.get(name);
  if (exact !== undefined || name.includes('@')) return exact?.plan;
  let latest: ProgramPlan | undefined;
  for (const { plan } of program.plans.values()) {
    if (planName(plan.name) === name && (latest === undefined || planVersion(plan.name) > planVersion(latest.name))) {
      latest = plan;
    }
  }
  return latest;
}

/** `team` of `team@3`. */
export function planName(versioned: string): string {
  return versioned.slice(0, versioned.indexOf('@'));
}

/** 3 of `team@3`. */
export function planVersion(versioned: string): number {
  return Number(versioned.slice(versioned.indexOf('@') + 1));
}
