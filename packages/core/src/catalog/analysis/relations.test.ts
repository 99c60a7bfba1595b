import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { carried, orders, present } from '../../../../../test/support/carried-bounds.ts';
import { type Domain, everyValue } from './domain.ts';
import { nextDown, nextUp } from './doubles.ts';
import { boundsOf, carryBounds, reaches } from './relations.ts';

describe('the least and the greatest that a variable can be', () => {
  it.each<[Domain | undefined, readonly [number, number] | undefined]>([
    [present([[2, 5]]), [2, 5]],
    [
      present([
        [2, 2],
        [5, 7],
        [9, 9],
      ]),
      [2, 9],
    ],
    [present([]), undefined],
    [{ absent: true, misfit: true, values: everyValue('number') }, [-Number.MAX_VALUE, Number.MAX_VALUE]],
    [{ absent: false, misfit: false, values: everyValue('string') }, undefined],
    [{ absent: false, misfit: false, values: everyValue('boolean') }, undefined],
    [undefined, undefined],
  ])('%j: %j', (domain, bounds) => expect(boundsOf(domain)).toEqual(bounds));
});

describe('whether orders say that one is at most another', () => {
  const known = orders('a <= b', 'b < c', 'd <= c', 'c <= e');
  it.each([
    ['a', 'a', true],
    ['a', 'b', true],
    ['a', 'c', true],
    ['a', 'e', true],
    ['b', 'a', false],
    ['a', 'd', false],
    ['e', 'a', false],
  ])('%s, %s: %s', (from, to, expected) => expect(reaches(known, from, to)).toBe(expected));
});

