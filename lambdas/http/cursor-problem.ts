import { CursorInvalidError } from '../registry/sharded-list.ts';
import { ProblemError } from './problem-error.ts';

/** Throws an error again: as the caller's mistake, where it is about the cursor that the caller sent. */
export function throwCursorProblem(error: unknown): never {
  throw error instanceof CursorInvalidError
    ? new ProblemError('request_invalid', `query.cursor: ${error.message}`)
    : error;
}
