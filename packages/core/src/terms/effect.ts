/** How an effect of an overlay or override meets the value below it. */
export type EffectOperation = 'set' | 'add' | 'multiply' | 'atLeast' | 'atMost';

/** A resolved value; `Infinity` is unlimited, `undefined` a static feature that nothing sets. */
export type TermValue = boolean | number | string | undefined;

/**
 * One effect applied to the value below it. Every operation is monotone (a higher value below never gives a lower one
 * above), which is why "the more restrictive of applied and not applied" may be taken step by step where a membership
 * is unknown. Numbers never fall below zero and are rounded down, since half a seat is no seat.
 */
export function applyEffect(below: TermValue, operation: EffectOperation, value: TermValue): TermValue {
  if (operation === 'set') return value;
  if (typeof below !== 'number' || typeof value !== 'number') return below;
  switch (operation) {
    case 'add':
      return Math.max(0, below + value);
    case 'multiply':
      // 0 × unlimited is nothing, not NaN.
      return value === 0 || below === 0 ? 0 : Math.floor(withoutBinaryDust(below * value));
    case 'atLeast':
      return Math.max(below, value);
    case 'atMost':
      return Math.min(below, value);
  }
}

/** 100 × 1.15 is 115, although floating point says 114.99999999999999: 15 digits hold every product that people write. */
function withoutBinaryDust(product: number): number {
  return product < 1e15 ? Number(product.toPrecision(15)) : product;
}

/** Whether `a` grants less than `b`. Of static features it may only be asked whether a value is gone: they have no order. */
export function isLess(a: TermValue, b: TermValue): boolean {
  if (typeof a === 'boolean' && typeof b === 'boolean') return !a && b;
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return a === undefined && b !== undefined;
}
