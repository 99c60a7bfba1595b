import { applyEffect, type TermValue } from '../../terms/effect.ts';
import type { Effect } from '../checks/overlays.ts';
import { termValue } from '../load.ts';

/** Applies an effect to a value. */
export function applied(effect: Effect, below: TermValue): TermValue {
  return applyEffect(below, effect.operation, termValue(effect.value));
}

/** An effect as it is written. */
export function shownEffect({ operation, value }: Effect): string {
  const shown = value === null ? 'unlimited' : String(value);
  return operation === 'set' ? shown : `{ ${operation}: ${shown} }`;
}

/** Whether an effect gives the same, whatever it is laid on. */
function isConstant({ operation, value }: Effect): boolean {
  return operation === 'set' || (value === 0 && (operation === 'atMost' || operation === 'multiply'));
}

/**
 * Whether a later effect leaves nothing of an earlier one: the result is the same with and without it, whatever lay below.
 * `between` says how many effects may be laid between the two.
 */
export function hides(later: Effect, earlier: Effect, between: number): boolean {
  if (isConstant(later)) return true;
  if (between > 0 || later.operation !== earlier.operation) return false;
  const [low, high] = [Number(earlier.value), Number(later.value)];
  return (later.operation === 'atLeast' && low <= high) || (later.operation === 'atMost' && high <= low);
}

/** Whether an effect may leave less than there was: such an effect applies even where it is not known whether its segment does. */
export function mayRestrict({ operation, value }: Effect, isStatic: boolean): boolean {
  if (operation === 'set') return !isStatic && value !== true && value !== null;
  if (operation === 'atMost') return true;
  return (operation === 'add' && Number(value) < 0) || (operation === 'multiply' && Number(value) < 1);
}

/** A value on which two effects give different results in different orders; undefined where none was found among the likely ones. */
export function disagreement(
  a: Effect,
  b: Effect,
): { below: TermValue; aLast: TermValue; bLast: TermValue } | undefined {
  const written = [a, b].flatMap(({ value }) => (typeof value === 'number' ? [value, value + 1, value - 1] : []));
  const numbers = [100, 10, 1, 3, 7, 0, ...written, 1000, Number.POSITIVE_INFINITY].filter((value) => value >= 0);
  // Switches and qualities are only set, so one value below stands for all.
  const belows: readonly TermValue[] =
    typeof a.value === 'boolean' ? [false] : typeof a.value === 'string' ? [undefined] : numbers;
  for (const below of belows) {
    const [aLast, bLast] = [applied(a, applied(b, below)), applied(b, applied(a, below))];
    if (aLast !== bLast) return { below, aLast, bLast };
  }
  return undefined;
}
