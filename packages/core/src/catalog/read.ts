import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Place, Problem } from './problem.ts';

/** A catalog's sources: YAML texts by path. */
export type CatalogFiles = Readonly<Record<string, string>>;

/** Sources that parsed, merged over their files, with a way back from a path in the whole to a place in a file. */
export interface ReadCatalog {
  readonly merged: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

const MAX_SOURCE_CHARACTERS = 5 * 1024 * 1024;
interface ReadFile {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Parses and merges a catalog's files. Sections are merged by name (attributes by two names); a name that stands twice
 * is an error at its second place. Anchors and aliases are refused: they hide what a plan grants, and bombs are made of them.
 */
export function readCatalog(files: CatalogFiles): ReadCatalog {
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  const [firstFile = 'catalog'] = Object.keys(files).sort();
  if (size > MAX_SOURCE_CHARACTERS) {
    const message = `the sources have ${size} characters; at most ${MAX_SOURCE_CHARACTERS} are read`;
    const problem = { severity: 'error', code: 'too_large', file: firstFile, line: 1, column: 1, message } as const;
    return { merged: {}, problems: [problem], placeOf: () => problem };
  }
  const problems: Problem[] = [];
  const read = Object.keys(files)
    .sort()
    .map((file) => readFile(file, files[file] ?? '', problems));
  const merged: Record<string, unknown> = {};
  for (const source of read) {
    const content: unknown = source === undefined ? undefined : contentOf(source, problems);
    if (source === undefined || content === undefined) continue;
    if (isRecord(content) && content['catalog'] === 1) mergeInto(merged, content, [], source, problems);
    else {
      const message = 'every file of a catalog begins with `catalog: 1`, the form that this reader knows';
      problems.push({ severity: 'error', code: 'form_invalid', ...placeIn(source, ['catalog']), message });
    }
  }
  const documents = read.filter((source) => source !== undefined);
  return { merged, problems, placeOf: (path) => locate(documents, path, firstFile) };
}

function readFile(file: string, text: string, problems: Problem[]): ReadFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    problems.push({ severity: 'error', code: 'yaml_invalid', file, line, column: col, message: error.message });
  }
  return document.errors.length > 0 ? undefined : { file, document, lines };
}

function contentOf({ file, document }: ReadFile, problems: Problem[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    const message = 'anchors and aliases are not used in catalogs: write the value out where it applies';
    problems.push({ severity: 'error', code: 'yaml_invalid', file, line: 1, column: 1, message });
    return undefined;
  }
}

function mergeInto(
  into: Record<string, unknown>,
  from: object,
  path: string[],
  source: ReadFile,
  problems: Problem[],
): void {
  for (const [key, value] of Object.entries(from)) {
    const here = [...path, key];
    if (!Object.hasOwn(into, key))
      Object.defineProperty(into, key, { value: copy(value), enumerable: true, configurable: true, writable: true });
    else if (key === 'catalog' && path.length === 0) continue;
    else if (path.length < mergeDepth(here) && isRecord(into[key]) && isRecord(value))
      mergeInto(into[key], value, here, source, problems);
    else {
      const message = `${here.join('.')} is defined in another file already`;
      problems.push({ severity: 'error', code: 'name_duplicate', ...placeIn(source, here), message });
    }
  }
}

/** Sections merge by name; attributes, which are grouped by whose they are, one level deeper. */
function mergeDepth(path: readonly string[]): number {
  return path[0] === 'attributes' ? 2 : 1;
}

function copy(value: unknown): unknown {
  return isRecord(value) ? structuredClone(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function locate(sources: readonly ReadFile[], path: readonly PropertyKey[], firstFile: string): Place {
  const names = path.map(String);
  for (let length = names.length; length > 0; length -= 1) {
    const owner = sources.find(({ document }) => document.hasIn(names.slice(0, length)));
    if (owner !== undefined) return placeIn(owner, names.slice(0, length));
  }
  return { file: firstFile, line: 1, column: 1 };
}

/** The place of a key (or list element) in one file. */
function placeIn({ file, document, lines }: ReadFile, path: readonly string[]): Place {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === last)?.key
    : undefined;
  const node: unknown = key ?? document.getIn(path, true);
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  const { line, col } = lines.linePos(offset);
  return { file, line, column: Math.max(1, col) };
}
