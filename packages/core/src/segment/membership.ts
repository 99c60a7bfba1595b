import type { LoadedProgram } from '../catalog/load.ts';
import type { Expression, Operation } from './expression.ts';
import type { Scope } from './scope.ts';

/** Whether a customer is in a segment, since when, and the values that the rule read when it was last decided anew. */
export interface Membership {
  readonly holds: boolean;
  /** When it came to hold, or not to (epoch milliseconds). */
  readonly since: number;
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
}

export type EvidenceValue = string | number | boolean | readonly (string | number)[] | null;
export type Memberships = Readonly<Record<string, Membership>>;

/**
 * Evaluates every customer segment of a program. A segment that cannot be decided (an attribute is missing) has no
 * entry, which decisions read as unknown. A membership that did not change keeps the time and the evidence it had.
 */
export function evaluateSegments(program: LoadedProgram, scope: Scope, before: Memberships, now: number): Memberships {
  const memberships: Record<string, Membership> = {};
  for (const { name, level, rule: expression } of program.program.segments) {
    if (level !== 'customer') continue;
    const holds = program.customerRules.get(name)?.(scope);
    if (holds === undefined) continue;
    const known = before[name];
    memberships[name] = known?.holds === holds ? known : { holds, since: now, evidence: evidenceOf(expression, scope) };
  }
  return memberships;
}

function evidenceOf(expression: Expression, scope: Scope): Record<string, EvidenceValue> {
  const evidence: Record<string, EvidenceValue> = {};
  for (const path of readsOf(expression)) {
    let value: unknown = scope;
    for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    evidence[path.join('.')] = isEvidence(value) ? value : null;
  }
  return evidence;
}

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

function isEvidence(value: unknown): value is EvidenceValue {
  return ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value);
}
