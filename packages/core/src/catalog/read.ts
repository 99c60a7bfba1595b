import type { Place, Problem, ProblemCode } from './problem.ts';
import { parseSource, placeAt, type SourceFile } from './source/document.ts';
import { MAX_PIECES } from './source/guard.ts';
import { Places } from './source/places.ts';

/** A catalog's sources: YAML texts by path. */
export type CatalogFiles = Readonly<Record<string, string>>;

/** Sources that parsed, merged over their files, with a way back from a path in the whole to a place in a file. */
export interface ReadCatalog {
  readonly merged: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** Whether every file could be read. Where one could not, what seems to be missing may stand in it. */
  readonly complete: boolean;
  /** With `character`, the place of that character of the text at the path. */
  readonly placeOf: (path: readonly PropertyKey[], character?: number) => Place;
}

const MAX_SOURCE_CHARACTERS = 5 * 1024 * 1024;
/** The form of catalogs that this reader knows: the `catalog: 1` at the beginning of each file. */
const FORM = 1;

/**
 * Parses and merges a catalog's files. Sections are merged by name (attributes by two names); a name that stands twice
 * is an error at its second place. A file that cannot be read does not keep the others from being looked at.
 */
export function readCatalog(files: CatalogFiles): ReadCatalog {
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  const names = Object.keys(files).toSorted();
  const first: Place = { file: names[0] ?? 'catalog', line: 1, column: 1 };
  const places = new Places(first);
  const problems: Problem[] = [];
  const placeOf = (path: readonly PropertyKey[], character?: number) => places.placeOf(path, character);
  if (size > MAX_SOURCE_CHARACTERS) {
    const message = `the sources have ${size} characters; at most ${MAX_SOURCE_CHARACTERS} are read`;
    problems.push({ severity: 'error', code: 'too_large', ...first, message });
    return { merged: {}, problems, complete: false, placeOf };
  }
  const merged: Record<string, unknown> = {};
  const pieces = { left: MAX_PIECES };
  let complete = true;
  for (const name of names) {
    const { source, content, faults } = parseSource(name, files[name] ?? '', pieces);
    const report = (code: ProblemCode, place: Place, message: string) =>
      problems.push({ severity: 'error', code, ...place, message });
    for (const { code, offset, message } of faults) report(code, placeAt(source, offset), message);
    const wrongForm = source.document === undefined ? undefined : formFault(content);
    if (wrongForm !== undefined) report('form_invalid', places.placeIn(source, ['catalog']), wrongForm);
    if (source.document === undefined || wrongForm !== undefined) complete = false;
    else if (isRecord(content)) mergeInto(merged, content, [], { source, places, report });
    if (pieces.left < 0) break;
  }
  return { merged, problems, complete, placeOf };
}

function formFault(content: unknown): string | undefined {
  const form = isRecord(content) ? content['catalog'] : undefined;
  if (form === FORM) return undefined;
  if (typeof form === 'number' && form > FORM)
    return `this is a catalog of form ${form}, and this Licet reads form ${FORM}: bring Licet up to date, then publish it again`;
  return `every file of a catalog begins with \`catalog: ${FORM}\`, the form that this reader knows`;
}

interface Merging {
  readonly source: SourceFile;
  readonly places: Places;
  readonly report: (code: ProblemCode, place: Place, message: string) => void;
}

function mergeInto(into: Record<string, unknown>, from: object, path: readonly string[], merging: Merging): void {
  const { source, places, report } = merging;
  for (const [key, value] of Object.entries<unknown>({ ...from })) {
    const here = [...path, key];
    places.own(here, source);
    if (!Object.hasOwn(into, key)) {
      // A section is copied, since other files are merged into it.
      const section: unknown = isRecord(value) && here.length <= mergeDepth(here) ? {} : value;
      Object.defineProperty(into, key, { value: section, enumerable: true, configurable: true, writable: true });
      if (isRecord(section) && section !== value && isRecord(value)) mergeInto(section, value, here, merging);
    } else if (key === 'catalog' && path.length === 0) continue;
    else if (here.length <= mergeDepth(here) && isRecord(into[key]) && isRecord(value))
      mergeInto(into[key], value, here, merging);
    else report('name_duplicate', places.placeIn(source, here), `${here.join('.')} is defined in another file already`);
  }
}

/** Sections merge by name; attributes, which are grouped by whose they are, one level deeper. */
function mergeDepth(path: readonly string[]): number {
  return path[0] === 'attributes' ? 2 : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
