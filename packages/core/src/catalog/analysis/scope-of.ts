import type { Scope } from '../../segment/scope.ts';
import type { Value } from './domain.ts';
import type { VariableName } from './reads.ts';

/** What some variables are; those that are not named are absent. */
export type Assignment = ReadonlyMap<VariableName, Value | readonly string[]>;

/** The scope in which variables have these values. */
export function scopeOf(assignment: Assignment): Scope {
  const scope: Scope = {};
  const roots = new Map<string, Record<string, unknown>>();
  for (const [name, value] of assignment) {
    const [root = '', first = '', second] = name.split('.');
    const of = roots.get(root) ?? {};
    roots.set(root, of);
    if (second === undefined) of[first] = value;
    else of[first] = Object.assign(of[first] ?? {}, { [second]: value });
  }
  return Object.assign(scope, Object.fromEntries(roots));
}
