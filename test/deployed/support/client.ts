import { isDeepStrictEqual } from 'node:util';
import { problemSchema, type Route, type RouteKey, routes } from '@licet/contracts';
import type { ErrorCode } from '@licet/contracts/problem';
import { expect } from 'vitest';
import * as z from 'zod';
import { cloud } from './aws.ts';
import { pause } from './waiting.ts';

type Part<R, P extends 'path' | 'query' | 'body'> = R extends Record<P, infer S extends z.ZodType> ? z.input<S> : never;
type Given<K extends RouteKey> = ((typeof routes)[K] extends { path: z.ZodType }
  ? { readonly path: Part<(typeof routes)[K], 'path'> }
  : object) &
  ((typeof routes)[K] extends { body: z.ZodType } ? { readonly body: Part<(typeof routes)[K], 'body'> } : object) &
  ((typeof routes)[K] extends { query: z.ZodType } ? { readonly query?: Part<(typeof routes)[K], 'query'> } : object);
type Answered<K extends RouteKey> = (typeof routes)[K] extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type RouteProblem = z.infer<typeof problemSchema>;

/** A request as it goes over the wire; nothing in it need be right. */
export interface RawRequest {
  readonly method: string;
  /** Beginning with `/`, its segments encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How often a throttled request is sent again before the test is told. */
const MAX_ATTEMPTS = 20;

/** Sends a request as it is, and again while the answer is 429. */
export async function send({ method, path, headers = {}, body }: RawRequest): Promise<RawReply> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${cloud.api}${path}`, { method, headers, ...(body !== undefined && { body }) });
    const reply = { status: response.status, headers: response.headers, text: await response.text() };
    if (reply.status !== 429 || attempt === MAX_ATTEMPTS) return reply;
    await pause(Math.random() * Math.min(3000, 50 * 2 ** attempt));
  }
}

/** The problem of a reply, which must be one: problem+json in the contract's form, with a status that is its own. */
export function problemIn(reply: RawReply): RouteProblem {
  expect(reply.headers.get('content-type'), `${reply.status} ${reply.text}`).toBe('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(reply.text));
  expect(problem).toMatchObject({ status: reply.status, type: `urn:licet:error:${problem.code}` });
  return problem;
}

/** A client with one key that knows the contract: what it returns has exactly the form that the route promises. */
export function clientOf(key: string) {
  const raw = <K extends RouteKey>(route: K, given: Given<K>) => send(rawRequest(key, route, given));
  return {
    key,
    /** Calls a route and returns what it answered. Fails where that is a problem, or not of the contract's form. */
    async call<K extends RouteKey>(route: K, given: Given<K>): Promise<Answered<K>> {
      return answerIn(route, await raw(route, given));
    },
    /** Calls a route that must refuse, and returns the problem. */
    async refused<K extends RouteKey>(route: K, given: Given<K>, code: ErrorCode): Promise<RouteProblem> {
      const problem = problemIn(await raw(route, given));
      expect(problem).toMatchObject({ code });
      return problem;
    },
    /** Calls a route and returns the reply, whatever it is. */
    raw,
  };
}

export type Client = ReturnType<typeof clientOf>;

/** The client of the deployment's admin. */
export const admin = clientOf(cloud.adminKey);

/** The answer in a reply, which must have the form that the contract promises and no field that it does not declare. */
export function answerIn<K extends RouteKey>(route: K, { status, headers, text }: RawReply): Answered<K> {
  const declared: Route = routes[route];
  expect(status, `${route}: ${text}`).toBe(declared.status);
  // Where nothing is answered, MiniStack says of the nothing that it is JSON, and AWS does not.
  if (declared.response !== undefined)
    expect(headers.get('content-type'), `${route}: ${text}`).toBe('application/json');
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (conforms(route, body)) return body;
  const parsed = declared.response?.safeParse(body);
  throw new Error(
    parsed?.success === false
      ? `${route} answers in another form: ${z.prettifyError(parsed.error)}\n${text}`
      : `${route} answers what the contract does not declare: ${text}, and not ${JSON.stringify(parsed?.data)}`,
  );
}

/** Parsing leaves out what is not declared: an answer that it leaves as it is has nothing else. */
function conforms<K extends RouteKey>(route: K, body: unknown): body is Answered<K> {
  const { response = z.undefined() }: Route = routes[route];
  const parsed = response.safeParse(body);
  return parsed.success && isDeepStrictEqual(parsed.data, body);
}

function rawRequest<K extends RouteKey>(key: string, route: K, given: Given<K>): RawRequest {
  const { path = {}, query = {}, body } = partsSchema.parse(given);
  const [method = '', template = ''] = route.split(' ');
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const type = { 'content-type': Array.isArray(body) && route === 'POST /v1/events' ? BATCH : 'application/json' };
  return {
    method,
    path: search === '' ? filled : `${filled}?${search}`,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && type) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

const BATCH = 'application/cloudevents-batch+json';
const partsSchema = z.object({
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.coerce.string()).optional(),
  body: z.unknown().optional(),
});
