import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Generated } from './generated.ts';

const begin = /<!-- snippet: (?<file>\S+)#(?<region>\S+) -->\n/g;
const end = '<!-- /snippet -->';

/** The Markdown of this repository. */
export function documents(root: string): string[] {
  return globSync(['*.md', '{docs,bench,catalog,examples,local,packages,test}/**/*.md'], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }).toSorted();
}

/** Every document that quotes code, with the code as it is: quotes are regions of files that are compiled and run. */
export function quotedSnippets(root: string): Generated[] {
  return documents(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const quoted = withSnippets(text, (path) => readFileSync(join(root, path), 'utf8'));
    return quoted === undefined ? [] : [{ file, text: quoted, from: 'the code that it quotes' }];
  });
}

/**
 * A document with each quote replaced by the region that it is taken from; undefined where it quotes nothing.
 * @throws {Error} for a region that the file does not have.
 */
export function withSnippets(document: string, read: (file: string) => string): string | undefined {
  const quotes = [...document.matchAll(begin)];
  if (quotes.length === 0) return undefined;
  let [text, at] = ['', 0];
  for (const { 0: opening, index, groups: { file = '', region = '' } = {} } of quotes) {
    const from = index + opening.length;
    const to = document.indexOf(end, from);
    if (to < 0) throw new Error(`the quote of ${file}#${region} does not end`);
    text += `${document.slice(at, from)}\`\`\`ts\n${regionOf(read(file), region, file)}\n\`\`\`\n`;
    at = to;
  }
  return text + document.slice(at);
}

function regionOf(code: string, region: string, file: string): string {
  const lines = code.split('\n');
  const from = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const length = lines.slice(from).findIndex((line) => line.trim() === '// #endregion');
  if (from < 0 || length < 0) throw new Error(`${file} has no region "${region}"`);
  const quoted = lines.slice(from + 1, from + length);
  const indents = quoted.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return quoted.map((line) => line.slice(indent)).join('\n');
}
