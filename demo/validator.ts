import { formatProblem, validateCatalog } from '@licet/core/catalog';
import { ATLAS_FILES } from '../test/support/catalogs.ts';
import { type BrokenCatalog, brokenCatalogs, saidOf } from '../test/support/broken-catalogs.ts';

/** Puts a line before somebody. */
type Say = (line: string) => void;

/**
 * A tour of the validator: twenty-two catalogs with mistakes in them, from a bracket that is not closed to a segment that can never
 * match, each with the lines in question and what is said of them; and last a catalog that is right. Needs no cloud.
 */
export function tourBrokenCatalogs(say: Say = console.log): void {
  for (const catalog of brokenCatalogs()) {
    say(`\n${catalog.name.replace('-', '  ').replaceAll('-', ' ')}`);
    for (const line of pointedOut(catalog)) say(line === '' ? '' : `  ${line}`);
  }
  const started = performance.now();
  const { problems, compiled, notAnalysed } = validateCatalog(ATLAS_FILES);
  const took = Math.round(performance.now() - started);
  say(`\ncatalog/atlas, which is right: ${problems.map(formatProblem).join('\n') || 'no problems'} in ${took} ms`);
  say(
    `  ${compiled?.version}, of ${compiled?.program.segments.length} segments; questions left open: ${notAnalysed.length}`,
  );
}

/** The lines of a broken catalog that something is said of, each under its place, with what is said where it is meant. */
export function pointedOut(catalog: BrokenCatalog): string[] {
  const lines: string[] = [];
  let [place, shown] = ['', ''];
  for (const problem of saidOf(catalog)) {
    const [, file = '', line = '', column = '', told = problem] = /^(.+?):(\d+):(\d+): (.*)$/.exec(problem) ?? [];
    const [text, at] = cut(sourceAt(Number(line), catalog.files[file]), Number(column));
    const isNew = `${file}:${line}` !== place;
    place = `${file}:${line}`;
    if (isNew) lines.push('', place);
    if (isNew || text !== shown) lines.push(`  ${text}`);
    shown = text;
    lines.push(`  ${' '.repeat(at - 1)}^ ${told}`);
  }
  return lines;
}

/** A line of a file; behind its last one, words that say so. */
function sourceAt(line: number, file = ''): string {
  const lines = file.split('\n');
  const source = lines[line - 1] ?? '';
  return source === '' && line >= lines.length ? '(here the file ends)' : source;
}

const WIDEST = 110;

/** A line that fits the screen, with the column in view; and where the column then is. */
function cut(line: string, column: number): readonly [text: string, at: number] {
  const from = Math.max(0, Math.min(column - WIDEST / 2, line.length - WIDEST));
  const before = from > 0 ? '…' : '';
  const after = line.length > from + WIDEST ? '…' : '';
  return [before + line.slice(from, from + WIDEST).trimEnd() + after, column - from + before.length];
}
