import { type Route, routes } from '@licet/contracts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from './document.ts';

const schema = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

const text = JSON.stringify(openApiDocument());
const document = schema.parse(JSON.parse(text));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, ...operation })),
);

describe('the OpenAPI document', () => {
  it('has every route of the contract, each under a name of its own', () => {
    expect(operations.map(({ key }) => key).toSorted()).toEqual(Object.keys(routes).toSorted());
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it('refers to nothing that it does not have', () => {
    const refs = new Set(
      [...text.matchAll(/"\$ref":"#\/(?<path>[^"]+)"/g)].map(({ groups }) => groups?.['path'] ?? ''),
    );
    const has = (path: string) =>
      path
        .split('/')
        .reduce<unknown>((at, name) => (typeof at === 'object' && at ? Reflect.get(at, name) : at), document);
    expect(refs.size).toBeGreaterThan(20);
    expect([...refs].filter((path) => has(path) === undefined)).toEqual([]);
  });

  it.each(operations)('says of $key who may call it and how it can fail', ({ key, security, responses }) => {
    const route = Object.entries(routes).find(([known]) => known === key)?.[1];
    const { scope, status, body }: Route = z.custom<Route>().parse(route);
    expect(security).toEqual([{ bearer: [scope] }, { apiKey: [scope] }]);
    const always = [String(status), '400', '401', '403', '421', '429', '500'];
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(body ? [...always, '413', '415'] : always));
  });
});
