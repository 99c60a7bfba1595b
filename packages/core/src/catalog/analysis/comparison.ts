import type { Expression } from '../../segment/expression.ts';
import { largestWhere } from './doubles.ts';
import {
  ALL_NUMBERS,
  NO_NUMBERS,
  type NumberSet,
  numbersIn,
  numbersInEither,
  numbersOutside,
  upTo,
} from './number-set.ts';
import { constantOf, type Slope, slopeOf } from './slope.ts';
import { binaryOf, isKeyOf, isOperation } from './walk.ts';

/** A comparison of one quantity with constants, solved for the quantity: for which of its values it has which outcome. */
export interface SolvedComparison {
  readonly of: Expression;
  readonly whereTrue: NumberSet;
  readonly whereFalse: NumberSet;
  /** Where the arithmetic has no finite answer. */
  readonly whereUnknown: NumberSet;
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;
type Comparing = keyof typeof MIRRORED;

/** Solves `x + 1 > 5`, `5 != x`, `x * 2 in [2, 4]`; undefined for what is no comparison of one quantity that only rises or only falls. */
export function solve(atom: Expression): SolvedComparison | undefined {
  const binary = binaryOf(atom);
  if (binary === undefined) return undefined;
  const [operator, left, right] = binary;
  if (operator === 'in') return amongNumbers(slopeOf(left), right);
  if (!isKeyOf(MIRRORED, operator)) return undefined;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (b !== undefined) return against(slopeOf(left), operator, b);
  return a === undefined ? undefined : against(slopeOf(right), MIRRORED[operator], a);
}

function amongNumbers(slope: Slope | undefined, list: Expression): SolvedComparison | undefined {
  if (slope === undefined || !isOperation(list) || list[0] !== 'list') return undefined;
  const values = list[1].filter((value) => typeof value === 'number');
  if (values.length < list[1].length) return undefined;
  return solved(
    slope,
    values.reduce<NumberSet>((all, value) => numbersInEither(all, equalTo(slope, value)), NO_NUMBERS),
  );
}

function against(slope: Slope | undefined, operator: Comparing, constant: number): SolvedComparison | undefined {
  if (slope === undefined) return undefined;
  switch (operator) {
    case '<':
      return solved(slope, where(slope, lessThan(constant)));
    case '<=':
      return solved(slope, where(slope, atMost(constant)));
    case '>':
      return solved(slope, numbersOutside(where(slope, atMost(constant))));
    case '>=':
      return solved(slope, numbersOutside(where(slope, lessThan(constant))));
    case '==':
      return solved(slope, equalTo(slope, constant));
    case '!=':
      return solved(slope, numbersOutside(equalTo(slope, constant)));
  }
}

const lessThan = (constant: number) => (value: number) => value < constant;
const atMost = (constant: number) => (value: number) => value <= constant;

function equalTo(slope: Slope, constant: number): NumberSet {
  if (slope.plain) return [[constant, constant]];
  return numbersIn(where(slope, atMost(constant)), numbersOutside(where(slope, lessThan(constant))));
}

/** Where a slope's value is low: `low` holds of every value that is less than one of which it holds. */
function where({ at, rises }: Slope, low: (value: number) => boolean): NumberSet {
  return rises ? upTo(largestWhere((x) => low(at(x)))) : numbersOutside(upTo(largestWhere((x) => !low(at(x)))));
}

/** Where an intermediate result leaves the doubles, so does the final one: only finite constants follow. */
function solved(slope: Slope, whereTrue: NumberSet): SolvedComparison {
  const finite = slope.plain
    ? ALL_NUMBERS
    : numbersIn(where(slope, lessThan(Infinity)), numbersOutside(where(slope, atMost(-Infinity))));
  return {
    of: slope.of,
    whereTrue: numbersIn(finite, whereTrue),
    whereFalse: numbersIn(finite, numbersOutside(whereTrue)),
    whereUnknown: numbersOutside(finite),
  };
}
