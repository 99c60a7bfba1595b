import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Document, isScalar, parseDocument, Scalar } from 'yaml';
import { offsetInside } from './inside.ts';

/** Letters that stand for themselves wherever they are written. */
const PLAIN = /[aX7#:ß-]/;

/** The only text of a file. */
function textOf(file: string): Scalar {
  const node = parseDocument(file).contents;
  if (!isScalar(node)) throw new Error(`${file} is no text`);
  return node;
}

const offsetOf = (file: string, character: number) => offsetInside(file, textOf(file), character);

describe('a letter of a text is found in the file', () => {
  it.each([
    ['a word', 'one X'],
    ['words on several lines', 'one\n  two\n\n  X'],
    ['single quotes', "'one X'"],
    ['single quotes, and one inside', "'one''s X'"],
    ['single quotes on several lines', "'one\n\n  X'"],
    ['double quotes', '"one X"'],
    ['double quotes, and one inside', String.raw`"a \" X"`],
    ['a backslash', String.raw`"\\X"`],
    ['a slash', String.raw`"\/X"`],
    ['an escape', String.raw`"\eX"`],
    ['the number of a letter, in two digits', String.raw`"\x41 X"`],
    ['in four', String.raw`"\u0041 X"`],
    ['in eight', String.raw`"\U00000041 X"`],
    ['the number of a blank', String.raw`"\x20\u0020\U00000020\u00a0 X"`],
    ['blanks by name', String.raw`"\t\n\v\f\r\_\L\P\ X"`],
    ['a tab after a backslash', '"\\\tX"'],
    ['a line end after a backslash', '"one\\\n  X"'],
    ['the same on another system', '"one\\\r\n  X"'],
    ['a folded text', '>\n  one\n  two X'],
    ['a folded text that is read in a certain way', '>2-\n   one\n\n  X'],
    ['a text line by line', '|\n  one\n    two\n  X'],
    ['a comment before it', '| # X is meant\n  one X'],
  ])('after %s', (_, file) => {
    const { value } = textOf(file);
    expect(offsetOf(file, String(value).indexOf('X'))).toBe(file.lastIndexOf('X'));
  });

  const styles = fc.constantFrom(
    Scalar.PLAIN,
    Scalar.QUOTE_SINGLE,
    Scalar.QUOTE_DOUBLE,
    Scalar.BLOCK_FOLDED,
    Scalar.BLOCK_LITERAL,
  );
  const letters = fc.constantFrom('a', 'X', '7', ' ', ' ', '\n', '\t', "'", '"', '\\', '#', ':', '-', 'ß');

  it.prop([fc.string({ unit: letters, minLength: 1, maxLength: 60 }), styles], { numRuns: 500 })(
    'however it is written',
    (text, style) => {
      const written = new Document(text);
      if (isScalar(written.contents)) written.contents.type = style;
      const file = written.toString({ lineWidth: 20 });
      // The library writes some texts in a way that it reads as something else.
      fc.pre(isScalar(parseDocument(file).contents));
      const read = String(textOf(file).value);
      const found = Array.from(read, (letter, at) => (PLAIN.test(letter) ? file[offsetOf(file, at) ?? -1] : letter));
      expect(found.join('')).toBe(read);
    },
  );
});

describe('what has no letter of its own in the file', () => {
  it('a blank stands at the letter before it', () => {
    expect(offsetOf('one two', 3)).toBe(2);
  });
  it('a blank before all letters stands at the first', () => {
    expect(offsetOf('"  X"', 0)).toBe(3);
  });
  it('the end of a text stands at its last letter', () => {
    expect(offsetOf("'one'  ", 3)).toBe(3);
  });
  it('a text without letters stands nowhere', () => {
    expect(offsetOf('"  "', 1)).toBeUndefined();
  });
  it('nor does one that does not begin', () => {
    expect(offsetOf('>', 0)).toBeUndefined();
  });
  it('nor does a number', () => {
    expect(offsetOf('55', 1)).toBeUndefined();
  });
  it('nor does what was never in a file', () => {
    expect(offsetInside('one', new Scalar('one'), 1)).toBeUndefined();
  });
});
