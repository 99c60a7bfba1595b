import type { RuleValue } from './expression.ts';

/** An operation on two values; unknown where either is, or has another type than the operation takes. */
export type Binary = (a: RuleValue, b: RuleValue) => RuleValue;

const ofNumbers =
  (operate: (a: number, b: number) => number): Binary =>
  (a, b) => {
    if (typeof a !== 'number' || typeof b !== 'number') return undefined;
    const result = operate(a, b);
    return Number.isFinite(result) ? result : undefined;
  };
const ofStrings =
  (operate: (a: string, b: string) => boolean): Binary =>
  (a, b) =>
    typeof a === 'string' && typeof b === 'string' ? operate(a, b) : undefined;
/** Order is defined between two numbers and between two strings (by code unit). */
const ordered =
  (holds: (comparison: number) => boolean): Binary =>
  (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
    if (typeof a === 'string' && typeof b === 'string') return holds(a === b ? 0 : a < b ? -1 : 1);
    return undefined;
  };
const equality: Binary = (a, b) =>
  typeof a === typeof b && a !== undefined && !Array.isArray(a) ? a === b : undefined;
const unequal: Binary = (a, b) => {
  const equal = equality(a, b);
  return typeof equal === 'boolean' ? !equal : undefined;
};

export const BINARY = {
  '==': equality,
  '!=': unequal,
  '<': ordered((comparison) => comparison < 0),
  '<=': ordered((comparison) => comparison <= 0),
  '>': ordered((comparison) => comparison > 0),
  '>=': ordered((comparison) => comparison >= 0),
  '+': (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : ofNumbers((x, y) => x + y)(a, b)),
  '-': ofNumbers((a, b) => a - b),
  '*': ofNumbers((a, b) => a * b),
  '/': ofNumbers((a, b) => a / b),
  starts: ofStrings((a, b) => a.startsWith(b)),
  ends: ofStrings((a, b) => a.endsWith(b)),
  contains: ofStrings((a, b) => a.includes(b)),
} as const satisfies Record<string, Binary>;

/** A test of a value against a constant. Each says exactly what its entry in BINARY says, for the case that most rules are. */
type Test<C> = (constant: C, value: RuleValue) => boolean | undefined;

export const AGAINST_NUMBER = {
  '==': (b, a) => (typeof a === 'number' ? a === b : undefined),
  '!=': (b, a) => (typeof a === 'number' ? a !== b : undefined),
  '<': (b, a) => (typeof a === 'number' ? a < b : undefined),
  '<=': (b, a) => (typeof a === 'number' ? a <= b : undefined),
  '>': (b, a) => (typeof a === 'number' ? a > b : undefined),
  '>=': (b, a) => (typeof a === 'number' ? a >= b : undefined),
} as const satisfies Record<string, Test<number>>;

export const AGAINST_STRING = {
  '==': (b, a) => (typeof a === 'string' ? a === b : undefined),
  '!=': (b, a) => (typeof a === 'string' ? a !== b : undefined),
} as const satisfies Record<string, Test<string>>;