describe('bounds are carried', () => {
  it('from each side of an order to the other', () => {
    const [a, b] = [
      [2, 9],
      [0, 5],
    ] as const;
    expect(carried({ a, b }, orders('a <= b'))).toEqual({ a: [2, 5], b: [2, 5] });
    expect(carried({ a, b }, orders('a < b'))).toEqual({ a: [2, nextDown(5)], b: [nextUp(2), 5] });
    expect(carried({ a, b }, orders('b <= a'))).toEqual({ a: [2, 9], b: [0, 5] });
    expect(carried({ a, b }, [])).toEqual({ a: [2, 9], b: [0, 5] });
  });

  it('along a chain, in whatever order it was said', () => {
    const apart = { a: [3, 9], b: [0, 9], c: [0, 9], d: [0, 7] } as const;
    const together = { a: [3, 7], b: [3, 7], c: [3, 7], d: [3, 7] };
    expect(carried(apart, orders('a <= b', 'b <= c', 'c <= d'))).toEqual(together);
    expect(carried(apart, orders('c <= d', 'b <= c', 'a <= b'))).toEqual(together);
  });

  it('until nothing is left, which is for others to see', () => {
    expect(carried({ a: [5, 9], b: [0, 4] }, orders('a <= b'))).toEqual({ a: undefined, b: undefined });
  });

  it('to a variable of a few values that lie apart, and of whole numbers', () => {
    const domains = new Map([
      [
        'a',
        present([
          [1, 1],
          [4, 4],
          [6, 6],
        ]),
      ],
      ['b', present([[0, 9]], 1)],
      ['c', present([[2.5, 4]])],
    ]);
    expect(carryBounds(domains, orders('c <= a', 'c < b', 'a <= c'))).toBe(true);
    expect(domains.get('a')).toEqual(present([[4, 4]]));
    expect(domains.get('b')).toEqual(present([[5, 9]], 1));
  });

  it('no further than for a while: a chain too long, said from its end, is left where it is, and may be', () => {
    const names = Array.from({ length: 31 }, (_, index) => `v${index}`);
    const said = names.slice(1).map((name, index) => `v${index} <= ${name}`);
    const between = Object.fromEntries(names.map((name, index) => [name, [index === 0 ? 1 : 0, 9]] as const));
    expect(carried(between, orders(...said))).toMatchObject({ v24: [1, 9], v30: [1, 9] });
    expect(carried(between, orders(...said.toReversed()))).toMatchObject({ v24: [1, 9], v25: [0, 9] });
  });

  it('not where it is not sure that values are of the type, nor between texts, nor to what is not asked about', () => {
    expect(carried({ a: [2, 9], b: [0, 5] }, orders('a <= b?'))).toEqual({ a: [2, 9], b: [0, 5] });
    expect(carried({ a: [2, 9] }, orders('a <= b', 'c <= a'))).toEqual({ a: [2, 9] });
    const s: Domain = { absent: false, misfit: false, values: everyValue('string') };
    const domains = new Map([
      ['s', s],
      ['t', s],
      ['a', present([[2, 9]])],
    ]);
    expect(carryBounds(domains, orders('s <= t', 's <= a', 'a <= t'))).toBe(true);
    expect(domains).toEqual(
      new Map([
        ['s', s],
        ['t', s],
        ['a', present([[2, 9]])],
      ]),
    );
  });

  it('only where that takes something away: what is left as it was, is not touched', () => {
    const [a, b, c] = [
      present([
        [0, 1],
        [3, 4],
      ]),
      present([[0, 4]]),
      present([[0, 3]]),
    ];
    const domains = new Map([
      ['a', a],
      ['b', b],
      ['c', c],
    ]);
    carryBounds(domains, orders('a <= b', 'c <= b'));
    expect(['a', 'b', 'c'].map((name) => domains.get(name))).toEqual([a, b, c]);
    expect(domains.get('a')).toBe(a);
    expect(domains.get('b')).toBe(b);
    expect(carryBounds(domains, orders('a <= c'))).toBe(true);
    expect(domains.get('a')).toEqual(
      present([
        [0, 1],
        [3, 3],
      ]),
    );
    expect(domains.get('c')).toBe(c);
  });

  it('and what is absent, or of another type, may still be so', () => {
    const a: Domain = { ...present([[2, 9]]), absent: true, misfit: true };
    const domains = new Map([
      ['a', a],
      ['b', present([[0, 5]])],
    ]);
    carryBounds(domains, orders('a <= b'));
    expect(domains.get('a')).toEqual({ ...a, values: present([[2, 5]]).values });
  });

  it.each([
    [['a < a'], false],
    [['a < b', 'b < a'], false],
    [['a < b', 'b <= a'], false],
    [['a < b?', 'b <= a?'], false],
    [['a <= b', 'b < c', 'c <= a'], false],
    [['a <= b', 'b <= a'], true],
    [['a < b', 'a < c'], true],
    [['a < c', 'b < c'], true],
  ])('%j can be: %s', (said, expected) => {
    const interval = [0, 9] as const;
    expect(carried({ a: interval, b: interval, c: interval }, orders(...said)) !== false).toBe(expected);
  });
});

describe('the law of orders', () => {
  const variable = fc.constantFrom('a', 'b', 'c', 'd');
  const order = fc.tuple(variable, fc.constantFrom('<', '<='), variable).map((said) => said.join(' '));
  const value = fc.integer({ min: 0, max: 6 });

  it.prop([fc.array(order, { maxLength: 5 }), fc.tuple(value, value, value, value), value], { numRuns: 100 })(
    'takes nothing away that they allow',
    (said, [a, b, c, d], reach) => {
      const values: Readonly<Record<string, number>> = { a, b, c, d };
      const known = orders(...said);
      const at = (name: string) => values[name] ?? 0;
      fc.pre(known.every(({ low, high, strict }) => (strict ? at(low) < at(high) : at(low) <= at(high))));
      const between = Object.fromEntries('abcd'.split('').map((name) => [name, [at(name), at(name) + reach]] as const));
      const left = carried(between, known);
      expect(left).not.toBe(false);
      for (const [name, bounds] of Object.entries(left || {})) expect(bounds?.[0]).toBe(at(name));
    },
  );
});
