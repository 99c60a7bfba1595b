import { bucket } from '../hash/bucket.ts';
import type { Expression, Operation, RuleValue } from './expression.ts';
import { AGAINST_NUMBER, AGAINST_STRING, BINARY, type Binary } from './operators.ts';
import { readVariable, type Run, testVariable } from './variable.ts';
import type { Asker, Scope } from './scope.ts';

/**
 * A rule ready to run: true, false, or something else where what it needs is not known. Who asks is given apart from the rest, so
 * that a decision need not put the two together.
 */
export type Rule = (scope: Scope, asker: Asker) => RuleValue;

/**
 * Turns the checked form of a rule into a function. Its logic is CEL's: an error (here: unknown) is absorbed by
 * `false && …` and `true || …`, and spreads through everything else. A value of another type than a rule expects is
 * unknown too, so that a wrong attribute can never match.
 */
export function compileRule(expression: Expression): (scope: Scope) => boolean | undefined {
  const run = prepareRule(expression);
  return (scope) => truth(run(scope, scope));
}

/** As compileRule, without the step between: for those who run rules by the million. */
export function prepareRule(expression: Expression): Rule {
  return lower(expression);
}

/** What a rule's value says of a segment: it holds, it does not, or that is not known. */
export function truth(value: RuleValue): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function lower(expression: Expression): Run {
  if (!isOperation(expression)) return () => expression;
  switch (expression[0]) {
    case 'list': {
      const items = expression[1];
      return () => items;
    }
    case 'var':
      return readVariable(expression);
    case 'it': {
      const depth = expression[1];
      return (_, __, elements) => elements?.[depth];
    }
    case 'has': {
      const of = lower(expression[1]);
      return (scope, asker, elements) => of(scope, asker, elements) !== undefined;
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
      return unary(expression[1], (a) =>
        typeof a === 'string' ? Array.from(a).length : Array.isArray(a) ? a.length : undefined,
      );
    case 'bucket': {
      const salt = expression[1];
      return unary(expression[2], (a) => (typeof a === 'string' ? bucket(salt, a) : undefined));
    }
    case 'if': {
      const [condition, then, otherwise] = [lower(expression[1]), lower(expression[2]), lower(expression[3])];
      return (scope, asker, elements) => {
        const chosen = condition(scope, asker, elements);
        if (typeof chosen !== 'boolean') return undefined;
        return chosen ? then(scope, asker, elements) : otherwise(scope, asker, elements);
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
      if (typeof expression[2] === 'string') return tested(expression[1], expression[2], AGAINST_STRING[expression[0]]);
      return comparison(expression[0], expression[1], expression[2]);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(expression[0], expression[1], expression[2]);
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

/** `and` (absorbing false) and `or` (absorbing true) of three-valued logic. */
function junction(runs: readonly Run[], absorbing: boolean): Run {
  const [first, second, ...others] = runs;
  if (first !== undefined && second !== undefined && others.length === 0) return pair(first, second, absorbing);
  return (scope, asker, elements) => {
    let result: boolean | undefined = !absorbing;
    for (const run of runs) {
      const value = run(scope, asker, elements);
      if (value === absorbing) return absorbing;
      if (typeof value !== 'boolean') result = undefined;
    }
    return result;
  };
}

/** Most junctions have two parts, and need no loop. */
function pair(first: Run, second: Run, absorbing: boolean): Run {
  return (scope, asker, elements) => {
    const a = first(scope, asker, elements);
    if (a === absorbing) return absorbing;
    const b = second(scope, asker, elements);
    if (b === absorbing) return absorbing;
    return typeof a === 'boolean' && typeof b === 'boolean' ? !absorbing : undefined;
  };
}

function quantifier(over: Expression, body: Expression, absorbing: boolean): Run {
  const [list, test] = [lower(over), lower(body)];
  return (scope, asker, elements) => {
    const values = list(scope, asker, elements);
    if (!Array.isArray(values)) return undefined;
    let result: boolean | undefined = !absorbing;
    for (const value of values) {
      const holds = test(scope, asker, [...(elements ?? []), value]);
      if (holds === absorbing) return absorbing;
      if (typeof holds !== 'boolean') result = undefined;
    }
    return result;
  };
}

function membership(element: Expression, of: Expression): Run {
  if (isOperation(of) && of[0] === 'list') {
    return of[1].length <= FEW
      ? tested(element, of[1], amongFew)
      : tested(element, new Set<RuleValue>(of[1]), amongMany);
  }
  if (!isOperation(element)) return tested(of, element, contains);
  return binary(element, of, (a, b) => (a === undefined ? undefined : contains(a, b)));
}

/** Up to so many constants are compared one by one, which is quicker than hashing. */
const FEW = 12;

function amongFew(constants: readonly RuleValue[], value: RuleValue): boolean | undefined {
  if (value === undefined) return undefined;
  for (let i = 0; i < constants.length; i += 1) if (constants[i] === value) return true;
  return false;
}

function amongMany(constants: ReadonlySet<RuleValue>, value: RuleValue): boolean | undefined {
  return value === undefined ? undefined : constants.has(value);
}

function contains(element: RuleValue, list: RuleValue): boolean | undefined {
  return Array.isArray(list) ? list.includes(element) : undefined;
}

function unary(of: Expression, operate: (a: RuleValue) => RuleValue): Run {
  const run = lower(of);
  return (scope, asker, elements) => operate(run(scope, asker, elements));
}

function comparison(operator: keyof typeof AGAINST_NUMBER, left: Expression, right: Expression): Run {
  if (typeof right === 'number') return tested(left, right, AGAINST_NUMBER[operator]);
  return binary(left, right, BINARY[operator]);
}

function tested<C>(of: Expression, constant: C, test: (constant: C, value: RuleValue) => boolean | undefined): Run {
  if (isOperation(of) && of[0] === 'var') return testVariable(of, constant, test);
  const run = lower(of);
  return (scope, asker, elements) => test(constant, run(scope, asker, elements));
}

function binary(left: Expression, right: Expression, operate: Binary): Run {
  const [a, b] = [lower(left), lower(right)];
  return (scope, asker, elements) => operate(a(scope, asker, elements), b(scope, asker, elements));
}
