import {
  catalogInvalidSchema,
  ERRORS,
  type ErrorCode,
  problemOf,
  problemSchema,
  refusalSchema,
  type Route,
  withdrawalUnconfirmedSchema,
} from '@licet/contracts';
import * as z from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';

/** Errors that every route has, whatever it does. */
const OF_EVERY_ROUTE = [
  'request_invalid',
  'key_missing',
  'key_invalid',
  'key_expired',
  'key_revoked',
  'scope_missing',
  'home_foreign',
  'throttled',
  'internal',
] as const satisfies readonly ErrorCode[];
const OF_EVERY_BODY = [
  'json_invalid',
  'body_too_large',
  'media_type_unsupported',
] as const satisfies readonly ErrorCode[];

const CODES = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);

/** The codes that a route can answer with, in the order of the table of errors. */
export function codesOf({ body, errors = [] }: Route): ErrorCode[] {
  const possible = new Set<ErrorCode>([...OF_EVERY_ROUTE, ...(body ? OF_EVERY_BODY : []), ...errors]);
  return CODES.filter((code) => possible.has(code));
}

/** The codes that no route answers with; they come from addresses and methods that there are none of. */
export function codesOfNoRoute(routes: readonly Route[]): ErrorCode[] {
  const used = new Set(routes.flatMap(codesOf));
  return CODES.filter((code) => !used.has(code));
}

/** The error responses of a route, by status: one problem each, which may have any of the codes that it names. */
export function problemResponses(route: Route): Record<`${4 | 5}${string}`, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(codesOf(route), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus].toSorted(([a], [b]) => a - b).map(([status, codes]) => [String(status), response(status, codes)]),
  );
}

/** What the problems of some codes say besides. */
const BESIDES: Readonly<Partial<Record<ErrorCode, z.ZodObject>>> = {
  command_refused: refusalSchema,
  catalog_invalid: catalogInvalidSchema,
  withdrawal_unconfirmed: withdrawalUnconfirmedSchema,
};

/** The form of a problem that has one of some codes. */
function schemaFor(codes: readonly ErrorCode[]): z.ZodType {
  const besides = codes.flatMap((code) => BESIDES[code] ?? []);
  return besides.length === 0
    ? problemSchema
    : problemSchema.extend(Object.assign({}, ...besides.map((schema) => schema.partial().shape)));
}

/** Routes that can fail in the same ways say so with the same component. */
const components = new Map<string, ZodOpenApiResponseObject>();

function response(status: number, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  const id = codes.length > 3 ? `Problem${status}` : codes.map(pascalCase).join('Or');
  const known = components.get(id);
  if (known !== undefined) return known;
  const [first = 'internal'] = codes;
  const headers = HEADERS[status];
  const made: ZodOpenApiResponseObject = {
    id,
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join('\n'),
    content: {
      'application/problem+json': {
        schema: schemaFor(codes),
        example: problemOf(first, 'What, where, and how to mend it.'),
      },
    },
    ...(headers && { headers }),
    'x-licet-codes': codes,
  };
  components.set(id, made);
  return made;
}

const HEADERS: Readonly<Record<number, z.ZodObject>> = {
  401: z.object({ 'WWW-Authenticate': z.literal('Bearer') }),
  429: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.', example: '1' }) }),
};

function pascalCase(code: string): string {
  return code.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
