import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { type Problem, problemOf } from '@licet/contracts/problem';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ProblemError } from './problem-error.ts';

/** Tells instances of a function apart, in logs and in the header `x-licet-instance`. */
const INSTANCE = randomUUID();

export type ApiEvent = APIGatewayProxyEventV2;
export type ApiResult = APIGatewayProxyStructuredResultV2;

/** A successful answer, before it becomes HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * Wraps an API function: one log line a call (without bodies, keys or query), answers as JSON, errors as
 * problem+json. Nothing that is thrown reaches a caller unless it is a ProblemError.
 */
export function apiHandler(answer: (event: ApiEvent) => Promise<Answer>) {
  return middy<ApiEvent, ApiResult>(async (event: ApiEvent) => respond(await answer(event)))
    .use(requestLog())
    .onError((request) => {
      request.response = respondProblem(problemFrom(request.error));
    });
}

function requestLog(): middy.MiddlewareObj<ApiEvent, ApiResult> {
  let startedAt = 0;
  let error: unknown;
  const write = ({ event, response }: { event: ApiEvent; response?: ApiResult | null }) => {
    const { requestContext, routeKey } = event;
    const line = {
      route: routeKey,
      request: requestContext?.requestId,
      instance: INSTANCE,
      status: response?.statusCode,
      ms: Date.now() - startedAt,
    };
    console.log(JSON.stringify(error === undefined ? line : { ...line, error: describe(error) }));
  };
  return {
    before: () => {
      startedAt = Date.now();
      error = undefined;
    },
    after: (request) => write({ event: request.event, response: request.response ?? null }),
    onError: (request) => {
      const failure: unknown = request.error;
      error = failure instanceof ProblemError ? failure.problem.code : failure;
      write({ event: request.event, response: request.response ?? null });
    },
  };
}

function describe(error: unknown): unknown {
  return error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : error;
}

/** Faults of the system itself get no detail: it may hold what a caller must not see. */
function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isPassing(error)) {
    return problemOf('throttled', 'the service is busy; try again after a moment');
  }
  return problemOf('internal', 'the fault is logged; the same request may go through later');
}

/** Whether the same request is likely to go through a moment later: the storage is busy, or others were faster on every attempt. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'throttled' || error.code === 'conflict')) return true;
  return /Throttl|ProvisionedThroughput|TransactionConflict|RequestLimit|TooManyRequests/.test(error.name);
}

function respond({ status, body }: Answer): ApiResult {
  if (body === undefined) return { statusCode: status, headers: { 'x-licet-instance': INSTANCE } };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json', 'x-licet-instance': INSTANCE },
    body: JSON.stringify(body),
  };
}

function respondProblem(problem: Problem): ApiResult {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'x-licet-instance': INSTANCE };
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer';
  if (problem.status === 405) headers['allow'] = String(problem['allow']);
  if (problem.status === 429) headers['retry-after'] = '1';
  return { statusCode: problem.status, headers, body: JSON.stringify(problem) };
}
