import { bucket } from '../hash/bucket.ts';
import type { Expression, Operation, RuleValue } from './expression.ts';
import type { Scope } from './scope.ts';

/** A rule ready to run: true, false, or `undefined` where what it needs is not known. */
export type Rule = (scope: Scope) => boolean | undefined;

type Run = (scope: Scope, elements: readonly RuleValue[]) => RuleValue;
const NO_ELEMENTS: readonly RuleValue[] = [];

/**
 * Turns the checked form of a rule into a function. Its logic is CEL's: an error (here: unknown) is absorbed by
 * `false && …` and `true || …`, and spreads through everything else. A value of another type than a rule expects is
 * unknown too, so that a wrong attribute can never match.
 */
export function compileRule(expression: Expression): Rule {
  const run = lower(expression);
  return (scope) => truth(run(scope, NO_ELEMENTS));
}

function lower(expression: Expression): Run {
  if (!isOperation(expression)) return () => expression;
  switch (expression[0]) {
    case 'list': {
      const items = expression[1];
      return () => items;
    }
    case 'var':
      return variable(expression);
    case 'it': {
      const depth = expression[1];
      return (_, elements) => elements[depth];
    }
    case 'has': {
      const of = lower(expression[1]);
      return (scope, elements) => of(scope, elements) !== undefined;
    }
    case 'and':
      return junction(expression[1].map(lower), false);
    case 'or':
      return junction(expression[1].map(lower), true);
    case 'not':
      return unary(expression[1], (a) => (typeof a === 'boolean' ? !a : undefined));
    case 'neg':
      return unary(expression[1], (a) => (typeof a === 'number' ? -a : undefined));
    case 'size':
      return unary(expression[1], (a) => (typeof a === 'string' || Array.isArray(a) ? a.length : undefined));
    case 'bucket': {
      const salt = expression[1];
      return unary(expression[2], (a) => (typeof a === 'string' ? bucket(salt, a) : undefined));
    }
    case 'if': {
      const [condition, then, otherwise] = [lower(expression[1]), lower(expression[2]), lower(expression[3])];
      return (scope, elements) => {
        const chosen = condition(scope, elements);
        if (typeof chosen !== 'boolean') return undefined;
        return chosen ? then(scope, elements) : otherwise(scope, elements);
      };
    }
    case 'exists':
      return quantifier(expression[1], expression[2], true);
    case 'all':
      return quantifier(expression[1], expression[2], false);
    case 'in':
      return membership(expression[1], expression[2]);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '+':
    case '-':
    case '*':
    case '/':
    case 'starts':
    case 'ends':
    case 'contains':
      return binary(expression[1], expression[2], BINARY[expression[0]]);
  }
}

function isOperation(expression: Expression): expression is Operation {
  return typeof expression === 'object';
}

function truth(value: RuleValue): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function variable([, root, ...path]: readonly ['var', ...(readonly string[])]): Run {
  const [first = '', second] = path;
  switch (root) {
    case 'customer':
      return (scope) => scope.customer?.[first];
    case 'user':
      return (scope) => scope.user?.[first];
    case 'place':
      return (scope) => scope.place?.[first];
    case 'device':
      return (scope) => scope.device?.[first];
    case 'license':
      return (scope) => read(scope.license, first);
    default:
      return (scope) => read(scope.usage?.[first], second ?? '');
  }
}

function read(from: object | undefined, name: string): RuleValue {
  const value: RuleValue = from === undefined ? undefined : Reflect.get(from, name);
  return value;
}

/** `and` (absorbing false) and `or` (absorbing true) of three-valued logic. */
function junction(runs: readonly Run[], absorbing: boolean): Run {
  return (scope, elements) => {
    let result: boolean | undefined = !absorbing;
    for (const run of runs) {
      const value = run(scope, elements);
      if (value === absorbing) return absorbing;
      if (typeof value !== 'boolean') result = undefined;
    }
    return result;
  };
}

function quantifier(over: Expression, body: Expression, absorbing: boolean): Run {
  const [list, test] = [lower(over), lower(body)];
  return (scope, elements) => {
    const values = list(scope, elements);
    if (!Array.isArray(values)) return undefined;
    let result: boolean | undefined = !absorbing;
    for (const value of values) {
      const holds = test(scope, [...elements, value]);
      if (holds === absorbing) return absorbing;
      if (typeof holds !== 'boolean') result = undefined;
    }
    return result;
  };
}

function membership(element: Expression, of: Expression): Run {
  const wanted = lower(element);
  if (isOperation(of) && of[0] === 'list') {
    const constants = new Set<RuleValue>(of[1]);
    return (scope, elements) => {
      const value = wanted(scope, elements);
      return value === undefined ? undefined : constants.has(value);
    };
  }
  return binary(element, of, (a, b) => (a === undefined || !Array.isArray(b) ? undefined : b.includes(a)));
}

function unary(of: Expression, operate: (a: RuleValue) => RuleValue): Run {
  const run = lower(of);
  return (scope, elements) => operate(run(scope, elements));
}

function binary(left: Expression, right: Expression, operate: (a: RuleValue, b: RuleValue) => RuleValue): Run {
  const [a, b] = [lower(left), lower(right)];
  return (scope, elements) => operate(a(scope, elements), b(scope, elements));
}

type Binary = (a: RuleValue, b: RuleValue) => RuleValue;
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

const BINARY = {
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
