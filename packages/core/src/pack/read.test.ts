import { describe, expect, it } from 'vitest';
import { bookOf, packOf, rowOf, saidOf } from '../../../../test/support/packs.ts';
import { compilePacks } from './compile.ts';

describe('a file that is no pack is said to be none', () => {
  const FORM = 'error form_invalid: every pack begins with `regulations: 1`, the form that this reader knows';
  it.each([
    ['it is of another form', 'pack: mine\nregulations: 2\n', `a.yaml:2:1: ${FORM}`],
    ['it is a list', '- regulations: 1\n', `a.yaml:1:1: ${FORM}`],
    [
      'it is no YAML',
      'regulations: [',
      'a.yaml:1:15: error yaml_invalid: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['it says nothing', '', `a.yaml:1:1: ${FORM}`],
    [
      'it has no name',
      'regulations: 1\n',
      'a.yaml:1:1: error form_invalid: pack: is missing; it is the name that decisions give as the source of a row',
    ],
    [
      'its name is empty',
      'regulations: 1\npack: ""\n',
      'a.yaml:2:1: error form_invalid: pack: a name is lower-case letters, digits and dashes, and begins with a letter',
    ],
    [
      'its name is for people',
      'regulations: 1\npack: Our rules\n',
      'a.yaml:2:1: error form_invalid: pack: a name is lower-case letters, digits and dashes, and begins with a letter',
    ],
    [
      'its name is a number',
      'regulations: 1\npack: 5\n',
      'a.yaml:2:1: error form_invalid: pack: Invalid input: expected string, received number',
    ],
  ])('where %s', (_, text, said) => expect(saidOf(text)).toEqual([said]));

  it('and nothing of it counts', () => {
    expect(saidOf('regulations: 1\nrows: { mine: 5 }\n', packOf('rows: { mine: { override: true } }\n'))).toEqual([
      'a.yaml:1:1: error form_invalid: pack: is missing; it is the name that decisions give as the source of a row',
      'b.yaml:3:9: error name_unknown: there is no row "mine" to override',
    ]);
  });
});

describe('a section', () => {
  it.each([
    [
      'that is not known',
      'groups: {}\nrow: {}\n',
      ['a.yaml:4:1: error form_invalid: "row" is not known here; sections are vendor, places, groups, rows'],
    ],
    ['that is a list', 'rows: []\n', ['a.yaml:3:1: error form_invalid: rows: expected names and values']],
    ['that is empty', 'places:\ngroups: {}\n', ['a.yaml:3:1: error form_invalid: places: expected names and values']],
    ['that is there', 'description: Ours.\ngroups: { ours: [{ members: [DE] }] }\n', []],
  ])('%s', (_, sections, said) => expect(saidOf(packOf(sections))).toEqual(said));

  it('is counted over all files: they are no larger together than one may be', () => {
    const many = packOf(`rows: {${' a,'.repeat(60_000)} }\n`);
    const said = saidOf(many, many);
    expect(said.filter((line) => line.includes('too_large'))).toEqual([
      expect.stringMatching(/^b\.yaml:3:\d+: error /),
    ]);
  });
});

describe('who publishes', () => {
  const US = packOf('vendor: { nexus: [US] }\n');

  it('is said by one pack, whichever it is', () => {
    expect(bookOf(packOf('rows: {}\n', 'other'), US).vendor).toEqual({ nexus: ['US'] });
    expect(bookOf(packOf('rows: {}\n')).vendor).toBeUndefined();
  });

  it('is not said by a second', () => {
    expect(saidOf(US, packOf('groups: {}\nvendor: { nexus: [DE] }\n'))).toEqual([
      'b.yaml:4:1: error name_duplicate: another pack says who the vendor is already',
    ]);
  });

  it('is wrong where it stands, and the first that says it is meant', () => {
    expect(saidOf(packOf('groups: {}\n'), packOf('vendor: { nexus: [] }\n'), US)).toEqual([
      'b.yaml:3:11: error form_invalid: vendor.nexus: is empty',
      'c.yaml:3:1: error name_duplicate: another pack says who the vendor is already',
    ]);
  });
});

describe('a name', () => {
  it.each([
    ['places', '{ x-UA-Q: { in: UA-14 } }', 'x-UA-Q', ''],
    ['groups', '{ ours: [{ members: [DE] }] }', 'ours', ''],
    ['rows', `{ mine: ${rowOf()} }`, 'mine', '; a pack that means to change it says `override: true`'],
  ])('of %s is defined once', (section, named, name, hint) => {
    const text = packOf(`${section}: ${named}\n`);
    expect(saidOf(text, text)).toEqual([
      `b.yaml:3:${section.length + 5}: error name_duplicate: ${section}.${name} is defined already${hint}`,
    ]);
  });

  it('of a row may be that of a group too, and is of the pack that has the row', () => {
    const { rows } = bookOf(
      packOf(`rows: { ours: ${rowOf()} }\n`),
      packOf('groups: { ours: [{ members: [DE] }] }\n', 'b'),
    );
    expect(rows.map(({ id, pack }) => [id, pack])).toEqual([['ours', 'mine']]);
  });

  it('that every object has is no row for that', () => {
    expect(saidOf(packOf('rows: { constructor: { override: true, on: false } }\n'))).toEqual([
      'a.yaml:3:9: error name_unknown: there is no row "constructor" to override',
    ]);
    expect(saidOf(packOf('rows: { __proto__: { override: true, on: false } }\n'))).toEqual([
      'a.yaml:3:9: error yaml_invalid: this name is reserved',
      'a.yaml:3:9: error name_unknown: there is no row "__proto__" to override',
    ]);
  });

  it('is of a pack once, in however many files it is', () => {
    expect(bookOf(packOf('rows: {}\n'), packOf('rows: {}\n', 'a'), packOf('places: {}\n')).packs).toEqual([
      'a',
      'mine',
    ]);
    expect(compilePacks({})).toMatchObject({ problems: [], rulebook: { packs: [], rows: [] } });
  });
});

describe('an override', () => {
  const MINE = packOf(`rows: { mine: ${rowOf()} }\n`);

  it('is of a row, and not of a group or an area', () => {
    expect(saidOf(packOf('places: { x-UA-Q: { in: UA-14, override: true } }\n'))).toEqual([
      'a.yaml:3:32: error form_invalid: "override" is not known here.',
    ]);
  });

  it('is one where it says so with true', () => {
    expect(saidOf(MINE, packOf('rows: { mine: { override: yes, on: false } }\n'))).toEqual([
      'b.yaml:3:9: error name_duplicate: rows.mine is defined already; a pack that means to change it says `override: true`',
    ]);
  });

  it('is not of what is no row', () => {
    expect(saidOf(packOf('rows: { mine: 5 }\n'), packOf('rows: { mine: { override: true } }\n'))).toEqual([
      'a.yaml:3:9: error form_invalid: rows.mine: expected names and values, found 5',
      'b.yaml:3:9: error name_unknown: there is no row "mine" to override',
    ]);
  });

  it('names the pack that had the last word, and what it says wrongly stands there', () => {
    const told = packOf('rows: { mine: { override: true, on: false } }\n', 'last');
    expect(bookOf(MINE, told).rows).toMatchObject([{ id: 'mine', pack: 'last', on: false, title: 'A row' }]);
    expect(saidOf(MINE, packOf('rows: { mine: { override: true, title: "" } }\n'))).toEqual([
      'b.yaml:3:33: error form_invalid: rows.mine.title: is empty',
    ]);
  });

  it.each([
    [
      'the same field',
      'on',
      'on',
      ['c.yaml:3:33: error name_duplicate: mine.on is overridden by another pack already'],
    ],
    ['another', 'on', 'moving', []],
  ])('of %s by two packs', (_, first, second, said) => {
    const by = (field: string) => packOf(`rows: { mine: { override: true, ${field}: true } }\n`);
    expect(saidOf(MINE, by(first), by(second))).toEqual(said);
  });
});
