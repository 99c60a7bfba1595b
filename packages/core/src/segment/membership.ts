import { truth } from './evaluate.ts';
import type { LoadedProgram } from '../catalog/load.ts';
import { type Reading, readingsOf } from './readings.ts';
import type { Scope } from './scope.ts';

/** Whether a customer is in a segment, since when, and the values that the rule read when it was last decided anew. */
export interface Membership {
  readonly holds: boolean;
  /** When it came to hold, or not to (epoch milliseconds). */
  readonly since: number;
  readonly evidence: Readonly<Record<string, Reading>>;
}

export type Memberships = Readonly<Record<string, Membership>>;

/**
 * Evaluates every customer segment of a program. A segment that cannot be decided (an attribute is missing) has no
 * entry, which decisions read as unknown. A membership that did not change keeps the time and the evidence it had; where none did,
 * `before` itself is the answer, so that a sweep over millions of customers makes nothing for those it leaves alone.
 */
export function evaluateSegments(program: LoadedProgram, scope: Scope, before: Memberships, now: number): Memberships {
  let known = 0;
  let moved = false;
  for (const { name, rule } of program.customerSegments) {
    const holds = truth(rule(scope, scope));
    if (holds !== before[name]?.holds) moved = true;
    if (holds !== undefined) known += 1;
  }
  return moved || known !== Object.keys(before).length ? evaluateAnew(program, scope, before, now) : before;
}

function evaluateAnew(program: LoadedProgram, scope: Scope, before: Memberships, now: number): Memberships {
  const memberships: Record<string, Membership> = {};
  for (const { name, rule, reads } of program.customerSegments) {
    const holds = truth(rule(scope, scope));
    if (holds === undefined) continue;
    const known = before[name];
    memberships[name] = known?.holds === holds ? known : { holds, since: now, evidence: readingsOf(reads, scope) };
  }
  return memberships;
}
