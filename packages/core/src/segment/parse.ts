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

/** The longest rule that is looked at, in characters. */
export const MAX_RULE_CHARACTERS = 4000;

/** How to mend what the parser finds, by a part of what it says. */
const MENDING = {
  maxAstNodes: 'two shorter segments say the same, and a long list belongs under groups',
  maxDepth: 'a rule that is nested less is also read more easily',
  maxListElements: 'longer lists are attributes of the customer',
  'token: EOF': 'something is missing at the end',
  'character: =': 'two things are compared with ==',
  'Unterminated string': 'a quote is not closed',
} as const;

/** Something in an expression that cannot stand, at an offset into its text. */
export class ExpressionError extends Error {
  readonly code = 'rule_invalid';
  readonly offset: number;
  /** Where in the catalog the name would stand that is missing, as `attributes.customer.industry`. */
  readonly missing: string | undefined;
  constructor(message: string, offset: number, missing?: string) {
    super(message);
    this.offset = offset;
    this.missing = missing;
  }
}

const environment = new Environment({
  limits: CEL_LIMITS,
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

/** Parses a CEL expression within the guard's limits. Throws ExpressionError where it is not CEL, or too large. */
export function parseCel(text: string): ASTNode {
  if (text.length > MAX_RULE_CHARACTERS)
    throw new ExpressionError(`a rule has at most ${MAX_RULE_CHARACTERS} characters`, MAX_RULE_CHARACTERS);
  try {
    return environment.parse(text).ast;
  } catch (error) {
    throw expressionError(error);
  }
}

/** What the parser found, as an error of the expression. An error that is none of the expression is thrown on. */
export function expressionError(error: unknown): ExpressionError {
  if (error instanceof RangeError) return new ExpressionError('is nested too deeply to be read', 0);
  if (!(error instanceof ParseError)) throw error;
  const { summary } = error;
  const [, mending] = Object.entries(MENDING).find(([said]) => summary.includes(said)) ?? [];
  return new ExpressionError(mending === undefined ? summary : `${summary}: ${mending}`, error.range?.start ?? 0);
}
