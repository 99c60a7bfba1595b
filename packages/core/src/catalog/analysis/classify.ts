import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import type { RuleType } from '../../segment/variables.ts';
import type { Atom, Quantity } from './atom.ts';
import { type SolvedComparison, solve } from './comparison.ts';
import { everyValue, type Value, type Values } from './domain.ts';
import type { Knowledge } from './knowledge.ts';
import { NO_NUMBERS, type NumberSet, numbersInEither } from './number-set.ts';
import { ANY, FALSE, type Outcomes, outcomeOf, TRUE, UNKNOWN } from './outcome.ts';
import { scopeOf } from './scope-of.ts';
import { textComparison } from './text-comparison.ts';
import { ALL_TEXTS } from './text-set.ts';
import { nameOf, needsOf, uses, type VariableName, variablesIn } from './reads.ts';
import { binaryOf, isOperation, withParts } from './walk.ts';

type TypeOf = Knowledge['typeOf'];

/** Sees what an atom is. A variable whose type is not known makes it opaque. */
export function atomOf(expression: Expression, { typeOf, interpreted }: Knowledge): Atom {
  const common = { expression, needs: needsOf(expression) };
  const [name, ...others] = variablesIn(expression);
  const type = name === undefined || others.length > 0 ? undefined : typeOf(name);
  if (name === undefined || type === undefined) return { ...common, ...relation(expression, typeOf) };
  const present = isOperation(expression) && expression[0] === 'has';
  if (type === 'list' && !present)
    return { ...common, ...(elements(expression, name) ?? quantity(expression, name) ?? OPAQUE) };
  const quantified = type === 'string' ? quantity(expression, name) : undefined;
  if (quantified !== undefined) return { ...common, ...quantified };
  const where = present ? (outcomes: Outcomes) => everyValue(type, (outcomes & TRUE) !== 0) : whereOf(expression, type);
  return {
    ...common,
    kind: 'unary',
    name,
    where,
    whereAbsent: outcomeOf(compileRule(expression)({})),
    whereMisfit: present ? TRUE : ofMisfit(expression, where !== undefined, interpreted),
    at: remembering(expression, name),
  };
}

const OPAQUE = { kind: 'opaque' } as const;

/** The values for which an atom has one of some outcomes, where there is a form for them. */
function whereOf(expression: Expression, type: RuleType): ((outcomes: Outcomes) => Values) | undefined {
  const solved = type === 'number' ? solve(expression) : undefined;
  if (solved !== undefined)
    return (outcomes) => ({ type: 'number', set: numbersWhere(solved, outcomes), steps: undefined });
  const text = type === 'string' ? textComparison(expression) : undefined;
  if (text === undefined || nameOf(text.of) === undefined) return undefined;
  const { test } = text;
  return (outcomes) => {
    const known = outcomes & (TRUE | FALSE);
    if (known !== TRUE && known !== FALSE) return everyValue('string', known !== 0);
    return { type: 'string', set: { ...ALL_TEXTS, tests: [{ ...test, holds: test.holds === (known === TRUE) }] } };
  };
}

function numbersWhere({ whereTrue, whereFalse, whereUnknown }: SolvedComparison, outcomes: Outcomes): NumberSet {
  return [
    outcomes & TRUE ? whereTrue : NO_NUMBERS,
    outcomes & FALSE ? whereFalse : NO_NUMBERS,
    outcomes & UNKNOWN ? whereUnknown : NO_NUMBERS,
  ].reduce(numbersInEither);
}

/** What may become of an atom where its variable has a value of another type: nothing is true of it but that it is there. */
function ofMisfit(expression: Expression, understood: boolean, interpreted: boolean): Outcomes {
  const binary = binaryOf(expression);
  // Interpreted, values of two types are unequal; in rules, that is not known. Being in a list of constants is false in both.
  if (interpreted && (binary?.[0] === '==' || binary?.[0] === 'in')) return FALSE | UNKNOWN;
  if (binary?.[0] === 'in' && nameOf(binary[1]) !== undefined) return FALSE;
  return understood || nameOf(expression) !== undefined ? UNKNOWN : ANY;
}

/** Asks a rule about single values, each once. */
function remembering(expression: Expression, name: VariableName): (value: Value) => Outcomes {
  const rule = compileRule(expression);
  const known = new Map<Value, Outcomes>();
  return (value) => {
    const outcome = known.get(value) ?? outcomeOf(rule(scopeOf(new Map([[name, value]]))));
    known.set(value, outcome);
    return outcome;
  };
}

function quantity(expression: Expression, name: VariableName) {
  const solved = solve(expression);
  if (solved === undefined) return undefined;
  const of = reckonedFrom(solved.of);
  if (of?.name !== name) return undefined;
  return {
    kind: 'quantity',
    name,
    quantity: of.quantity,
    where: (outcomes: Outcomes) => numbersWhere(solved, outcomes),
    at: remembering(expression, name),
  } as const;
}

function reckonedFrom(of: Expression): { name: VariableName | undefined; quantity: Quantity } | undefined {
  if (!isOperation(of)) return undefined;
  const key = JSON.stringify(of);
  if (of[0] === 'bucket') return { name: nameOf(of[2]), quantity: { key, salt: of[1] } };
  return of[0] === 'size' ? { name: nameOf(of[1]), quantity: { key, salt: undefined } } : undefined;
}

function relation(expression: Expression, typeOf: TypeOf) {
  const binary = binaryOf(expression);
  if (binary === undefined) return OPAQUE;
  const [operator, a, b] = binary;
  const [left, right] = [nameOf(a), nameOf(b)];
  if (left === undefined || right === undefined || typeOf(left) !== typeOf(right)) return OPAQUE;
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'relation', operator, left, right } as const;
    default:
      return OPAQUE;
  }
}

function elements(expression: Expression, name: VariableName) {
  if (!isOperation(expression)) return undefined;
  const element: Expression = ['var', 'user', 'element'];
  const [operator] = expression;
  if (operator === 'in') {
    const [, wanted, list] = expression;
    if (typeof wanted !== 'string' || nameOf(list) !== name) return undefined;
    return { kind: 'elements', name, quantifier: 'exists', body: ['==', element, wanted] } as const;
  }
  if (operator !== 'exists' && operator !== 'all') return undefined;
  const [, list, body] = expression;
  if (nameOf(list) !== name || uses(body, 'exists', 'all') || variablesIn(body).size > 0) return undefined;
  return { kind: 'elements', name, quantifier: operator, body: withElement(body, element) } as const;
}

function withElement(body: Expression, element: Expression): Expression {
  if (!isOperation(body)) return body;
  return body[0] === 'it' ? element : withParts(body, (part) => withElement(part, element));
}
