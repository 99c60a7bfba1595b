/**
 * What may become of an expression, as a set of bits. The logic of rules has three outcomes; asked as sets of them,
 * every question about a rule is one of ordinary logic: "is not true" is "is false, or is unknown".
 */
export type Outcomes = number;

export const TRUE = 1;
export const FALSE = 2;
export const UNKNOWN = 4;
export const ANY = 7;
export const NOT_TRUE = 6;
export const NOT_FALSE = 5;

export const SINGLE = [TRUE, FALSE, UNKNOWN] as const;

export function outcomeOf(value: boolean | undefined): Outcomes {
  return value === undefined ? UNKNOWN : value ? TRUE : FALSE;
}

/** The outcomes of `!x`, given those of x. */
export function negated(outcomes: Outcomes): Outcomes {
  return (outcomes & UNKNOWN) | (outcomes & TRUE ? FALSE : 0) | (outcomes & FALSE ? TRUE : 0);
}

/** Whether more than one outcome is left open. */
export function isOpen(outcomes: Outcomes): boolean {
  return (outcomes & (outcomes - 1)) !== 0;
}
