import { createHash, timingSafeEqual } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { directionsTo, type Homes } from '../homes.ts';
import { apiKeyKey } from '../registry/keys.ts';
import type { ApiEvent } from './api.ts';
import { ProblemError } from './problem-error.ts';

/** Who calls: the key, what it may do, and what it is bound to. */
export interface Principal {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly customer: string | undefined;
  readonly product: string | undefined;
}

/** Finds out who calls, and whether they may do what `scope` names. Throws the problem where they may not. */
export type Authenticate = (event: ApiEvent, scope: string, now: number) => Promise<Principal>;

/** How long a key is believed without being read again: a revocation is effective after this at the latest. */
const CACHE_MS = 15_000;
const MAX_CACHED = 10_000;
const KEY_FORM = /^licet_([a-z0-9-]+)_([a-z0-9]{8,32})_([A-Za-z0-9]{20,64})$/;

interface KeyRecord extends Principal {
  readonly hash: Buffer;
  readonly expiresAt: number | undefined;
  readonly revokedAt: number | undefined;
}

/** What is stored of a secret. Secrets are random and long, so a plain hash cannot be guessed back. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Authentication by API key, as `Authorization: Bearer` or `X-API-Key`. Denies by default. */
export function authenticator(client: DynamoDBDocumentClient, table: string, homes: Homes): Authenticate {
  const cache = new Map<string, { at: number; record: Promise<KeyRecord | undefined> }>();

  function record(id: string, now: number): Promise<KeyRecord | undefined> {
    const known = cache.get(id);
    if (known !== undefined && now - known.at < CACHE_MS) return known.record;
    const reading = readKey(client, table, id);
    cache.delete(id);
    cache.set(id, { at: now, record: reading });
    reading.catch(() => cache.delete(id));
    for (const oldest of cache.keys()) if (cache.size > MAX_CACHED) cache.delete(oldest);
    return reading;
  }

  return async (event, scope, now) => {
    const key = presentedKey(event);
    const [, keyHome, id, secret] = KEY_FORM.exec(key) ?? [];
    if (keyHome === undefined || id === undefined || secret === undefined) {
      throw new ProblemError('key_invalid', 'an API key has the form licet_<home>_<id>_<secret>');
    }
    if (keyHome !== homes.here) {
      const { says, members } = directionsTo(homes, keyHome);
      throw new ProblemError(
        'home_foreign',
        `this key belongs to the home "${keyHome}", and this is "${homes.here}"; ${says}`,
        members,
      );
    }
    const known = await record(id, now);
    // Compared even where the key is unknown, so that the time taken does not tell.
    const matches = timingSafeEqual(known?.hash ?? Buffer.alloc(32), createHash('sha256').update(secret).digest());
    if (known === undefined || !matches)
      throw new ProblemError('key_invalid', 'no such API key; check that it was copied whole');
    if (known.revokedAt !== undefined)
      throw new ProblemError('key_revoked', 'this API key was revoked; ask for a new one');
    if (known.expiresAt !== undefined && known.expiresAt <= now) {
      throw new ProblemError(
        'key_expired',
        `this API key expired at ${new Date(known.expiresAt).toISOString()}; use the one it was rotated to, or ask for a new one`,
      );
    }
    if (!known.scopes.includes(scope) && !known.scopes.includes('admin')) {
      throw new ProblemError(
        'scope_missing',
        `this needs a key with the scope "${scope}"; this one has ${known.scopes.join(', ')}`,
      );
    }
    return known;
  };
}

/** Refuses a principal that is bound to another customer. */
export function allowCustomer(principal: Principal, customer: string): void {
  if (principal.customer !== undefined && principal.customer !== customer) {
    throw new ProblemError('customer_forbidden', 'this API key belongs to another customer');
  }
}

/** Refuses a principal that is bound to any customer, where the answer would be about several. */
export function allowAnyCustomer(principal: Principal): void {
  if (principal.customer !== undefined)
    throw new ProblemError('customer_forbidden', 'this API key belongs to one customer, and this is about all');
}

/** Refuses a principal that is bound to another product. */
export function allowProduct(principal: Principal, product: string): void {
  if (principal.product !== undefined && principal.product !== product)
    throw new ProblemError('product_forbidden', `this API key belongs to the product "${principal.product}"`);
}

/** Refuses a principal that is bound to anything, where it could get itself more than it has. */
export function allowUnbound(principal: Principal): void {
  allowAnyCustomer(principal);
  if (principal.product !== undefined)
    throw new ProblemError('product_forbidden', 'this API key belongs to one product, and this is about all');
}

function presentedKey(event: ApiEvent): string {
  const authorization = event.headers['authorization'] ?? '';
  const bearer = /^Bearer +(.+)$/i.exec(authorization)?.[1];
  const key = bearer ?? event.headers['x-api-key'];
  if (key === undefined || key === '')
    throw new ProblemError('key_missing', 'send an API key as "Authorization: Bearer …" or "X-API-Key: …"');
  return key.trim();
}

async function readKey(client: DynamoDBDocumentClient, table: string, id: string): Promise<KeyRecord | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: apiKeyKey(id), ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { hash, scopes, customer, product, expiresAt, revokedAt }: Record<string, unknown> = Item;
  if (typeof hash !== 'string' || !Array.isArray(scopes))
    throw new TypeError(`the key ${id} is stored in a form that is not known`);
  return {
    id,
    hash: Buffer.from(hash, 'hex'),
    scopes: scopes.filter((scope) => typeof scope === 'string'),
    customer: typeof customer === 'string' ? customer : undefined,
    product: typeof product === 'string' ? product : undefined,
    expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined,
    revokedAt: typeof revokedAt === 'number' ? revokedAt : undefined,
  };
}
