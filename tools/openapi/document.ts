import { type Route, routes, SCOPES } from '@licet/contracts';
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { TAGS, type Operation } from './operations.ts';
import { problemResponses } from './problems.ts';
import { operations } from './route-operations.ts';

/** The API in OpenAPI 3.1, made from the contract's routes. */
export function openApiDocument(): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Licet',
      version: '1',
      summary: 'License entitlements: who may use what, how much of it, and why.',
      description:
        'Errors are problem+json (RFC 9457) with a stable `code`. Lists are read page by page with `cursor`. Times are RFC 3339 in UTC, except in licenses, facts and events, where they are epoch milliseconds.',
    },
    servers: [
      {
        url: 'https://{api}.execute-api.{home}.amazonaws.com',
        description: 'A cell on AWS; the stack puts its address out.',
        variables: { api: { default: 'a1b2c3d4e5' }, home: { default: 'us-east-1' } },
      },
      {
        url: 'http://localhost:4566/_aws/execute-api/{api}/$default',
        description: 'The local cloud; `.licet/local.json` has the address.',
        variables: { api: { default: 'a1b2c3d4' } },
      },
    ],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'licet_<home>_<id>_<secret>',
          description: `An API key. Its scopes say what it may do: ${SCOPES.join(', ')}; \`admin\` includes all others.`,
        },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description: 'The same key, in a header of its own.',
        },
      },
    },
    paths: paths(),
  });
}

const byKey: Readonly<Record<string, Route>> = routes;

function paths(): ZodOpenApiPathsObject {
  const known: ZodOpenApiPathsObject = {};
  for (const [key, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = key.split(' ');
    const route = byKey[key];
    if (route === undefined) throw new Error(`the reference describes ${key}, which is no route`);
    known[path] = { ...known[path], [method.toLowerCase()]: operationObject(key, route, operation) };
  }
  return known;
}

function operationObject(key: string, route: Route, operation: Operation): ZodOpenApiOperationObject {
  const { body, mediaTypes = ['application/json'], path, query } = route;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: route.summary,
    description: `${operation.description}\n\nNeeds the scope \`${route.scope}\`.`,
    security: [{ bearer: [route.scope] }, { apiKey: [route.scope] }],
    ...((path ?? query) && { requestParams: { ...(path && { path }), ...(query && { query }) } }),
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          mediaTypes.map((type) => [
            type,
            { schema: body, example: fits(`the request of ${key}`, body, operation.request, type.includes('batch')) },
          ]),
        ),
      },
    }),
    responses: {
      [String(route.status)]: {
        description: route.summary,
        headers: INSTANCE,
        ...(route.response && {
          content: {
            'application/json': {
              schema: route.response,
              example: fits(`the response of ${key}`, route.response, operation.response),
            },
          },
        }),
      },
      ...problemResponses(route),
    },
  };
}

const INSTANCE = z.object({
  'x-licet-instance': z.uuid().meta({ description: 'Tells the instances of a function apart.' }),
});

/**
 * An example, if it has the form that it is an example of.
 * @throws {Error} where it has not, or there is none.
 */
function fits(what: string, schema: z.ZodType, example: unknown, inList = false): unknown {
  const shown = inList ? [example] : example;
  const { error } = schema.safeParse(shown);
  if (error !== undefined) throw new Error(`${what} has no right example:\n${z.prettifyError(error)}`);
  return shown;
}
