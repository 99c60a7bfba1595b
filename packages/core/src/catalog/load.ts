import type { WindowKind } from '../metering/window.ts';
import { type LoadedRulebook, loadRulebook, type Rulebook } from '../regulation/rulebook.ts';
import { prepareScreen, type Screen } from '../regulation/screen.ts';
import type { FeatureFacts } from '../regulation/situation.ts';
import type { Distinguished } from '../segment/cells.ts';
import { distinguish } from '../segment/distinguish.ts';
import { prepareRule, type Rule } from '../segment/evaluate.ts';
import { type Expression, readsOf } from '../segment/expression.ts';
import { faultOf } from '../stored/fault.ts';
import type { TermValue } from '../terms/effect.ts';
import type { OverlayEffect, Source } from '../terms/standing.ts';
import type { GrantValue, Program, ProgramFeature, ProgramPlan, ProgramSegment } from './program.ts';
import { undrawn } from './undrawn.ts';

/** The experiment that a segment is. */
export interface Experiment {
  readonly name: string;
  /** The segment's rule before the lot is drawn: unknown where the lot may decide. */
  readonly undrawn: Rule;
}

/** An effect of a customer segment on one feature, ready to apply. */
export interface Layer extends OverlayEffect {
  readonly experiment: Experiment | undefined;
}

/** A layer that is decided per request. */
export interface RequestLayer extends Layer {
  readonly rule: Rule;
  /** The variables that the rule reads, for a trace. */
  readonly reads: readonly (readonly string[])[];
}

/** A segment that workflows evaluate and facts remember. */
export interface CustomerSegment {
  readonly name: string;
  readonly rule: Rule;
  /** The variables that the rule reads, for its evidence. */
  readonly reads: readonly (readonly string[])[];
}

export interface LoadedPlan {
  readonly plan: ProgramPlan;
  /** The plan's name without its version. */
  readonly name: string;
  readonly source: Source;
  readonly grants: ReadonlyMap<number, TermValue>;
}

/** A program with its indices and compiled rules: what readers keep in memory, once per program. */
export interface LoadedProgram {
  readonly program: Program;
  readonly hash: string;
  readonly features: readonly ProgramFeature[];
  readonly featureIndex: ReadonlyMap<string, number>;
  readonly plans: ReadonlyMap<string, LoadedPlan>;
  readonly meterWindows: ReadonlyMap<string, WindowKind>;
  /** The segments of level `customer`. */
  readonly customerSegments: readonly CustomerSegment[];
  /** Per feature, the effects of customer segments in the order in which they are laid. */
  readonly layers: readonly (readonly Layer[])[];
  /** Per feature, the effects of request segments in the order in which they are laid. */
  readonly requestLayers: readonly (readonly RequestLayer[])[];
  /** Per feature, what its request layers tell apart; undefined where they have to be asked each time. */
  readonly requestAttributes: readonly (readonly Distinguished[] | undefined)[];
  /** The regulations that were published with it, and per feature those that a check has to ask. */
  readonly regulations: LoadedRegulations | undefined;
}

/** The regulations of a program, with what a check looks at. */
export interface LoadedRegulations {
  readonly rulebook: LoadedRulebook;
  /** Without the rows that are advisory: these are shown, for people to weigh, and nothing acts by them. */
  readonly acting: LoadedRulebook;
  readonly screen: Screen;
}

/** Thrown where a program was written by a newer Licet, or is no program. */
export class ProgramUnreadableError extends Error {
  readonly code = 'program_unreadable';
}

/** A program from its wire form. Throws ProgramUnreadableError for a damaged one, and for a form that this version does not know. */
export function readProgram(text: string, hash: string): LoadedProgram {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProgramUnreadableError(`program ${hash} is damaged: it is not JSON`);
  }
  return loadProgram(value, hash);
}

/** The same where it is parsed already. */
export function loadProgram(value: unknown, hash: string): LoadedProgram {
  const program = asProgram(value, hash);
  const layers: Layer[][] = program.features.map(() => []);
  const requestLayers: RequestLayer[][] = program.features.map(() => []);
  const requestRules: Expression[][] = program.features.map(() => []);
  const customerSegments: CustomerSegment[] = [];
  for (const segment of program.segments) {
    const rule = prepareRule(segment.rule);
    const source = { kind: 'overlay', id: segment.name } as const;
    const reads = readsOf(segment.rule);
    const experiment = experimentOf(segment);
    if (segment.level === 'customer') customerSegments.push({ name: segment.name, rule, reads });
    for (const [feature, operation, value] of segment.effects) {
      const quality = program.features[feature]?.type === 'static';
      const layer = { source, operation, value: termValue(value), quality, experiment };
      if (segment.level === 'customer') layers[feature]?.push(layer);
      else {
        requestLayers[feature]?.push({ ...layer, rule, reads });
        requestRules[feature]?.push(segment.rule);
      }
    }
  }
  return {
    program,
    hash,
    features: program.features,
    featureIndex: new Map(program.features.map(({ name }, index) => [name, index])),
    plans: new Map(program.plans.map((plan) => [plan.name, loadPlan(plan)])),
    meterWindows: new Map(program.meters.map(({ name, window }) => [name, window])),
    customerSegments,
    layers,
    requestLayers,
    requestAttributes: distinguish(requestRules),
    regulations: program.regulations && loadRegulations(program.regulations, program.features),
  };
}

function loadRegulations(regulations: Rulebook, features: readonly ProgramFeature[]): LoadedRegulations {
  const rulebook = loadRulebook(regulations);
  const acting = { ...rulebook, rows: rulebook.rows.filter(({ advisory }) => advisory !== true) };
  return { rulebook, acting, screen: prepareScreen(acting, rulebook.vendor?.nexus ?? [], features.map(classesOf)) };
}

/** Without its name, so that features of the same classes share what is prepared. */
function classesOf({ tags, exportClass, enc, softwareClass }: ProgramFeature): FeatureFacts {
  return { tags, exportClass, enc, softwareClass };
}

const PARTS = Object.entries({
  catalog: 'string',
  products: 'list',
  meters: 'list',
  features: 'list',
  plans: 'list',
  segments: 'list',
} as const satisfies Record<Exclude<keyof Program, 'v' | 'regulations'>, string>);

/** Programs are named by their hash and written by `compile` alone, so what is inside of their parts needs no check. */
function isProgram(value: unknown): value is Program {
  return faultOf(value, PARTS) === undefined;
}

function asProgram(value: unknown, hash: string): Program {
  if (isProgram(value)) return value;
  throw new ProgramUnreadableError(`program ${hash} ${faultOf(value, PARTS)}`);
}

function experimentOf(segment: ProgramSegment): Experiment | undefined {
  return segment.experiment === undefined
    ? undefined
    : { name: segment.experiment, undrawn: prepareRule(undrawn(segment)) };
}

function loadPlan(plan: ProgramPlan): LoadedPlan {
  return {
    plan,
    name: planName(plan.name),
    source: { kind: 'plan', id: plan.name },
    grants: new Map(plan.grants.map(([feature, value]) => [feature, termValue(value)])),
  };
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
