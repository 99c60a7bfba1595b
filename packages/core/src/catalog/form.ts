import { describeIssue, type Issue } from './form-message.ts';
import type { ReadCatalog } from './read.ts';
import type { Report } from './report.ts';
import { type Catalog, catalogSchema } from './schema.ts';

/** A catalog without the parts that have no form, and the names of what was left out. */
export interface FormedCatalog {
  readonly catalog: Catalog | undefined;
  /** `features.sso`, or `features` where the whole section was left out: they are there, only not as they should be. */
  readonly broken: ReadonlySet<string>;
}

/** Leaving something out can leave something else without form, but not for long. */
const ROUNDS = 5;

/**
 * Holds the sources to their form. What has none is reported and left out, so that the rest can be checked all the same: a typing
 * error in one plan must not hide those in every rule.
 */
export function formCatalog({ merged, complete }: ReadCatalog, report: Report): FormedCatalog {
  const broken = new Set<string>();
  let candidate: unknown = merged;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = catalogSchema.safeParse(candidate, { reportInput: true });
    if (parsed.success) return { catalog: parsed.data, broken };
    const pruned: unknown = structuredClone(candidate);
    for (const issue of parsed.error.issues) {
      // A section that is missing may stand in a file that could not be read.
      const expected = !complete && issue.path.length === 1 && issue.input === undefined;
      if (round === 0 && !expected)
        for (const { path, message } of describeIssue(issue, catalogSchema)) report.add('form_invalid', path, message);
      leaveOut(pruned, issue, broken);
    }
    candidate = pruned;
  }
  return { catalog: undefined, broken };
}

/** Sections that a catalog has to have: an empty one stands in for one that is missing. */
const REQUIRED = new Set(['products', 'features', 'plans']);

function leaveOut(catalog: unknown, issue: Issue, broken: Set<string>): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) remove(catalog, [...issue.path, key]);
    return;
  }
  const path = issue.path.slice(0, depthOf(issue.path));
  broken.add(path.map(String).join('.'));
  const [section] = path;
  if (path.length === 1 && typeof section === 'string' && REQUIRED.has(section)) set(catalog, section, {});
  else if (section === 'catalog') set(catalog, 'catalog', 1);
  else remove(catalog, path);
}

/** How much of a path names what is left out: one grant or effect, one attribute, or else one entry of a section. */
function depthOf([section, , part]: readonly PropertyKey[]): number {
  if (section === 'plans' && part === 'grants') return 4;
  return section === 'overlays' || section === 'attributes' ? 3 : 2;
}

function remove(value: unknown, path: readonly PropertyKey[]): void {
  const [first, ...rest] = path;
  if (first === undefined || !isRecord(value) || !Object.hasOwn(value, first)) return;
  if (rest.length === 0) Reflect.deleteProperty(value, first);
  else remove(Reflect.get(value, first), rest);
}

function set(value: unknown, key: string, to: unknown): void {
  if (isRecord(value)) Reflect.set(value, key, to);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
