import type { Expression, Operation } from '../../segment/expression.ts';

export function isOperation(expression: Expression): expression is Operation {
  return typeof expression === 'object';
}

/** The parts of an expression that are expressions themselves. */
export function partsOf(expression: Expression): readonly Expression[] {
  if (!isOperation(expression)) return [];
  switch (expression[0]) {
    case 'list':
    case 'var':
    case 'it':
      return [];
    case 'and':
    case 'or':
      return expression[1];
    case 'bucket':
      return [expression[2]];
    case 'has':
    case 'not':
    case 'neg':
    case 'size':
      return [expression[1]];
    case 'if':
      return [expression[1], expression[2], expression[3]];
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
    case 'in':
    case 'starts':
    case 'ends':
    case 'contains':
    case 'exists':
    case 'all':
      return [expression[1], expression[2]];
  }
}

/** The same operation over other parts. */
export function withParts(operation: Operation, change: (part: Expression) => Expression): Operation {
  switch (operation[0]) {
    case 'list':
    case 'var':
    case 'it':
      return operation;
    case 'and':
    case 'or':
      return [operation[0], operation[1].map(change)];
    case 'bucket':
      return ['bucket', operation[1], change(operation[2])];
    case 'has':
      return ['has', change(operation[1])];
    case 'not':
    case 'neg':
    case 'size':
      return [operation[0], change(operation[1])];
    case 'if':
      return ['if', change(operation[1]), change(operation[2]), change(operation[3])];
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
      return [operation[0], change(operation[1]), change(operation[2])];
    case 'in':
    case 'starts':
    case 'ends':
    case 'contains':
      return [operation[0], change(operation[1]), change(operation[2])];
    case 'exists':
    case 'all':
      return [operation[0], change(operation[1]), change(operation[2])];
  }
}

type Binary = Extract<Operation, readonly [string, Expression, Expression]>;

/** An operation on two expressions; undefined for any other. `exists` and `all` are none: their second part is asked of each element. */
export function binaryOf(expression: Expression): Binary | undefined {
  if (!isOperation(expression)) return undefined;
  switch (expression[0]) {
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
    case 'in':
    case 'starts':
    case 'ends':
    case 'contains':
      return expression;
    default:
      return undefined;
  }
}

/** Whether a text is one of a table's own keys. */
export function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
