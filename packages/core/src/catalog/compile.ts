import { canonicalJson, sha256Hex } from '../hash/index.ts';
import { compilePacks } from '../pack/compile.ts';
import type { PackFiles } from '../pack/read.ts';
import type { Rulebook } from '../regulation/rulebook.ts';
import { lowerRule } from '../segment/lower.ts';
import type { NotAnalysed } from './analysis/segment.ts';
import { checkCatalog } from './check.ts';
import { formCatalog } from './form.ts';
import { effectOf, GrantMismatch, grantValue } from './grant.ts';
import type { Problem } from './problem.ts';
import type { Program, ProgramFeature, ProgramPlan, ProgramSegment } from './program.ts';
import { type CatalogFiles, readCatalog } from './read.ts';
import { Report } from './report.ts';
import type { Catalog, CatalogFeature } from './schema.ts';
import { catalogVariables } from './variables.ts';

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
  /** Errors and warnings, in the order in which one reads the files. */
  readonly problems: readonly Problem[];
  /** What could not be found out about segments: nothing is claimed about it, and nothing excluded. */
  readonly notAnalysed: readonly NotAnalysed[];
  /** Absent where there is an error among the problems. */
  readonly compiled?: CompiledCatalog;
}

/**
 * Validates a catalog's sources against the form, themselves, and what is published, and compiles them. Plan versions
 * are append-only: those of `published` are carried along whether or not the sources repeat them.
 */
export function validateCatalog(files: CatalogFiles, published?: Catalog): Validation {
  const { sources, packs } = split(files);
  const read = readCatalog(sources);
  const report = new Report(read.placeOf);
  report.take(read.problems);
  const regulations = packs && regulationsOf(packs, report);
  const { catalog, broken } = formCatalog(read, report);
  if (catalog === undefined) return { problems: report.problems(), notAnalysed: [] };
  const { plans } = withPlansOf(catalog, published);
  const notAnalysed = checkCatalog({ catalog, plans, published, report, broken, complete: read.complete });
  const problems = report.problems();
  return report.failed
    ? { problems, notAnalysed }
    : { problems, notAnalysed, compiled: compile({ ...catalog, plans, ...(regulations && { regulations }) }) };
}

/** Packs are published with the catalog; each begins with `regulations: 1`, as a catalog's file does with `catalog: 1`. */
function split(files: CatalogFiles): { readonly sources: CatalogFiles; readonly packs: PackFiles | undefined } {
  const isPack = ([, text]: readonly [string, string]) => /^regulations[ \t]*:/m.test(text);
  const all = Object.entries(files);
  const packs = all.filter(isPack);
  return {
    sources: Object.fromEntries(all.filter((file) => !isPack(file))),
    packs: packs.length === 0 ? undefined : Object.fromEntries(packs),
  };
}

/** The rulebook of packs that validate. Whose export law binds the vendor is nothing to be guessed. */
function regulationsOf(packs: PackFiles, report: Report): Rulebook | undefined {
  const { problems, rulebook } = compilePacks(packs);
  report.take(problems);
  const bound = rulebook?.rows.find(({ vendor_nexus: nexus, on, status }) => nexus && on && status === 'in_force');
  if (bound === undefined || rulebook?.vendor !== undefined) return rulebook;
  const [file = ''] = Object.keys(packs).toSorted();
  const message = `no pack says who the vendor is, and rows such as "${bound.id}" hang on it`;
  report.take([{ severity: 'error', code: 'vendor_missing', file, line: 1, column: 1, message }]);
  return undefined;
}

/** An older catalog with the plans of the published one: what "going back" publishes. */
export function withPlansOf(catalog: Catalog, published: Catalog | undefined): Catalog {
  return published === undefined ? catalog : { ...catalog, plans: { ...published.plans, ...catalog.plans } };
}

/** Compiles a valid catalog. The same catalog gives the same program, to the byte, everywhere. */
export function compile(catalog: Catalog): CompiledCatalog {
  const version = `cv_${sha256Hex(canonicalJson(catalog)).slice(0, 16)}`;
  const names = Object.keys(catalog.features).toSorted();
  const index = new Map(names.map((name, position) => [name, position]));
  const program: Program = {
    v: 1,
    catalog: version,
    products: Object.keys(catalog.products).toSorted(),
    meters: sorted(catalog.meters).map(([name, { description: _, ...meter }]) => ({ name, ...meter })),
    features: sorted(catalog.features).map(([name, feature]) => ({
      name,
      product: feature.product,
      type: feature.type,
      ...(feature.type === 'metered' && { meter: feature.meter }),
      ...classesOf(feature),
    })),
    plans: sorted(catalog.plans).map(([name, plan]) => compilePlan(name, plan, catalog, index)),
    segments: compileSegments(catalog, index),
    ...(catalog.regulations && { regulations: catalog.regulations }),
  };
  const programText = canonicalJson(program);
  return { version, catalog, program, hash: sha256Hex(programText), programText };
}

/** What a feature is to regulations, as far as it is said. */
function classesOf({ tags, exportClass, enc, softwareClass }: CatalogFeature): Partial<ProgramFeature> {
  return {
    ...(tags && { tags }),
    ...(exportClass && { exportClass }),
    ...(enc && { enc }),
    ...(softwareClass && { softwareClass }),
  };
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
    ...(plan.trialEnd === 'convert' && { trialEnd: 'convert' }),
    ...(plan.firstUse === true && { firstUse: true }),
    renewal: {
      policy: plan.renewal.policy,
      ...(plan.renewal.notice !== undefined && { notice: plan.renewal.notice }),
      ...(plan.renewal.basis !== undefined && plan.renewal.basis !== 'expiry' && { basis: plan.renewal.basis }),
      ...(plan.renewal.grace !== undefined && { grace: plan.renewal.grace }),
      ...(plan.renewal.expiration !== undefined &&
        plan.renewal.expiration !== 'restrict' && { expiration: plan.renewal.expiration }),
      ...(plan.renewal.approval === true && { approval: true }),
      ...(plan.renewal.payment === true && { payment: true }),
    },
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
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .map(([name, segment]) => ({
      name,
      level: segment.level,
      rule: lowerRule(segment.rule, catalogVariables(catalog, segment.level)),
      ...(segment.experiment !== undefined && { experiment: segment.experiment }),
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
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
