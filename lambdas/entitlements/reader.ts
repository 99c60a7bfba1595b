import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { readFacts, type Facts, type LoadedProgram } from '@licet/core/decision';
import { CATALOG_POINTER_KEY, factsKey, profileKey } from '../registry/keys.ts';
import type { LoadProgram } from '../programs/program-cache.ts';

/** What a decision for one customer is made from, as it was read at one moment. */
export interface Entitlements {
  readonly program: LoadedProgram;
  /** Undefined where the customer has no license for the product. */
  readonly facts: Facts | undefined;
  /** Whether the customer is known here at all. */
  readonly customerKnown: boolean;
}

export interface EntitlementsReader {
  /** The current program, read at most once in 5 s; undefined where no catalog was published yet. */
  program(now: number): Promise<LoadedProgram | undefined>;
  /**
   * Reads pointer and facts in one batch, at most once in 5 s for a customer and product. `minRevision` forces a fresh,
   * consistent read where what is cached is older. Undefined where no catalog was published yet.
   */
  read(
    customer: string,
    product: string | undefined,
    now: number,
    minRevision?: number,
  ): Promise<Entitlements | undefined>;
}

/** How old an answer's data may be. */
export const FRESH_MS = 5_000;
/** How many customers one instance keeps; the one that was read longest ago makes room. */
const MAX_CACHED = 10_000;

interface Cached {
  readonly at: number;
  readonly pointer: string | undefined;
  readonly facts: Facts | undefined;
  readonly customerKnown: boolean;
}

/** The one product of a catalog, which need not be said. */
export class ProductAmbiguousError extends Error {
  readonly code = 'product_ambiguous';
}

export function entitlementsReader(
  client: DynamoDBDocumentClient,
  table: string,
  loadProgram: LoadProgram,
): EntitlementsReader {
  const cache = new Map<string, Promise<Cached>>();
  let lastGood: LoadedProgram | undefined;

  async function fetchFresh(customer: string, product: string, now: number, consistent: boolean): Promise<Cached> {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: { Keys: [CATALOG_POINTER_KEY, factsKey(customer, product)], ConsistentRead: consistent },
        },
      }),
    );
    if (UnprocessedKeys?.[table] !== undefined) throw new ThrottledError('the table answered only in part');
    const items = Responses?.[table] ?? [];
    const pointer: unknown = items.find(({ sk }) => sk === CATALOG_POINTER_KEY.sk)?.['program'];
    const facts: unknown = items.find(({ sk }) => sk !== CATALOG_POINTER_KEY.sk)?.['facts'];
    return {
      at: now,
      pointer: typeof pointer === 'string' ? pointer : undefined,
      facts: typeof facts === 'string' ? readFacts(facts) : undefined,
      customerKnown: typeof facts === 'string' || (await isCustomer(customer)),
    };
  }

  async function isCustomer(customer: string): Promise<boolean> {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: profileKey(customer), ProjectionExpression: 'pk' }),
    );
    return Item !== undefined;
  }

  async function cached(customer: string, product: string, now: number, minRevision: number): Promise<Cached> {
    const key = `${product}\n${customer}`;
    const known = await cache.get(key);
    if (known !== undefined && now - known.at < FRESH_MS && (known.facts?.revision ?? 0) >= minRevision) return known;
    const reading = fetchFresh(customer, product, now, minRevision > 0);
    cache.delete(key);
    cache.set(key, reading);
    reading.catch(() => cache.delete(key));
    for (const oldest of cache.keys()) if (cache.size > MAX_CACHED) cache.delete(oldest);
    return reading;
  }

  /** The program that the pointer names. Where a new one cannot be loaded, the one before it goes on deciding. */
  async function programOf(hash: string): Promise<LoadedProgram> {
    try {
      lastGood = await loadProgram(hash);
      return lastGood;
    } catch (error) {
      if (lastGood === undefined) throw error;
      console.error(
        JSON.stringify({
          level: 'error',
          message: 'a new program failed to load; the old one goes on',
          hash,
          error: String(error),
        }),
      );
      return lastGood;
    }
  }

  let current: { at: number; hash: string | undefined } | undefined;

  async function program(now: number): Promise<LoadedProgram | undefined> {
    if (current === undefined || now - current.at >= FRESH_MS) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: CATALOG_POINTER_KEY }));
      const hash: unknown = Item?.['program'];
      current = { at: now, hash: typeof hash === 'string' ? hash : undefined };
    }
    return current.hash === undefined ? undefined : programOf(current.hash);
  }

  /** The product that is meant where none was said: the only one. The catalog is asked once, and again when it changes. */
  async function soleProductOf(now: number): Promise<string | undefined> {
    const single = lastGood !== undefined && lastGood.program.products.length === 1;
    const known = single ? lastGood : await program(now);
    return known && soleProductIn(known);
  }

  const reader: EntitlementsReader = {
    program,
    async read(customer, product, now, minRevision = 0) {
      const wanted = product ?? (await soleProductOf(now));
      if (wanted === undefined) return undefined;
      const { pointer, facts, customerKnown } = await cached(customer, wanted, now, minRevision);
      if (pointer === undefined) return undefined;
      const loaded = await programOf(pointer);
      // The catalog that was asked for its only product may have been one that has been replaced since.
      const meant = product ?? soleProductIn(loaded);
      if (meant !== wanted) return reader.read(customer, meant, now, minRevision);
      return { program: loaded, facts, customerKnown };
    },
  };
  return reader;
}

function soleProductIn({ program: { products } }: LoadedProgram): string | undefined {
  if (products.length > 1)
    throw new ProductAmbiguousError(`the catalog has the products ${products.join(', ')}; say which in "product"`);
  return products[0];
}

/** The table is short of capacity; the caller is asked to come back. */
export class ThrottledError extends Error {
  readonly code = 'throttled';
}
