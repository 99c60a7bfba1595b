import { realClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowUnbound, authenticator } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { serve } from '../http/serve.ts';
import { documentClient } from '../registry/client.ts';
import { type ApiKeyRecord, apiKeyRepository } from './api-keys.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const homes = ownHomes();
const keys = apiKeyRepository(client, registry, homes.here);

export const handler = serve(
  {
    'POST /v1/api-keys': async ({ body: { expiresAt, ...wanted }, principal, now }) => {
      allowUnbound(principal);
      const ends = expiresAt === undefined ? undefined : Date.parse(expiresAt);
      if (ends !== undefined && ends <= now)
        throw new ProblemError('request_invalid', 'body.expiresAt: lies in the past');
      const { record, key } = await keys.create({ ...wanted, expiresAt: ends }, now);
      return { ...shown(record), key };
    },
    'GET /v1/api-keys': async ({ query: { limit, cursor }, principal }) => {
      allowUnbound(principal);
      if (cursor !== undefined && !/^[0-9a-f]{16}$/.test(cursor))
        throw new ProblemError('request_invalid', 'query.cursor: is not one that this list gave; begin without one');
      const { records, ...page } = await keys.list(limit, cursor);
      return { items: records.map(shown), ...page };
    },
    'POST /v1/api-keys/{id}/rotate': async ({ path: { id }, body: { overlapSeconds }, principal, now }) => {
      allowUnbound(principal);
      const old = await known(id);
      const expiresAt = Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now + overlapSeconds * 1000);
      if ((await keys.endAt(id, 'expiresAt', expiresAt, now)) === undefined)
        throw new ProblemError('key_ended', `the key "${id}" has ended already; create a new one`);
      const { name, scopes, customer, product } = old;
      const { record, key } = await keys.create({ name, scopes, customer, product, expiresAt: old.expiresAt }, now);
      return { ...shown(record), key };
    },
    'DELETE /v1/api-keys/{id}': async ({ path: { id }, principal, now }) => {
      allowUnbound(principal);
      const old = await known(id);
      return shown((await keys.endAt(id, 'revokedAt', now, now)) ?? old);
    },
  },
  authenticator(client, registry, homes),
  // A key is no license: it ends in real time, also in a sandbox.
  () => Promise.resolve(realClock),
);

async function known(id: string): Promise<ApiKeyRecord> {
  const record = await keys.find(id);
  if (record === undefined) throw new ProblemError('key_unknown', `there is no API key "${id}"`);
  return record;
}

function shown({ createdAt, expiresAt, revokedAt, ...record }: ApiKeyRecord) {
  return {
    ...record,
    createdAt: new Date(createdAt).toISOString(),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    ...(revokedAt !== undefined && { revokedAt: new Date(revokedAt).toISOString() }),
  };
}
