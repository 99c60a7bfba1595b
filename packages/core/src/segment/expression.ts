/**
 * The checked form of a segment's rule: what CEL is lowered to at publish, and all that runs. Plain JSON; an operator's
 * name comes first. Scalars and `['list', …]` stand for themselves, `['var', …]` reads the scope, `['it', depth]` the
 * element of an enclosing `exists` or `all`.
 */
export type Expression = string | number | boolean | Operation;

export type Operation =
  | readonly ['list', readonly (string | number)[]]
  | readonly ['var', ...(readonly string[])]
  | readonly ['it', number]
  | readonly ['has', Expression]
  | readonly ['and', readonly Expression[]]
  | readonly ['or', readonly Expression[]]
  | readonly ['not' | 'neg' | 'size', Expression]
  | readonly ['==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/', Expression, Expression]
  | readonly ['in' | 'starts' | 'ends' | 'contains', Expression, Expression]
  | readonly ['bucket', string, Expression]
  | readonly ['if', Expression, Expression, Expression]
  | readonly ['exists' | 'all', Expression, Expression];

/** A value inside a rule; `undefined` is the unknown of three-valued logic. */
export type RuleValue = string | number | boolean | readonly (string | number)[] | undefined;

/** The paths of the variables that a rule reads. */
export function readsOf(expression: Expression): readonly (readonly string[])[] {
  if (typeof expression !== 'object') return [];
  if (expression[0] === 'var') {
    const [, ...path] = expression;
    return [path];
  }
  if (expression[0] === 'list' || expression[0] === 'it') return [];
  if (expression[0] === 'and' || expression[0] === 'or') return expression[1].flatMap(readsOf);
  return operandsOf(expression).flatMap(readsOf);
}

function operandsOf(
  expression: Exclude<
    Operation,
    readonly ['and' | 'or', unknown] | readonly ['list' | 'it', unknown] | readonly ['var', ...unknown[]]
  >,
): readonly Expression[] {
  const [, ...operands] = expression;
  return operands;
}
