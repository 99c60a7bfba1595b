import { CST, Lexer } from 'yaml';

/** Something in a YAML text that catalogs do not use, or cannot have so much of. */
export interface Refusal {
  readonly code: 'yaml_invalid' | 'too_large';
  readonly offset: number;
  readonly message: string;
}

/** Names, values, marks and line ends of all files together. Reading one takes three microseconds, so this takes a second. */
export const MAX_PIECES = 300_000;
/** So many letters in double quotes take as long as one piece: the parser puts them together one by one. */
const QUOTED_LETTERS = 8;
/** A catalog is five deep. */
const MAX_FLOW_DEPTH = 32;
/** Lists and maps that begin on one line, outside of brackets: `- - key:` begins three. */
const MAX_BEGUN_ON_A_LINE = 16;

const REFUSED: Partial<Record<ReturnType<typeof CST.tokenType> & string, string>> = {
  alias: 'anchors and aliases are not used in catalogs: write the value out where it applies',
  anchor: 'anchors and aliases are not used in catalogs: write the value out where it applies',
  tag: 'tags are not used in catalogs; a text that begins with ! is put in quotes',
  'directive-line': 'directives are not used in catalogs: they are YAML 1.2',
};

/** Marks of the lexer that have no width in the text. */
const MARKS = new Set(['doc-mode', 'flow-error-end', 'scalar']);

/**
 * Looks through a YAML text before it is parsed, and stops where parsing would cost too much: anchors, of which bombs are
 * made, brackets that nest without end, and more of everything than a catalog has. Takes no more time than a text has letters.
 */
export function refusalOf(text: string, pieces: { left: number }): Refusal | undefined {
  let [offset, depth, begun, isScalar] = [0, 0, 0, false];
  for (const lexeme of new Lexer().lex(text)) {
    pieces.left -= lexeme.startsWith('"') ? 1 + lexeme.length / QUOTED_LETTERS : 1;
    if (pieces.left < 0) {
      const message = `the sources have more than ${MAX_PIECES} names, values and marks, where ${QUOTED_LETTERS} letters in double quotes count as one; so large a catalog is not read`;
      return { code: 'too_large', offset, message };
    }
    const type = isScalar ? null : CST.tokenType(lexeme);
    const message = type === null ? undefined : REFUSED[type];
    if (message !== undefined) return { code: 'yaml_invalid', offset, message };
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth -= 1;
    if (depth > MAX_FLOW_DEPTH)
      return { code: 'yaml_invalid', offset, message: `brackets are nested more than ${MAX_FLOW_DEPTH} deep here` };
    if (type === 'newline') begun = 0;
    if (depth === 0 && (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind')) begun += 1;
    if (begun > MAX_BEGUN_ON_A_LINE)
      return {
        code: 'yaml_invalid',
        offset,
        message: `more than ${MAX_BEGUN_ON_A_LINE} lists or maps begin on this line`,
      };
    isScalar = type === 'scalar';
    if (type === null || !MARKS.has(type)) offset += lexeme.length;
  }
  return undefined;
}
