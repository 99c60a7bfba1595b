import type { Asker } from '../segment/scope.ts';
import { type Decision, FEATURE_UNKNOWN } from './decision.ts';
import { answerFor } from './answer.ts';
import type { Prepared } from './prepared.ts';
import { preparedAt, type Session } from './session.ts';
import { settle } from './settle.ts';
import { underRegulations } from './under-regulations.ts';

/** What is asked: one feature, for whom, where, on what, what for, and how much of it. */
export interface DecisionRequest extends Asker {
  readonly feature: string;
  /** For a limit: how many exist now. For a metered feature: how much of the current window is used. */
  readonly used?: number | undefined;
  /** How many more are wanted; one where it is not said. */
  readonly wanted?: number | undefined;
}

/** Decides one feature of an opened license at a moment (epoch milliseconds). Pure, and the same everywhere. */
export function decide(session: Session, request: DecisionRequest, now: number): Decision {
  const prepared = preparedAt(session, request.feature, now);
  if (prepared === undefined) return FEATURE_UNKNOWN;
  const answer = underRegulations(prepared, answerFor(prepared, request), request, now);
  return answer.limit === null ? answer : counted(prepared, answer, request.used, request.wanted);
}

function counted(prepared: Prepared, answer: Decision, used: number | undefined, wanted: number | undefined): Decision {
  return used === undefined && wanted === undefined ? answer : settle(prepared, answer, used, wanted);
}
