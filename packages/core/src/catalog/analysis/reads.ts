import type { Expression, Operation } from '../../segment/expression.ts';
import { isOperation, partsOf } from './walk.ts';

/** The path of a variable, as one name: `usage.queries.last30d`. No name in a catalog has a dot, so it is unambiguous. */
export type VariableName = string;

/** The name of a variable, or undefined for anything else. */
export function nameOf(expression: Expression): VariableName | undefined {
  if (!isOperation(expression) || expression[0] !== 'var') return undefined;
  const [, ...path] = expression;
  return path.join('.');
}

/** The names of all variables in an expression, each once. */
export function variablesIn(expression: Expression): ReadonlySet<VariableName> {
  const names = new Set<VariableName>();
  const visit = (part: Expression): void => {
    const name = nameOf(part);
    if (name !== undefined) names.add(name);
    else partsOf(part).forEach(visit);
  };
  visit(expression);
  return names;
}

/** The variables without which an expression is unknown: not those that are only looked at sometimes, or asked whether they are there. */
export function needsOf(expression: Expression): ReadonlySet<VariableName> {
  const names = new Set<VariableName>();
  const visit = (part: Expression): void => {
    const name = nameOf(part);
    if (name !== undefined) names.add(name);
    else if (!isOperation(part) || part[0] === 'has' || part[0] === 'and' || part[0] === 'or') return;
    else if (part[0] === 'if' || part[0] === 'exists' || part[0] === 'all') visit(part[1]);
    else partsOf(part).forEach(visit);
  };
  visit(expression);
  return names;
}

/** Whether an expression, or a part of it, is one of some operations. */
export function uses(expression: Expression, ...operators: readonly Operation[0][]): boolean {
  if (isOperation(expression) && operators.some((operator) => operator === expression[0])) return true;
  return partsOf(expression).some((part) => uses(part, ...operators));
}

/** The experiments that an expression draws lots for. */
export function bucketsIn(expression: Expression): readonly string[] {
  const inside = partsOf(expression).flatMap(bucketsIn);
  return isOperation(expression) && expression[0] === 'bucket' ? [expression[1], ...inside] : inside;
}

/** The texts that are written out in an expression. */
export function textsIn(expression: Expression): readonly string[] {
  if (typeof expression === 'string') return [expression];
  if (isOperation(expression) && expression[0] === 'list')
    return expression[1].filter((value) => typeof value === 'string').slice(0, 8);
  return partsOf(expression).flatMap(textsIn);
}
