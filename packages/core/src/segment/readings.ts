import type { Scope } from './scope.ts';

/** What a rule read of one variable; null where it was missing. */
export type Reading = string | number | boolean | readonly (string | number)[] | null;

/** What a rule read, by the path of each variable: the evidence of a membership, and what a trace shows. */
export function readingsOf(reads: readonly (readonly string[])[], scope: Scope): Record<string, Reading> {
  return Object.fromEntries(reads.map((path) => [path.join('.'), readingAt(path, scope)]));
}

function readingAt(path: readonly string[], scope: Scope): Reading {
  let value: unknown = scope;
  for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return isReading(value) ? value : null;
}

function isReading(value: unknown): value is Reading {
  return ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value);
}
