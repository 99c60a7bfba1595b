import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { ApiClient, ApiError } from './api-client.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An API that answers as it is told to. */
async function apiOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
}

const customer = { id: 'a/b', home: 'us-east-1', zone: 'UTC', attributes: {} };

it('puts path, query and key where they belong, and parses the answer', async () => {
  const seen: unknown[] = [];
  const api = await apiOf(({ url, headers: { authorization } }, response) => {
    seen.push([url, authorization]);
    response.end(JSON.stringify(url?.includes('limit') ? { items: [customer], cursor: 'next' } : customer));
  });
  const client = new ApiClient(api, 'key');
  expect(await client.call('GET /v1/customers/{id}', { path: { id: 'a/b' } })).toEqual(customer);
  expect(await client.call('GET /v1/customers', { query: { limit: 1 } })).toEqual({
    items: [customer],
    cursor: 'next',
  });
  expect(seen).toEqual([
    ['/v1/customers/a%2Fb', 'Bearer key'],
    ['/v1/customers?limit=1', 'Bearer key'],
  ]);
});

it('comes again when it was throttled, and gives up in the end', async () => {
  let calls = 0;
  const api = await apiOf((_, response) => {
    calls += 1;
    response.statusCode = calls < 4 ? 429 : 200;
    response.end(JSON.stringify(customer));
  });
  const path = { id: 'a' };
  await new ApiClient(api, 'key').call('GET /v1/customers/{id}', { path });
  expect(calls).toBe(4);
  calls = 0;
  const impatient = new ApiClient(api, 'key', { retries: 2 });
  await expect(impatient.call('GET /v1/customers/{id}', { path })).rejects.toMatchObject({ status: 429 });
  expect(calls).toBe(3);
});

it('throws the code of a problem, and the status of what is none', async () => {
  const type = 'urn:licet:error:customer_unknown';
  const problem = { type, title: 't', status: 404, code: 'customer_unknown', detail: 'no customer "a"' };
  const texts = [JSON.stringify(problem), 'Bad gateway'];
  const api = await apiOf((_, response) => {
    response.statusCode = texts.length === 2 ? 404 : 502;
    response.end(texts.shift());
  });
  const client = new ApiClient(api, 'key');
  const call = () => client.call('GET /v1/customers/{id}', { path: { id: 'a' } });
  await expect(call()).rejects.toThrow(
    new ApiError('GET /v1/customers/{id}', 404, 'customer_unknown', 'no customer "a"'),
  );
  await expect(call()).rejects.toMatchObject({ code: 'http_502', status: 502 });
});
