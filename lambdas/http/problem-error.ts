import { type ErrorCode, type Problem, problemOf } from '@licet/contracts/problem';

/** An error that the caller gets to see, as the problem of its code. Everything else is `internal` and only logged. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: ErrorCode, detail: string, extensions?: Readonly<Record<string, unknown>>) {
    super(detail);
    this.problem = problemOf(code, detail, extensions);
  }
}
