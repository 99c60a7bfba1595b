import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bookOf, packOf, rowOf, saidOf } from '../../../../test/support/packs.ts';

const groupsOf = (groups: object) => bookOf(packOf(`groups: ${JSON.stringify(groups)}\n`)).groups;

describe('what stands in a rulebook', () => {
  it('is what the packs say, by name, and no more', () => {
    const text = packOf(
      `places: { x-UA-Q: { in: UA-14, note: Ours. } }\nrows: { two: ${rowOf()}, one: ${rowOf()}, three: ${rowOf()} }\n`,
    );
    const { v, version, packs, places, groups, rows } = bookOf(text);
    expect({ v, packs, places, groups }).toEqual({ v: 1, packs: ['mine'], places: { 'x-UA-Q': 'UA-14' }, groups: {} });
    expect(version).toMatch(/^rb_[0-9a-f]{16}$/);
    expect(rows.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
    expect(bookOf(text)).not.toHaveProperty('vendor');
  });

  it('is of a name that hangs on what it says, and on nothing else', () => {
    const [one, other] = [rowOf(), rowOf({ on: false })];
    const versionOf = (...texts: readonly string[]) => bookOf(...texts).version;
    const version = versionOf(packOf(`rows: { one: ${one}, two: ${other} }\n`));
    expect(versionOf(packOf(`rows: { two: ${other} }\n`), packOf(`rows: { one: ${one} }\n`))).toBe(version);
    expect(versionOf(packOf(`rows: { one: ${other}, two: ${other} }\n`))).not.toBe(version);
    expect(versionOf(packOf(`rows: { one: ${one}, two: ${other} }\n`, 'yours'))).not.toBe(version);
  });
});

describe('a group inside another', () => {
  it.each([
    ['both say nothing', {}, {}, {}],
    [
      'only the inner says when',
      { from: '2020-01-01', to: '2021-01-01' },
      {},
      { from: '2020-01-01', to: '2021-01-01' },
    ],
    ['only the outer does', {}, { from: '2020-01-01', to: '2021-01-01' }, { from: '2020-01-01', to: '2021-01-01' }],
    [
      'the inner begins and ends first',
      { from: '2019-01-01', to: '2020-06-01' },
      { from: '2020-01-01', to: '2021-01-01' },
      { from: '2020-01-01', to: '2020-06-01' },
    ],
    [
      'the outer does',
      { from: '2020-01-01', to: '2021-01-01' },
      { from: '2019-01-01', to: '2020-06-01' },
      { from: '2020-01-01', to: '2020-06-01' },
    ],
    ['the inner is for an operator', { operator: 'dpf' }, {}, { operator: 'dpf' }],
    ['the outer is', {}, { operator: 'dpf' }, { operator: 'dpf' }],
  ])('has its members while both memberships last: %s', (_, inner, outer, both) => {
    const groups = groupsOf({
      inside: [{ members: ['DE'], ...inner }],
      around: [{ members: ['FR', 'inside'], ...outer }],
    });
    expect(groups['inside']).toEqual([{ code: 'DE', ...inner }]);
    expect(groups['around']).toEqual([
      { code: 'FR', ...outer },
      { code: 'DE', ...both },
    ]);
  });

  const date = fc.option(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'), { nil: undefined });
  const dates = fc
    .record({ from: date, to: date })
    .filter(({ from, to }) => from === undefined || to === undefined || from < to);

  test.prop(
    [fc.array(dates, { minLength: 1, maxLength: 4 }), fc.constantFrom('2019-06-01', '2020-01-01', '2021-06-01')],
    {
      numRuns: 20,
    },
  )('has a member on the days on which every group up to it is in the next', (periods, day) => {
    const holds = ({ from = '', to = '~' }: { from?: string | undefined; to?: string | undefined }) =>
      from <= day && day < to;
    const names = periods.map((_, index) => `g-${index}`);
    const groups = groupsOf(
      Object.fromEntries(
        periods.map((own, index) => [names[index], [{ members: [names[index + 1] ?? 'DE'], ...own }]]),
      ),
    );
    expect(groups['g-0']?.map(({ code }) => code)).toEqual(['DE']);
    expect(groups['g-0']?.every(holds)).toBe(periods.every(holds));
  });
});

describe('what has no form is left out, and the rest is looked at all the same', () => {
  const WRONG = `rows: { mine: ${rowOf({ where: ['QQ'] })} }\n`;
  const PLACE = 'error place_unknown: there is no country "QQ" in ISO 3166-1. Did you mean "AQ"?';
  it.each([
    ['a row', 'rows: { yours: {} }\n', 'rows.yours.'],
    ['an area', 'places: { x-UA-Q: {} }\n', 'places.x-UA-Q.'],
    ['an area under a name that is none', 'places: { Donetsk: { in: UA-14 } }\n', 'places.Donetsk'],
    ['a group', 'groups: { ours: [] }\n', 'groups.ours'],
    ['a vendor', 'vendor: { nexus: US }\n', 'vendor.nexus'],
  ])('%s', (_, sections, path) => {
    const said = saidOf(packOf(sections), packOf(WRONG));
    expect(said.at(-1)).toMatch(/^b\.yaml:3:/);
    expect(said.at(-1)).toContain(PLACE);
    for (const line of said.slice(0, -1)) expect(line).toMatch(`error form_invalid: ${path}`);
  });

  it('a vendor among the rest', () => {
    expect(saidOf(packOf('rows: { yours: 5 }\nvendor: { nexus: [QQ] }\n'))).toEqual([
      'a.yaml:3:9: error form_invalid: rows.yours: expected names and values, found 5',
      `a.yaml:4:19: ${PLACE}`,
    ]);
  });
});
