/** A typed client of a cell's API, made from the table of its routes. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Route, type RouteKey, problemSchema, routes } from '@licet/contracts';
import type * as z from 'zod';

type Routes = typeof routes;
type Needed<R, Part extends 'path' | 'body'> =
  R extends Record<Part, infer S extends z.ZodType> ? { readonly [P in Part]: z.input<S> } : unknown;
type Possible<R> = R extends { readonly query: infer S extends z.ZodType }
  ? { readonly query?: Partial<z.output<S>> }
  : unknown;

/** What a call of a route takes. */
export type Sent<K extends RouteKey> = Needed<Routes[K], 'path'> & Needed<Routes[K], 'body'> & Possible<Routes[K]>;
/** What it answers, parsed; nothing where the route answers without a body. */
export type Answered<K extends RouteKey> = Routes[K] extends { readonly response: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** The parts of a request, whatever the route. */
interface Parts {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface ApiClientOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often a call that was throttled is tried again; 429 is how a cell says that it is busy. */
  readonly retries?: number;
}

/** The API refused. `code` is that of the problem; `http_<status>` where the answer was no problem+json. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(route: string, status: number, code: string, detail: string) {
    super(`${route} answered ${status} ${code}: ${detail}`);
    this.code = code;
    this.status = status;
  }
}

/** Calls routes with one key. @example `await client.call('GET /v1/customers/{id}', { path: { id: 'acme' } })` */
export class ApiClient {
  readonly #api: string;
  readonly #key: string;
  readonly #options: ApiClientOptions;

  /** @param api the address of the cell's API, without a trailing slash. */
  constructor(api: string, key: string, options: ApiClientOptions = {}) {
    this.#api = api;
    this.#key = key;
    this.#options = options;
  }

  /** @throws {ApiError} when the API refuses. */
  async call<K extends RouteKey>(
    route: K,
    ...[parts]: object extends Sent<K> ? [Sent<K>?] : [Sent<K>]
  ): Promise<Answered<K>>;
  async call(key: RouteKey, parts: Parts = {}): Promise<unknown> {
    const route: Route = routes[key];
    const response = await this.#send(key, parts);
    const text = await response.text();
    if (!response.ok) throw refusal(key, response.status, text);
    return route.response?.parse(JSON.parse(text));
  }

  async #send(key: RouteKey, { path = {}, query = {}, body }: Parts): Promise<Response> {
    const [method = '', template = ''] = key.split(' ');
    const place = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const asked = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const url = `${this.#api}${place}${asked.size > 0 ? `?${asked.toString()}` : ''}`;
    const { signal, retries = 12 } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
      if (response.status !== 429 || attempt === retries) return response;
      await response.body?.cancel();
      await delay(Math.random() * Math.min(2000, 50 * 2 ** attempt), undefined, { signal });
    }
  }
}

function refusal(route: string, status: number, text: string): ApiError {
  const problem = problemSchema.safeParse(parseJson(text)).data;
  return new ApiError(route, status, problem?.code ?? `http_${status}`, problem?.detail ?? text.slice(0, 200));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
