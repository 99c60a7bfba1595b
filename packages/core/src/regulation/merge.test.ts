import { describe, expect, it } from 'vitest';
import { type Acted, limitCap, ofKind, requiredAttributes, strictest, union } from './merge.ts';

const acted: readonly Acted[] = [
  { row: 'b', provision: { kind: 'limit.cap', max: 5 } },
  { row: 'c', provision: { kind: 'limit.cap', max: 10 } },
  { row: 'c', provision: { kind: 'require.attribute', attributes: ['scc', 'dpf'] } },
  { row: 'a', provision: { kind: 'limit.cap', max: 5 } },
  { row: 'a', provision: { kind: 'require.attribute', attributes: ['scc'] } },
];

describe('what several rows say of the same', () => {
  it('is told by its kind', () => {
    expect(ofKind(acted, 'limit.cap').map(({ row }) => row)).toEqual(['b', 'c', 'a']);
    expect(ofKind(acted, 'deny')).toEqual([]);
  });

  it.each([
    ['is the least, with all rows that say so', acted, { max: 5, rows: ['a', 'b'] }],
    ['is what the only row says', acted.slice(1, 2), { max: 10, rows: ['c'] }],
    ['is nothing where no row caps', [], null],
  ])('%s', (_, some, cap) => expect(limitCap(some)).toEqual(cap));

  it('is shown in the same words, of two for the same, in whatever order', () => {
    const said = [
      { max: 'P1Y', rows: ['a'] },
      { max: 'P12M', rows: ['b'] },
      { max: 'P12M', rows: ['b', 'c'] },
    ];
    const least = (some: typeof said) => strictest(some, () => 0);
    expect(least(said)).toEqual({ max: 'P12M', rows: ['a', 'b', 'c'] });
    expect(least(said.toReversed())).toEqual(least(said));
  });

  it('is everything that any row asks for, by name, with its rows', () => {
    expect(
      union([
        ['scc', 'c'],
        ['dpf', 'c'],
        ['scc', 'a'],
        ['scc', 'a'],
        ['art', 'b'],
      ]),
    ).toEqual([
      { name: 'art', rows: ['b'] },
      { name: 'dpf', rows: ['c'] },
      { name: 'scc', rows: ['a', 'c'] },
    ]);
    expect(union([])).toEqual([]);
  });

  it.each([
    [{ scc: '2026-11-24' }, [false, true]],
    [{ scc: '2026-11-25', dpf: '2020-01-01' }, [true, false]],
    [undefined, [false, false]],
  ])('is held from its day on, where it is evidence: %j', (attributes, held) =>
    expect(requiredAttributes(acted, { act: 'issue', places: {}, vendorNexus: [], attributes }, '2026-11-24')).toEqual([
      { name: 'dpf', rows: ['c'], held: held[0] },
      { name: 'scc', rows: ['a', 'c'], held: held[1] },
    ]),
  );
});
