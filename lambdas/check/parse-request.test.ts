import { checkRequestSchema } from '@licet/contracts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyValue, nearly } from '../../test/support/mutations.ts';
import { ProblemError } from '../http/problem-error.ts';
import { assertCheckRequest } from './parse-request.ts';

const feature = fc.constantFrom('sso', 'exports', 'bulk-api', 'x'.repeat(64));
const attribute = fc.oneof(
  fc.string({ maxLength: 256 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 }),
);
const attributes = fc.dictionary(fc.constantFrom('department', 'os', 'managed', 'labs'), attribute);

/** Requests as the contract wants them, with every part that there is. */
const goodRequest = fc.record(
  {
    customer: fc.constantFrom('acme', '0', 'ünïcode 🎉', 'x'.repeat(128)),
    product: fc.constantFrom('atlas', 'a', 'lab-2'),
    features: fc.array(feature, { minLength: 1, maxLength: 4 }),
    user: attributes.chain((others) =>
      fc
        .record(
          {
            id: fc.constantFrom('u1', 'x'.repeat(256)),
            roles: fc.array(fc.constantFrom('viewer', 'x'.repeat(128)), { maxLength: 3 }),
          },
          { requiredKeys: [] },
        )
        .map((own) => ({ ...others, ...own })),
    ),
    context: fc.record(
      {
        country: fc.constantFrom('DE', 'US'),
        subdivision: fc.constantFrom('DE-BE', 'US-CA', 'FR-IDF', 'JP-1', 'x-UA-DNR'),
        device: attributes.map((others) => ({ id: 'd1', ...others })),
        use: fc.record(
          { context: fc.constantFrom('workplace', 'education'), purpose: fc.constantFrom('medical', 'safety') },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    existing: fc.dictionary(feature, fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
    consume: fc.dictionary(feature, fc.integer({ min: 1 }), { maxKeys: 2 }),
    idempotencyKey: fc.constantFrom('k', 'x'.repeat(256)),
    minRevision: fc.nat(),
    trace: fc.boolean(),
  },
  { requiredKeys: ['features'] },
);

/** The problem that the parser found, or undefined where it found none. */
function problemIn(body: unknown) {
  try {
    assertCheckRequest(body);
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

/** Whether some object in a value has a property `__proto__`: zod passes by it, wherever it is; the parser looks at it. */
function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto);
}

describe('the parser of checks', () => {
  it('takes what the contract describes', () => {
    fc.assert(
      fc.property(goodRequest, (body) => {
        expect(problemIn(body)).toBeUndefined();
        expect(checkRequestSchema.parse(body)).toEqual(body);
      }),
    );
  });

  it('agrees with the schema of the contract on what is nearly right, and on anything at all', () => {
    const bodies = fc.oneof({ weight: 9, arbitrary: nearly(goodRequest) }, { weight: 1, arbitrary: anyValue });
    fc.assert(
      fc.property(bodies, (body) => {
        fc.pre(!hasProto(body));
        const agreed = { parser: problemIn(body) === undefined, schema: checkRequestSchema.safeParse(body).success };
        expect(agreed.parser).toBe(agreed.schema);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds an unknown field whatever its name is', () => {
    const body: unknown = JSON.parse('{"features":["sso"],"__proto__":{"customer":"acme"}}');
    expect(problemIn(body)).toMatchObject({ code: 'request_invalid', errors: [{ at: 'body.__proto__' }] });
  });

  it('tells all errors at once, each with its place', () => {
    const body = {
      features: [],
      customer: '',
      user: { roles: 'viewer', age: null },
      consume: { exports: 0 },
      surprise: 1,
    };
    const places = [
      'body.surprise',
      'body.customer',
      'body.features',
      'body.user.roles',
      'body.user.age',
      'body.consume.exports',
    ];
    expect(problemIn(body)).toMatchObject({ status: 400, errors: places.map((at) => ({ at })) });
  });
});
