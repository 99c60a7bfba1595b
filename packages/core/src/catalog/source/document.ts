import { Composer, type CST, type Document, isMap, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import type { Place } from '../problem.ts';
import { refusalOf } from './guard.ts';

/** One file of a catalog: its text, and what it was parsed to. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly document: Document | undefined;
  readonly lines: LineCounter;
}

/** A file as it was read. `content` is meant only where there is a document. */
export interface ParsedSource {
  readonly source: SourceFile;
  readonly content: unknown;
  readonly faults: readonly SourceFault[];
}

/** What is wrong with a file as YAML. */
export interface SourceFault {
  readonly code: 'yaml_invalid' | 'too_large';
  readonly offset: number;
  readonly message: string;
}

/** Errors of one file beyond these say the same again. */
const MOST_FAULTS = 50;

/** Parses a file, if that is safe. The document is undefined where nothing of it can be used. */
export function parseSource(file: string, text: string, pieces: { left: number }): ParsedSource {
  const unread = { file, text, lines: linesOf(text), document: undefined };
  const refusal = refusalOf(text, pieces);
  if (refusal !== undefined) return { source: unread, content: undefined, faults: [refusal] };
  try {
    // Repeated keys are looked for below: the parser compares each key with all before it, which takes minutes for a large file.
    const [document, second] = new Composer({ uniqueKeys: false, logLevel: 'error' }).compose(
      tokensOf(text),
      true,
      text.length,
    );
    const faults = (document?.errors ?? []).map(({ pos, message }) => fault(pos[0], plainly(message)));
    if (second !== undefined)
      faults.push(fault(second.range[0], 'a file is one document: what follows `---` belongs into a file of its own'));
    if (document === undefined || document.errors.length > 0)
      return { source: unread, content: undefined, faults: faults.slice(0, MOST_FAULTS) };
    const content: unknown = document.toJS({ maxAliasCount: 0 });
    return {
      source: { ...unread, document },
      content,
      faults: [...faults, ...repeatedKeys(document)].slice(0, MOST_FAULTS),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      source: unread,
      content: undefined,
      faults: [fault(0, TOO_DEEP)],
    };
  }
}

const TOO_DEEP = 'lists and maps are nested too deeply to be read';

/** Somewhere deep inside, the parser takes a full stack for a mistake of whoever wrote the text. */
function plainly(message: string): string {
  return message.includes('call stack') ? TOO_DEEP : message;
}

/** The tokens of a text, as far as they make sense: what comes after many that do not is no catalog any more. */
function* tokensOf(text: string): Generator<CST.Token, void> {
  let errors = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') errors += 1;
    if (errors > MOST_FAULTS) return;
    yield token;
  }
}

function fault(offset: number, message: string): SourceFault {
  return { code: 'yaml_invalid', offset, message };
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function repeatedKeys(document: Document): SourceFault[] {
  const faults: SourceFault[] = [];
  const waiting: unknown[] = [document.contents];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isSeq(node)) for (const item of node.items) waiting.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      waiting.push(value);
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : (node.range?.[0] ?? 0);
      const name = nameOfKey(key);
      if (name === undefined) faults.push(fault(offset, 'a key is a plain name'));
      // At the top it is a section that is not known; further down nothing would see it.
      else if (name === '__proto__' && node !== document.contents) faults.push(fault(offset, 'this name is reserved'));
      else if (seen.has(name))
        faults.push({
          code: 'yaml_invalid',
          offset,
          message: `"${name}" stands here a second time; only one of the two can be meant`,
        });
      else seen.add(name);
    }
  }
  return faults;
}

/** The name that a key has once it is read. */
export function nameOfKey(key: unknown): string | undefined {
  const value: unknown = isScalar(key) ? (key.value ?? '') : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The line and column of an offset into a file. */
export function placeAt({ file, lines }: SourceFile, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}
