import { describe, expect, it } from 'vitest';
import { MAX_PIECES, refusalOf } from './guard.ts';

/** What of a text is refused: why, and from where on. */
function refused(text: string, left = MAX_PIECES): string | undefined {
  const refusal = refusalOf(text, { left });
  return refusal && `${refusal.code}: ${refusal.message}: ${text.slice(refusal.offset)}`;
}

/** How much reading a text costs. */
function cost(text: string): number {
  const pieces = { left: MAX_PIECES };
  refusalOf(text, pieces);
  return MAX_PIECES - pieces.left;
}

describe('what catalogs do not use is refused where it stands', () => {
  const aliases = 'anchors and aliases are not used in catalogs: write the value out where it applies';
  const tags = 'tags are not used in catalogs; a text that begins with ! is put in quotes';
  const directives = 'directives are not used in catalogs: they are YAML 1.2';

  it.each([
    ['a: b\nc: &d e', '&d e', aliases],
    ["a: 'b'\nc: *d", '*d', aliases],
    ['a: "b"\nc: !d e', '!d e', tags],
    ['# a\n%YAML 1.1\n---\na: b', '%YAML 1.1\n---\na: b', directives],
    ['a: >\n  b\nc: [d, *e]', '*e]', aliases],
  ])('%j', (text, from, why) => expect(refused(text)).toBe(`yaml_invalid: ${why}: ${from}`));

  it.each(['a: "&b"', "a: '*b'", 'a: >\n  &b', 'a: |\n  !b\n  *c', '# &a *b !c', 'a: b & c * d!', 'a: 50%'])(
    'not %j, where it is part of a text',
    (text) => expect(refused(text)).toBeUndefined(),
  );
});

describe('what nests without end is refused', () => {
  const deep = (depth: number, open = '[', close = ']') => `a: ${open.repeat(depth)}${close.repeat(depth)}\n`;

  it('brackets, from the first that is one too many', () => {
    expect(refused(deep(32))).toBeUndefined();
    expect(refused(deep(33))).toBe(`yaml_invalid: brackets are nested more than 32 deep here: [${']'.repeat(33)}\n`);
    expect(refused(deep(33, '{', '}'))).toMatch(/^yaml_invalid: brackets are nested more than 32 deep here: \{\}+\n$/);
  });

  it('not brackets beside brackets', () =>
    expect(refused(deep(20) + deep(20, '{', '}').repeat(3) + deep(20))).toBeUndefined());

  it('lists and maps that begin on one line', () => {
    expect(refused(`${'- '.repeat(16)}x`)).toBeUndefined();
    expect(refused(`${'- '.repeat(17)}x`)).toBe('yaml_invalid: more than 16 lists or maps begin on this line: - x');
    expect(refused(`${'? '.repeat(17)}x`)).toBe('yaml_invalid: more than 16 lists or maps begin on this line: ? x');
    expect(refused(`${'- '.repeat(16)}x: x`)).toBe('yaml_invalid: more than 16 lists or maps begin on this line: : x');
  });

  it('not those that begin on lines of their own', () => expect(refused('- - x\n'.repeat(20))).toBeUndefined());

  it('not the entries of a map in brackets, however many', () =>
    expect(refused(`a: { ${'b: c, '.repeat(40)} }`)).toBeUndefined());
});

describe('so much that reading it takes long is refused', () => {
  it('each name, value, mark and line end counts', () => {
    expect(cost('a: b\n') - cost('a: b')).toBe(1);
    expect(cost('a: b\n'.repeat(9)) - cost('a: b\n'.repeat(8))).toBe(cost('a: b\n'.repeat(2)) - cost('a: b\n'));
    expect(cost('a: b\n'.repeat(2)) - cost('a: b\n')).toBeGreaterThanOrEqual(4);
  });

  it('a text in double quotes counts by its letters, and any other as one', () => {
    expect(cost(`"${'x'.repeat(80)}"`) - cost(`"${'x'.repeat(8)}"`)).toBe(9);
    expect(cost(`'${'x'.repeat(80)}'`)).toBe(cost(`'${'x'.repeat(8)}'`));
    expect(cost('x'.repeat(80))).toBe(cost('x'));
  });

  it('from where on it is too much', () => {
    const whole = cost('a: b\nc: d\n');
    expect(refused('a: b\nc: d\n', whole)).toBeUndefined();
    expect(refused('a: b\nc: d\n', whole - 1)).toBe(
      'too_large: the sources have more than 300000 names, values and marks, where 8 letters in double quotes count as one; so large a catalog is not read: \n',
    );
  });

  it('of all files together', () => {
    const pieces = { left: cost('a: b\n') + 1 };
    expect(refusalOf('a: b\n', pieces)).toBeUndefined();
    expect(refusalOf('a: b\n', pieces)).toMatchObject({ code: 'too_large' });
  });
});
