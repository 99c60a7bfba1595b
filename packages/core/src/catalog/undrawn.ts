import type { Expression, Operation } from '../segment/expression.ts';
import { isOperation, withParts } from './analysis/walk.ts';
import type { ProgramSegment } from './program.ts';

/** Unknown, whatever is known: the lot of nobody. */
const UNKNOWN: Expression = ['bucket', '', false];

/** What a decision knows of what rules of level `customer` read; workflows knew the rest. */
const KNOWN = new Set(['customer.id', 'license.plan', 'license.tier', 'license.addons', 'license.quantity']);

/**
 * The rule of an experiment before its lot is drawn, as far as a decision can read it: true or false where the lot cannot matter, and
 * otherwise unknown.
 */
export function undrawn({ rule, level, experiment }: ProgramSegment): Expression {
  const isUnknown = (part: Expression): boolean => {
    if (!isOperation(part)) return false;
    if (part[0] === 'has') return isUnknown(part[1]);
    return part[0] === 'bucket' ? part[1] === experiment : level === 'customer' && isUnread(part);
  };
  const change = (part: Expression): Expression =>
    isUnknown(part) ? UNKNOWN : isOperation(part) ? withParts(part, change) : part;
  return change(rule);
}

function isUnread([operator, ...path]: Operation): boolean {
  return operator === 'var' && !KNOWN.has(path.join('.'));
}
