import { canonicalJson, sha256Hex } from '../hash/index.ts';
import { lowerRule } from '../segment/lower.ts';
import { catalogVariables, checkCatalog } from './check.ts';
import { effectOf, GrantMismatch, grantValue } from './grant.ts';
import { didYouMean, type Problem } from './problem.ts';
import type { Program, ProgramPlan, ProgramSegment } from './program.ts';
import { type CatalogFiles, type ReadCatalog, readCatalog } from './read.ts';
import { type Catalog, catalogSchema } from './schema.ts';

/** A catalog that validated, as it is published: its version, its sources with every plan ever published, its program. */
export interface CompiledCatalog {
  readonly version: string;
  readonly catalog: Catalog;
  readonly program: Program;
  /** SHA-256 of the program's text, its name. */
  readonly hash: string;
  readonly programText: string;
}

export interface Validation {
  readonly problems: readonly Problem[];
  /** Absent where there is an error among the problems. */
  readonly compiled?: CompiledCatalog;
}

/**
 * Validates a catalog's sources against the form, themselves, and what is published, and compiles them. Plan versions
 * are append-only: those of `published` are carried along whether or not the sources repeat them.
 */
export function validateCatalog(files: CatalogFiles, published?: Catalog): Validation {
  const read = readCatalog(files);
  if (read.problems.length > 0) return { problems: read.problems };
  const parsed = catalogSchema.safeParse(read.merged, { reportInput: true });
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => formProblems(issue, read)) };
  const catalog = parsed.data;
  const problems = [...checkCatalog(catalog, read.placeOf), ...checkAgainst(catalog, published, read)];
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return { problems, compiled: compile(withPlansOf(catalog, published)) };
}

/** An older catalog with the plans of the published one: what "going back" publishes. */
export function withPlansOf(catalog: Catalog, published: Catalog | undefined): Catalog {
  return published === undefined ? catalog : { ...catalog, plans: { ...published.plans, ...catalog.plans } };
}

/** Compiles a valid catalog. The same catalog gives the same program, to the byte, everywhere. */
export function compile(catalog: Catalog): CompiledCatalog {
  const version = `cv_${sha256Hex(canonicalJson(catalog)).slice(0, 16)}`;
  const names = Object.keys(catalog.features).sort();
  const index = new Map(names.map((name, position) => [name, position]));
  const program: Program = {
    v: 1,
    catalog: version,
    products: Object.keys(catalog.products).sort(),
    meters: sorted(catalog.meters).map(([name, { description: _, ...meter }]) => ({ name, ...meter })),
    features: sorted(catalog.features).map(([name, feature]) => ({
      name,
      product: feature.product,
      type: feature.type,
      ...(feature.type === 'metered' && { meter: feature.meter }),
    })),
    plans: sorted(catalog.plans).map(([name, plan]) => compilePlan(name, plan, catalog, index)),
    segments: compileSegments(catalog, index),
  };
  const programText = canonicalJson(program);
  return { version, catalog, program, hash: sha256Hex(programText), programText };
}

function compilePlan(
  name: string,
  plan: Catalog['plans'][string],
  catalog: Catalog,
  index: ReadonlyMap<string, number>,
): ProgramPlan {
  return {
    name,
    product: plan.product,
    kind: plan.kind,
    tier: plan.tier,
    ...(plan.term !== 'evergreen' && { term: plan.term }),
    ...(plan.trial !== undefined && { trial: plan.trial }),
    renewal: plan.renewal.policy,
    grants: sorted(plan.grants).map(([feature, written]) => {
      const declared = catalog.features[feature];
      const value =
        declared === undefined ? new GrantMismatch(`no feature "${feature}"`) : grantValue(declared, written);
      return [position(index, feature), fits(value, `plans.${name}.grants.${feature}`)] as const;
    }),
  };
}

function compileSegments(catalog: Catalog, index: ReadonlyMap<string, number>): ProgramSegment[] {
  return sorted(catalog.segments)
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([name, segment]) => ({
      name,
      level: segment.level,
      rule: lowerRule(segment.rule, catalogVariables(catalog, segment.level)),
      effects: sorted(catalog.overlays[name] ?? {}).map(([feature, written]) => {
        const declared = catalog.features[feature];
        const effect =
          declared === undefined ? new GrantMismatch(`no feature "${feature}"`) : effectOf(declared, written);
        const [operation, value] = fits(effect, `overlays.${name}.${feature}`);
        return [position(index, feature), operation, value] as const;
      }),
    }));
}

/** Compiling takes a catalog that was checked; a mismatch here is a defect of the check, and is never published. */
function fits<T>(value: T | GrantMismatch, where: string): T {
  if (value instanceof GrantMismatch) throw new TypeError(`${where}: ${value.message}`);
  return value;
}

function position(index: ReadonlyMap<string, number>, feature: string): number {
  return fits(index.get(feature) ?? new GrantMismatch('not a feature of this catalog'), feature);
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function checkAgainst(catalog: Catalog, published: Catalog | undefined, { placeOf }: ReadCatalog): Problem[] {
  const problems: Problem[] = [];
  for (const [name, plan] of Object.entries(published?.plans ?? {})) {
    const written = catalog.plans[name];
    if (written !== undefined && canonicalJson(written) !== canonicalJson(plan)) {
      const message = `${name} is published with other terms; write the change as the next version and leave this one as it was`;
      problems.push({ severity: 'error', code: 'plan_changed', ...placeOf(['plans', name]), message });
    }
    if (written !== undefined) continue;
    for (const [feature, granted] of Object.entries(plan.grants)) {
      const declared = catalog.features[feature];
      if (declared !== undefined && !(grantValue(declared, granted) instanceof GrantMismatch)) continue;
      const message = `the published plan ${name} grants "${feature}", which these sources ${declared === undefined ? 'leave out' : 'give another type'}; keep it as it was`;
      problems.push({ severity: 'error', code: 'feature_in_use', ...placeOf(['features', feature]), message });
    }
  }
  return problems;
}

type Issue = NonNullable<ReturnType<typeof catalogSchema.safeParse>['error']>['issues'][number];

function formProblems(issue: Issue, read: ReadCatalog): Problem[] {
  const at = (path: readonly PropertyKey[], message: string): Problem => ({
    severity: 'error',
    code: 'form_invalid',
    ...read.placeOf(path),
    message,
  });
  if (issue.code === 'unrecognized_keys') {
    const sections = Object.keys(catalogSchema.shape);
    return issue.keys.map((key) => {
      const hint = issue.path.length === 0 ? `${didYouMean(key, sections)} Sections are ${sections.join(', ')}.` : '';
      return at([...issue.path, key], `"${key}" is not known here.${hint}`);
    });
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [at(issue.path, `${issue.path.join('.') || 'the catalog'}: ${missing ? 'is missing' : issue.message}`)];
}
