import type { Expression, Operation } from '../../segment/expression.ts';
import { ANY, FALSE, negated, type Outcomes, outcomeOf, TRUE, UNKNOWN } from './outcome.ts';
import { nameOf } from './reads.ts';
import { isOperation, partsOf, withParts } from './walk.ts';

/** A demand on a rule's atoms in ordinary logic: all of these, one of these, or an atom that has one of some outcomes. */
export type Formula =
  | { readonly kind: 'all'; readonly parts: readonly Formula[] }
  | { readonly kind: 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'atom'; readonly atom: Expression; readonly outcomes: Outcomes };

const ALWAYS: Formula = { kind: 'all', parts: [] };
const NEVER: Formula = { kind: 'any', parts: [] };
/** Larger formulas are not looked at: each condition inside a comparison can double them. */
const MOST_PARTS = 4000;

/** Thrown where a demand would become too large to look at. */
export class TooLargeError extends Error {
  readonly code = 'too_large';
}

export function all(...parts: readonly Formula[]): Formula {
  return { kind: 'all', parts };
}

/** Turns what is demanded of a part into a formula. */
type Of = (expression: Expression, wanted: Outcomes) => Formula;

/**
 * What has to be for a rule to have one of some outcomes, exactly, as Kleene's logic has it: `a && b` is true where both
 * are, false where one is, and not true where one is not true.
 * @throws TooLargeError
 */
export function demand(rule: Expression, outcomes: Outcomes, isBoolean: (name: string) => boolean): Formula {
  let parts = 0;
  const of: Of = (expression, wanted) => {
    parts += 1;
    if (parts > MOST_PARTS) throw new TooLargeError('the rule has too many alternatives');
    if (wanted === 0) return NEVER;
    if (wanted === ANY) return ALWAYS;
    if (typeof expression === 'boolean') return outcomeOf(expression) & wanted ? ALWAYS : NEVER;
    if (!isOperation(expression)) return wanted & UNKNOWN ? ALWAYS : NEVER;
    const [operator] = expression;
    if (operator === 'not') return of(expression[1], negated(wanted));
    if (operator === 'and') return junction(expression[1], wanted, TRUE, of);
    if (operator === 'or') return junction(expression[1], wanted, FALSE, of);
    if (operator === '==' || operator === '!=') {
      const [, a, b] = expression;
      // Two attributes of another type than declared may be equal too; whether they are, only the comparison itself says.
      const raw = isAttribute(a) && isAttribute(b);
      if (!raw && (isTruth(a, isBoolean) || isTruth(b, isBoolean)))
        return equality(a, b, operator === '==' ? wanted : negated(wanted), of);
    }
    return comparison(expression, wanted, of);
  };
  return of(rule, outcomes);
}

/** `and`, which is `neutral` (true) where all its parts are; `or` is the same with true and false exchanged. */
function junction(parts: readonly Expression[], wanted: Outcomes, neutral: Outcomes, of: Of): Formula {
  const absorbing = negated(neutral);
  const each = (outcomes: Outcomes) => parts.map((part) => of(part, outcomes));
  // None is absorbing.
  if (wanted === (neutral | UNKNOWN)) return all(...each(wanted));
  const some: Formula[] = [];
  if (wanted & neutral) some.push(all(...each(neutral)));
  if (wanted & UNKNOWN) {
    const notNeutral: Formula = { kind: 'any', parts: each(absorbing | UNKNOWN) };
    some.push(wanted & absorbing ? notNeutral : all(notNeutral, ...each(neutral | UNKNOWN)));
  } else if (wanted & absorbing) some.push(...each(absorbing));
  return some.length === 1 && some[0] !== undefined ? some[0] : { kind: 'any', parts: some };
}

function choice(
  [, condition]: Condition,
  [then, otherwise]: readonly [Expression, Expression],
  wanted: Outcomes,
  of: Of,
): Formula {
  const parts = [all(of(condition, TRUE), of(then, wanted)), all(of(condition, FALSE), of(otherwise, wanted))];
  return { kind: 'any', parts: wanted & UNKNOWN ? [...parts, of(condition, UNKNOWN)] : parts };
}

/** Two truths are equal where both are known and the same. */
function equality(a: Expression, b: Expression, wanted: Outcomes, of: Of): Formula {
  const some: Formula[] = [];
  if (wanted & TRUE) some.push(all(of(a, TRUE), of(b, TRUE)), all(of(a, FALSE), of(b, FALSE)));
  if (wanted & FALSE) some.push(all(of(a, TRUE), of(b, FALSE)), all(of(a, FALSE), of(b, TRUE)));
  if (wanted & UNKNOWN) some.push(of(a, UNKNOWN), of(b, UNKNOWN));
  return { kind: 'any', parts: some };
}

/** An atom. One with a condition inside, as `(a ? 1 : 2) < x`, or that is one, is another for each outcome of the condition. */
function comparison(atom: Operation, wanted: Outcomes, of: Of): Formula {
  const inner = conditionIn(atom);
  if (inner === undefined) return { kind: 'atom', atom, outcomes: wanted };
  return choice(inner, [replaced(atom, inner, inner[2]), replaced(atom, inner, inner[3])], wanted, of);
}

type Condition = Extract<Operation, readonly ['if', ...unknown[]]>;

/** The first condition that the whole atom depends on: not one inside `exists` or `all`, which is asked for each element. */
function conditionIn(expression: Expression): Condition | undefined {
  if (!isOperation(expression)) return undefined;
  if (expression[0] === 'if') return expression;
  const strict = expression[0] === 'exists' || expression[0] === 'all' ? [expression[1]] : partsOf(expression);
  for (const part of strict) {
    const found = conditionIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function replaced(expression: Expression, wanted: Condition, by: Expression): Expression {
  if (expression === wanted) return by;
  return isOperation(expression) ? withParts(expression, (part) => replaced(part, wanted, by)) : expression;
}

/** Whether a value may come straight from an attribute, and be of whatever type it is. */
function isAttribute(side: Expression): boolean {
  if (nameOf(side) !== undefined) return true;
  return isOperation(side) && side[0] === 'if' && (isAttribute(side[2]) || isAttribute(side[3]));
}

const TRUTHS: ReadonlySet<string> = new Set(
  'not and or has in starts ends contains exists all == != < <= > >='.split(' '),
);

function isTruth(side: Expression, isBoolean: (name: string) => boolean): boolean {
  if (!isOperation(side)) return typeof side === 'boolean';
  if (side[0] === 'if') return isTruth(side[2], isBoolean);
  const name = nameOf(side);
  return name === undefined ? TRUTHS.has(side[0]) : isBoolean(name);
}
