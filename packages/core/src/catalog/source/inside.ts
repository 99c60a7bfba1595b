import type { Scalar } from 'yaml';

/**
 * Where a character of a scalar's value stands in the file. Folding changes the space between words, and quotes what stands for a
 * letter, but every visible letter of the value comes from one place of the text, in order: so letters are counted.
 */
export function offsetInside(text: string, { type, value, range }: Scalar, character: number): number | undefined {
  if (typeof value !== 'string' || !range) return undefined;
  const [from, to] = range;
  const before = visible(value.slice(0, character)) + (isBlank(value[character]) ? 0 : 1);
  const wanted = Math.max(1, before);
  switch (type) {
    case 'PLAIN':
      return nth(text, from, to, wanted);
    case 'QUOTE_SINGLE':
      return nth(text, from + 1, to - 1, wanted, singleQuoted);
    case 'QUOTE_DOUBLE':
      return nth(text, from + 1, to - 1, wanted, doubleQuoted);
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL': {
      // Its first line says only how to read the others.
      const body = text.indexOf('\n', from);
      return body < 0 ? undefined : nth(text, body, to, wanted);
    }
    default:
      return undefined;
  }
}

function isBlank(letter: string | undefined): boolean {
  return letter === undefined || /\s/.test(letter);
}

function visible(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}

/** How many letters of the text stand for the value's next one, and whether that is visible. */
type Read = (text: string, at: number) => readonly [length: number, isVisible: boolean];

const plain: Read = (text, at) => [1, !isBlank(text[at])];
const singleQuoted: Read = (text, at) => [text.startsWith("''", at) ? 2 : 1, !isBlank(text[at])];

const BLANK_ESCAPES = new Set(['t', 'n', 'v', 'f', 'r', '_', 'L', 'P', ' ', '\t', '\n', '\r']);

/** `\n` and the like stand for a blank, `\x41` and the like for a letter, and a line end after `\` for nothing. */
const doubleQuoted: Read = (text, at) => {
  if (text[at] !== '\\') return plain(text, at);
  const escaped = text[at + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[escaped];
  if (digits === undefined) return [2, !BLANK_ESCAPES.has(escaped)];
  return [2 + digits, !isBlank(String.fromCodePoint(Number.parseInt(text.slice(at + 2, at + 2 + digits), 16) || 0))];
};

function nth(text: string, from: number, to: number, wanted: number, read: Read = plain): number | undefined {
  let count = 0;
  for (let at = from; at < to; ) {
    const [length, isVisible] = read(text, at);
    if (isVisible) count += 1;
    if (count === wanted) return at;
    at += length;
  }
  return undefined;
}
