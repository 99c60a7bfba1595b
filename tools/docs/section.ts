/** Passages of a document that are generated. In Markdown they stand between comments, which no reader sees. */

const begin = (name: string) => `<!-- generated: ${name} -->`;
const end = '<!-- /generated -->';

/**
 * A document with one generated passage as it is to be.
 * @throws {Error} where the document has no such passage.
 */
export function withSection(document: string, name: string, passage: string): string {
  const from = document.indexOf(begin(name));
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`there is no "${begin(name)} … ${end}" in the document`);
  return `${document.slice(0, from)}${begin(name)}\n${passage.trim()}\n${document.slice(to)}`;
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
