import type { Expression, RuleValue } from './expression.ts';

/** Whose attributes a request segment compares. */
export type Root = 'user' | 'place' | 'device';

/** That an attribute is among some values; of a list: that some of them are in it. */
export interface Condition {
  readonly root: Root;
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'list';
  readonly values: readonly RuleValue[];
}

/**
 * The conditions that a rule puts together with and, or and not; undefined where it is of anything else, as an order, a share of an
 * experiment, or the license.
 */
export function conditionsOf(rule: Expression): readonly Condition[] | undefined {
  if (typeof rule !== 'object') return undefined;
  switch (rule[0]) {
    case 'and':
    case 'or': {
      const parts = rule[1].map(conditionsOf);
      return parts.includes(undefined) ? undefined : parts.flatMap((conditions) => conditions ?? []);
    }
    case 'not':
      return conditionsOf(rule[1]);
    case 'var':
      return about(rule, [true]);
    case '==':
    case '!=':
      return typeof rule[2] === 'object' ? undefined : about(rule[1], [rule[2]]);
    case 'in':
      if (typeof rule[1] === 'string') return about(rule[2], [rule[1]], 'list');
      return typeof rule[2] === 'object' && rule[2][0] === 'list' ? about(rule[1], rule[2][1]) : undefined;
    default:
      return undefined;
  }
}

function about(
  of: Expression,
  values: readonly RuleValue[],
  type: Condition['type'] | undefined = typeOf(values[0]),
): readonly Condition[] | undefined {
  if (typeof of !== 'object' || of[0] !== 'var' || of.length !== 3 || type === undefined) return undefined;
  const [, root, name = ''] = of;
  return root === 'user' || root === 'place' || root === 'device' ? [{ root, name, type, values }] : undefined;
}

function typeOf(value: RuleValue): 'string' | 'number' | 'boolean' | undefined {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : undefined;
}
