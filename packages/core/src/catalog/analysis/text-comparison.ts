import type { Expression } from '../../segment/expression.ts';
import type { TextTest } from './text-set.ts';
import { binaryOf, isKeyOf, isOperation } from './walk.ts';

/** A comparison of one thing with texts that are written out. */
export interface TextComparison {
  readonly of: Expression;
  readonly test: TextTest;
}

/** What `x < 'a'` asks of x, and what `'a' < x` does. */
const ORDER = {
  '<': { direct: { kind: '<', holds: true }, mirrored: { kind: '<=', holds: false } },
  '<=': { direct: { kind: '<=', holds: true }, mirrored: { kind: '<', holds: false } },
  '>': { direct: { kind: '<=', holds: false }, mirrored: { kind: '<', holds: true } },
  '>=': { direct: { kind: '<', holds: false }, mirrored: { kind: '<=', holds: true } },
  '==': { direct: { kind: 'in', holds: true }, mirrored: { kind: 'in', holds: true } },
  '!=': { direct: { kind: 'in', holds: false }, mirrored: { kind: 'in', holds: false } },
} as const;

/** Reads `x == 'a'`, `'a' < x`, `x in ['a', 'b']`, `x.startsWith('a')` as a test of x; undefined for anything else. */
export function textComparison(atom: Expression): TextComparison | undefined {
  const binary = binaryOf(atom);
  if (binary === undefined) return undefined;
  const [operator, left, right] = binary;
  if (operator === 'in') {
    if (!isOperation(right) || right[0] !== 'list') return undefined;
    const texts = right[1].filter((text) => typeof text === 'string');
    return texts.length === right[1].length ? { of: left, test: { kind: 'in', texts, holds: true } } : undefined;
  }
  if (operator === 'starts' || operator === 'ends' || operator === 'contains')
    return typeof right === 'string' ? { of: left, test: { kind: operator, texts: [right], holds: true } } : undefined;
  if (!isKeyOf(ORDER, operator)) return undefined;
  if (typeof right === 'string') return { of: left, test: { ...ORDER[operator].direct, texts: [right] } };
  if (typeof left === 'string') return { of: right, test: { ...ORDER[operator].mirrored, texts: [left] } };
  return undefined;
}
