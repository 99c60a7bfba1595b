import { ERRORS } from './error-codes.ts';
import { WARNINGS } from './warning-codes.ts';

/** Every code that a problem can carry, and what it means. Errors keep a catalog from being published; warnings do not. */
export const PROBLEMS = { ...ERRORS, ...WARNINGS };

/** Whether a code's problems keep a catalog from being published. */
export function severityOf(code: keyof typeof PROBLEMS): 'error' | 'warning' {
  return Object.hasOwn(ERRORS, code) ? 'error' : 'warning';
}
