import { describe, expect, it } from 'vitest';
import { withSnippets } from './snippets.ts';
import { table, withSection } from './section.ts';

const code = 'one();\n  // #region middle\n  two();\n\n    three();\n  // #endregion\nfour();\n';
const quote = (inside: string) => `Before\n<!-- snippet: a.ts#middle -->\n${inside}<!-- /snippet -->\nAfter\n`;

describe('quoted code', () => {
  it('is the region as it stands, without its indentation', () => {
    const quoted = quote('```ts\ntwo();\n\n  three();\n```\n');
    expect(withSnippets(quote(''), () => code)).toBe(quoted);
    expect(withSnippets(quote('```ts\nold();\n```\n'), () => code)).toBe(quoted);
    expect(withSnippets(quoted, () => code)).toBe(quoted);
  });

  it('is nothing to a document that quotes none', () => {
    expect(withSnippets('# Title', () => code)).toBeUndefined();
  });

  it('has to be there, and to end', () => {
    expect(() => withSnippets(quote(''), () => 'one();')).toThrow('a.ts has no region "middle"');
    expect(() => withSnippets('<!-- snippet: a.ts#middle -->\n', () => code)).toThrow('does not end');
  });
});

describe('a generated passage', () => {
  const document = 'a\n<!-- generated: x -->\nold\n<!-- /generated -->\nb';

  it('replaces what was there', () => {
    expect(withSection(document, 'x', 'new\n')).toBe('a\n<!-- generated: x -->\nnew\n<!-- /generated -->\nb');
  });

  it('has to have its place', () => {
    expect(() => withSection(document, 'y', '')).toThrow('generated: y');
  });

  it('may be a table, whose cells may have pipes', () => {
    expect(table(['a', 'b'], [['1', '2 | 3']])).toBe('| a | b |\n|---|---|\n| 1 | 2 \\| 3 |');
  });
});
