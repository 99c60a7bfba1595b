import { problemSchema } from '@licet/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiEvent, lambdaContext } from '../../test/support/api-event.ts';
import { ConflictError } from '../registry/transaction.ts';
import { ThrottledError } from '../entitlements/reader.ts';
import { apiHandler } from './api.ts';
import { ProblemError } from './problem-error.ts';

const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
afterEach(() => log.mockClear());

const SECRET = 'the table is called Registry-123';

/** Not thrown, since anything can be: libraries throw what they like. */
function failure(error: unknown): Promise<never> {
  return Promise.reject(error);
}

/** What a function answers whose work fails with an error. */
async function answerTo(error: unknown) {
  const handler = apiHandler(() => failure(error));
  const {
    statusCode,
    headers,
    body = '',
  } = await handler(apiEvent({ headers: { authorization: 'Bearer key' } }), lambdaContext);
  const problem = problemSchema.parse(JSON.parse(body));
  expect(problem.status).toBe(statusCode);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'x-licet-instance': expect.any(String) });
  return { problem, headers, logged: log.mock.calls.map(([line]) => JSON.parse(String(line))) };
}

/** An error as the SDK throws it: told by its name. */
function named(name: string): Error {
  return Object.assign(new Error(SECRET), { name });
}

describe('what an API function answers where its work fails', () => {
  it('is the problem, where it is one', async () => {
    const { problem, logged } = await answerTo(new ProblemError('license_unknown', 'no such license', { hint: 1 }));
    expect(problem).toEqual({
      type: 'urn:licet:error:license_unknown',
      title: 'There is no such license here',
      status: 404,
      code: 'license_unknown',
      detail: 'no such license',
      hint: 1,
    });
    expect(logged).toMatchObject([{ status: 404, error: 'license_unknown' }]);
  });

  it.each([
    ['the storage is throttled', named('ThrottlingException')],
    ['the table is out of capacity', named('ProvisionedThroughputExceededException')],
    ['a transaction is under way', named('TransactionConflictException')],
    ['a function is throttled', named('TooManyRequestsException')],
    ['a batch was answered in part', new ThrottledError(SECRET)],
    ['others were faster each time', new ConflictError([])],
  ])('is to come again where %s', async (_, error) => {
    const { problem, headers, logged } = await answerTo(error);
    expect(problem).toMatchObject({ status: 429, code: 'throttled' });
    expect(headers).toMatchObject({ 'retry-after': '1' });
    expect(logged).toMatchObject([{ status: 429, error: { name: error.name } }]);
  });

  it.each([
    ['an error', new Error(SECRET)],
    ['an error of the SDK', named('ValidationException')],
    ['a type error', new TypeError(SECRET)],
    ['what is no error', SECRET],
    ['nothing', undefined],
  ])('says nothing of what it is, where it is a fault of ours: %s', async (_, error) => {
    const { problem, logged } = await answerTo(error);
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain(SECRET);
    expect(logged).toMatchObject([{ status: 500 }]);
  });

  it('asks for a key in the words of HTTP where there is none', async () => {
    const { headers } = await answerTo(new ProblemError('key_missing', 'send a key'));
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });
});

describe('what an API function answers where its work succeeds', () => {
  it('is JSON, and one log line tells of it but not what was in it', async () => {
    const handler = apiHandler(() => Promise.resolve({ status: 201, body: { name: SECRET } }));
    const event = apiEvent({ headers: { authorization: `Bearer ${SECRET}` }, body: SECRET, query: { cursor: SECRET } });
    expect(await handler(event, lambdaContext)).toMatchObject({
      statusCode: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: SECRET }),
    });
    expect(log).toHaveBeenCalledTimes(1);
    const [line] = log.mock.calls[0] ?? [];
    expect(JSON.parse(String(line))).toMatchObject({ route: 'GET /v1/customers', request: 'request-1', status: 201 });
    expect(line).not.toContain(SECRET);
  });

  it('has no body and no content type where there is nothing to say', async () => {
    const handler = apiHandler(() => Promise.resolve({ status: 204 }));
    const answer = await handler(apiEvent(), lambdaContext);
    expect(answer).toMatchObject({ statusCode: 204 });
    expect(answer).not.toHaveProperty('body');
    expect(answer.headers).not.toHaveProperty('content-type');
  });
});
