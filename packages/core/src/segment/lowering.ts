import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from './expression.ts';
import { ExpressionError } from './parse.ts';
import type { RuleType, Variables } from './variables.ts';

/** A lowered part of a rule: its checked form, and its type. */
export interface Lowered {
  readonly expression: Expression;
  readonly type: RuleType;
}

/** A name of something else in the catalog that a rule mentions, and where in its text. */
export interface Mention {
  readonly what: 'plan' | 'addon';
  readonly name: string;
  readonly offset: number;
}

/** What a rule uses that its checked form does not show any more. */
export interface RuleUses {
  readonly groups: Set<string>;
  readonly mentions: Mention[];
}

/** What lowering needs to know on its way down. */
export interface Context {
  readonly variables: Variables;
  /** The names that enclosing `exists` and `all` have bound, outermost first. */
  readonly bound: readonly string[];
  readonly uses: RuleUses;
  readonly lower: (node: ASTNode, context: Context) => Lowered;
}

/** What is wrong with a node; `missing` says where in the catalog the name would stand that it lacks. */
export function at(node: ASTNode, message: string, missing?: string): ExpressionError {
  return new ExpressionError(message, node.start, missing);
}

/** Lowers a part that has to be of one type. */
export function expectType(node: ASTNode, context: Context, type: RuleType): Expression {
  const lowered = context.lower(node, context);
  if (lowered.type !== type) throw at(node, `expected a ${type}, found a ${lowered.type}`);
  return lowered.expression;
}

/** A table's own entry: not `constructor`, which every object has. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
