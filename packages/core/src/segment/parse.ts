import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';

/**
 * The guard around CEL. No JavaScript CEL limits what an evaluation costs, so what may be written is limited: the size and depth of the
 * tree here, the operations by whoever walks it. See docs/decisions.
 */
export const CEL_LIMITS = {
  maxAstNodes: 200,
  maxDepth: 16,
  maxListElements: 300,
  maxMapEntries: 40,
  maxCallArguments: 8,
} as const;

/** Something in an expression that cannot stand, at an offset into its text. */
export class ExpressionError extends Error {
  readonly code = 'rule_invalid';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const environment = new Environment({
  limits: CEL_LIMITS,
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

/** Parses a CEL expression within the guard's limits. Throws ExpressionError where it is not CEL, or too large. */
export function parseCel(text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new ExpressionError(error.summary, error.range?.start ?? 0);
  }
}
