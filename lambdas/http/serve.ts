import { issuesOf, type Route, type RouteKey, routes } from '@licet/contracts';
import type * as z from 'zod';
import { type Clock, realClock } from '../clock.ts';
import { type Answer, type ApiEvent, apiHandler } from './api.ts';
import type { Authenticate, Principal } from './authenticate.ts';
import { jsonBody } from './body.ts';
import { ProblemError } from './problem-error.ts';

type Parsed<R, Part extends 'path' | 'query' | 'body'> =
  R extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;
type Responded<R> = R extends { readonly response: infer S extends z.ZodType } ? DeepReadonly<z.input<S>> : undefined;

/** What a handler gives is only read, so it may be given as core has it: readonly all the way down. */
type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** A call of a route, parsed by the route's own schemas. */
export interface Call<K extends RouteKey> {
  readonly path: Parsed<(typeof routes)[K], 'path'>;
  readonly query: Parsed<(typeof routes)[K], 'query'>;
  readonly body: Parsed<(typeof routes)[K], 'body'>;
  readonly principal: Principal;
  /** When the call came, by `clock`. */
  readonly now: number;
  /** For what is tried again while time goes on. */
  readonly clock: Clock;
}

export type RouteHandlers<K extends RouteKey> = {
  readonly [Key in K]: (call: Call<Key>) => Promise<Responded<(typeof routes)[Key]>>;
};

/**
 * Serves some routes of the contract: authenticates, parses what comes in, and passes what goes out through the
 * response's schema, so that a field which is not declared cannot leak. Keys expire in real time; all else goes by the clock.
 */
export function serve<K extends RouteKey>(
  handlers: RouteHandlers<K>,
  authenticate: Authenticate,
  readClock: () => Promise<Clock>,
) {
  return apiHandler(async (event): Promise<Answer> => {
    const key = Object.keys(handlers).find((candidate): candidate is K => candidate === event.routeKey);
    if (key === undefined)
      throw new ProblemError(
        'route_unknown',
        `there is nothing at ${event.requestContext.http.method} ${event.rawPath}`,
      );
    const route: Route = routes[key];
    const [principal, clock] = await Promise.all([authenticate(event, route.scope, realClock()), readClock()]);
    const call = parse(event, route, principal, clock);
    const response: unknown = await Reflect.apply(handlers[key], handlers, [call]);
    return { status: route.status, ...(route.response && { body: route.response.parse(response) }) };
  });
}

function parse(event: ApiEvent, route: Route, principal: Principal, clock: Clock) {
  return {
    path: route.path && parsePart(route.path, decoded(event.pathParameters ?? {}), 'path'),
    query: route.query && parsePart(route.query, event.queryStringParameters ?? {}, 'query'),
    body: route.body && parsePart(route.body, jsonBody(event, route.mediaTypes), 'body'),
    principal,
    now: clock(),
    clock,
  };
}

/** API Gateway hands path parameters on as they were written. */
function decoded(parameters: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, value && decodeOnce(value)]));
}

function decodeOnce(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new ProblemError('request_invalid', `"${value}" is not percent-encoded as it should be`);
  }
}

function parsePart(schema: z.ZodType, value: unknown, part: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = issuesOf(parsed.error)
    .slice(0, 50)
    .map(({ path, message }) => ({ at: [part, ...path].map(String).join('.'), detail: message }));
  const [first] = errors;
  throw new ProblemError(
    'request_invalid',
    first === undefined ? 'the request is not valid' : `${first.at}: ${first.detail}`,
    { errors },
  );
}
