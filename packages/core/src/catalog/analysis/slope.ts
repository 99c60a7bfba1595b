import type { Expression } from '../../segment/expression.ts';
import { isOperation } from './walk.ts';

/** Something that only rises, or only falls, with one quantity. */
export interface Slope {
  readonly of: Expression;
  readonly at: (value: number) => number;
  readonly rises: boolean;
  /** Whether it is the quantity itself. */
  readonly plain: boolean;
}

/** Sees a sum or a product with constants as one slope; undefined where it is none. */
export function slopeOf(expression: Expression): Slope | undefined {
  if (!isOperation(expression)) return undefined;
  const [operator] = expression;
  if (operator === 'var' || operator === 'size' || operator === 'bucket')
    return { of: expression, at: (value) => value, rises: true, plain: true };
  if (operator === 'neg') return mapped(slopeOf(expression[1]), (value) => -value, false);
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/') return undefined;
  const [, left, right] = expression;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (b !== undefined && (operator === '+' || operator === '-'))
    return mapped(slopeOf(left), operator === '+' ? (value) => value + b : (value) => value - b, true);
  if (b !== undefined && b !== 0)
    return mapped(slopeOf(left), operator === '*' ? (value) => value * b : (value) => value / b, b > 0);
  if (a === undefined || operator === '/') return undefined;
  if (operator === '+') return mapped(slopeOf(right), (value) => a + value, true);
  if (operator === '-') return mapped(slopeOf(right), (value) => a - value, false);
  return a === 0 ? undefined : mapped(slopeOf(right), (value) => a * value, a > 0);
}

function mapped(inner: Slope | undefined, map: (value: number) => number, rises: boolean): Slope | undefined {
  return inner && { of: inner.of, at: (value) => map(inner.at(value)), rises: inner.rises === rises, plain: false };
}

/** The number that an expression is, whatever the scope; undefined where it depends on it, or is none. */
export function constantOf(expression: Expression): number | undefined {
  if (typeof expression === 'number') return expression;
  if (!isOperation(expression)) return undefined;
  const [operator] = expression;
  if (operator === 'neg') {
    const of = constantOf(expression[1]);
    return of === undefined ? undefined : -of;
  }
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/') return undefined;
  const [a, b] = [constantOf(expression[1]), constantOf(expression[2])];
  if (a === undefined || b === undefined) return undefined;
  const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : a / b;
  return Number.isFinite(result) ? result : undefined;
}
