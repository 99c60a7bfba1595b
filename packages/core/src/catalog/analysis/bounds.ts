import type { Expression } from '../../segment/expression.ts';
import type { Domain } from './domain.ts';
import { FALSE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';
import { boundsOf } from './relations.ts';
import { nameOf, type VariableName } from './reads.ts';
import { binaryOf, isOperation } from './walk.ts';

type Bounds = readonly [low: number, high: number];
type Domains = ReadonlyMap<VariableName, Domain>;

/**
 * The outcomes that a comparison of several quantities may have, as far as the bounds of its sides show. Rounding keeps the order of
 * results, so sums and products of the ends, rounded as rules round them, bound every result. What may be no number at all is not bounded.
 */
export function outcomesWithin(atom: Expression, domains: Domains): Outcomes {
  const anything = TRUE | FALSE | UNKNOWN;
  const binary = binaryOf(atom);
  if (binary === undefined) return anything;
  const [operator, left, right] = binary;
  const [a, b] = [within(left, domains), within(right, domains)];
  if (a === undefined || b === undefined) return anything;
  const unknown = isFinite(a) && isFinite(b) ? 0 : UNKNOWN;
  const truth = (always: boolean, never: boolean) => unknown | (always ? TRUE : never ? FALSE : TRUE | FALSE);
  const disjoint = a[1] < b[0] || b[1] < a[0];
  const same = a[0] === a[1] && b[0] === b[1] && a[0] === b[0];
  switch (operator) {
    case '<':
      return truth(a[1] < b[0], a[0] >= b[1]);
    case '<=':
      return truth(a[1] <= b[0], a[0] > b[1]);
    case '>':
      return truth(a[0] > b[1], a[1] <= b[0]);
    case '>=':
      return truth(a[0] >= b[1], a[1] < b[0]);
    case '==':
      return truth(same, disjoint);
    case '!=':
      return truth(disjoint, same);
    default:
      return anything;
  }
}

function isFinite([low, high]: Bounds): boolean {
  return low > -Infinity && high < Infinity;
}

function within(expression: Expression, domains: Domains): Bounds | undefined {
  if (typeof expression === 'number') return [expression, expression];
  if (!isOperation(expression)) return undefined;
  const name = nameOf(expression);
  if (name !== undefined) {
    const domain = domains.get(name);
    return domain === undefined || domain.misfit || domain.absent ? undefined : boundsOf(domain);
  }
  if (expression[0] === 'neg') {
    const of = within(expression[1], domains);
    return of && [-of[1], -of[0]];
  }
  const binary = binaryOf(expression);
  if (binary === undefined) return undefined;
  const [a, b] = [within(binary[1], domains), within(binary[2], domains)];
  if (a === undefined || b === undefined) return undefined;
  switch (binary[0]) {
    case '+':
      return sound([a[0] + b[0], a[1] + b[1]]);
    case '-':
      return sound([a[0] - b[1], a[1] - b[0]]);
    case '*':
      return hull([a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]);
    case '/':
      // What is divided by something that overflowed is unknown, not nothing.
      return isFinite(b) && (b[0] > 0 || b[1] < 0)
        ? hull([a[0] / b[0], a[0] / b[1], a[1] / b[0], a[1] / b[1]])
        : undefined;
    default:
      return undefined;
  }
}

function hull(ends: readonly number[]): Bounds | undefined {
  return sound([Math.min(...ends), Math.max(...ends)]);
}

/** Infinity minus infinity is no bound. */
function sound(bounds: Bounds): Bounds | undefined {
  return bounds.some(Number.isNaN) ? undefined : bounds;
}
