import { describe, expect, it } from 'vitest';
import { parseSource, placeAt } from './document.ts';
import { MAX_PIECES } from './guard.ts';

const parse = (text: string) => parseSource('c.yaml', text, { left: MAX_PIECES });

/** What is wrong with a file, with line and column. */
function faultsOf(text: string): string[] {
  const { source, faults } = parse(text);
  return faults.map(({ code, offset, message }) => {
    const { line, column } = placeAt(source, offset);
    return `${line}:${column} ${code}: ${message}`;
  });
}

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

describe('a file', () => {
  it('is what it says', () => {
    const { content, faults } = parse('a: [1, two]\nb: { c: ~ }\n');
    expect(faults).toEqual([]);
    expect(content).toEqual({ a: [1, 'two'], b: { c: null } });
  });

  it('is one document', () => {
    expect(faultsOf('a: b\n---\nc: d\n')).toEqual([
      '2:1 yaml_invalid: a file is one document: what follows `---` belongs into a file of its own',
    ]);
    expect(faultsOf('---\na: b\n')).toEqual([]);
  });

  it('has nothing in it where it is no YAML', () => {
    const { source, content, faults } = parse('a: b\nc: [d\n');
    expect(source.document).toBeUndefined();
    expect(content).toBeUndefined();
    expect(faults).toHaveLength(1);
  });
});

describe('a key', () => {
  it('stands once in a map, wherever that is', () => {
    const message = '"a" stands here a second time; only one of the two can be meant';
    expect(faultsOf('a: 1\nb: 2\na: 3\n')).toEqual([`3:1 yaml_invalid: ${message}`]);
    expect(faultsOf('b: [c, { a: 1, a: 2 }]\n')).toEqual([`1:16 yaml_invalid: ${message}`]);
    expect(faultsOf('b: { a: { a: 1 } }\na: [{ a: 1 }, { a: 1 }]\n')).toEqual([]);
  });

  it('is the same however it is written', () => {
    expect(faultsOf(`1: a\n"1": b\ntrue: c\n'true': d\n: e\n'': f\n`)).toEqual([
      '2:1 yaml_invalid: "1" stands here a second time; only one of the two can be meant',
      '4:1 yaml_invalid: "true" stands here a second time; only one of the two can be meant',
      '6:1 yaml_invalid: "" stands here a second time; only one of the two can be meant',
    ]);
  });

  it('is a name', () => {
    expect(faultsOf('a: b\nc:\n  ? [d]\n  : e\n')).toEqual(['3:3 yaml_invalid: a key is a plain name']);
    expect(faultsOf('a: { {}: b }\n')).toEqual(['1:4 yaml_invalid: a key is a plain name']);
  });

  it('is not what every object has; at the top, it is a section that is not known', () => {
    expect(faultsOf('a:\n  __proto__: b\n')).toEqual(['2:3 yaml_invalid: this name is reserved']);
    expect(faultsOf('__proto__: b\n')).toEqual([]);
  });
});

describe('what is wrong many times', () => {
  it('is told fifty times: keys that stand there again', () => {
    expect(faultsOf(lines(51, () => 'a: b\n'))).toHaveLength(50);
    expect(faultsOf(lines(60, () => 'a: b\n'))).toHaveLength(50);
  });

  it('and what is no YAML', () => {
    expect(faultsOf(lines(60, () => 'a: }\n'))).toHaveLength(50);
    expect(faultsOf(`${lines(60, () => 'a: }\n')}---\na: b\n`)).toHaveLength(50);
  });
});
