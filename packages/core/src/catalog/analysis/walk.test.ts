import { describe, expect, it } from 'vitest';
import type { Expression, Operation } from '../../segment/expression.ts';
import { binaryOf, isKeyOf, isOperation, partsOf, withParts } from './walk.ts';

const N: Expression = ['var', 'customer', 'n'];
const M: Expression = ['var', 'customer', 'm'];
const BINARY = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in', 'starts', 'ends', 'contains'] as const;

const binary = BINARY.map((operator): [Operation, Expression[]] => [
  [operator, N, M],
  [N, M],
]);
const leaves: [Operation, Expression[]][] = [
  [['list', ['a', 'b']], []],
  [['var', 'customer', 'n'], []],
  [['it', 0], []],
];
const others: [Operation, Expression[]][] = [
  [
    ['and', [N, M, true]],
    [N, M, true],
  ],
  [
    ['or', [N, M]],
    [N, M],
  ],
  [['bucket', 'salt', N], [N]],
  [['has', N], [N]],
  [['not', N], [N]],
  [['neg', N], [N]],
  [['size', N], [N]],
  [
    ['if', N, M, 3],
    [N, M, 3],
  ],
  [
    ['exists', N, ['it', 0]],
    [N, ['it', 0]],
  ],
  [
    ['all', N, ['it', 0]],
    [N, ['it', 0]],
  ],
];
const scalars: Expression[] = ['<', 5, true];

describe.each([...leaves, ...binary, ...others])('%j', (operation, parts) => {
  it('has these parts', () => expect(partsOf(operation)).toEqual(parts));

  it('is itself over the same parts', () => expect(withParts(operation, (part) => part)).toEqual(operation));

  it('is the same operation over others', () => {
    const changed = withParts(operation, (part) => ['not', part]);
    expect(changed[0]).toBe(operation[0]);
    expect(partsOf(changed)).toEqual(parts.map((part) => ['not', part]));
  });

  it('is an operation', () => expect(isOperation(operation)).toBe(true));
});

describe('constants', () => {
  it.each(scalars)('%j has no parts and is no operation', (constant) => {
    expect(partsOf(constant)).toEqual([]);
    expect(isOperation(constant)).toBe(false);
    expect(binaryOf(constant)).toBeUndefined();
  });
});

describe('operations on two expressions', () => {
  it.each(binary)('%j is one', (operation) => expect(binaryOf(operation)).toBe(operation));

  it.each([...leaves, ...others])('%j is none', (operation) => expect(binaryOf(operation)).toBeUndefined());
});

describe("a table's keys", () => {
  it.each([
    ['<', true],
    ['>', false],
    ['toString', false],
  ])('%s is one of its own: %s', (key, expected) => expect(isKeyOf({ '<': 1 }, key)).toBe(expected));
});
