import type { ApiScope, routes } from '@licet/contracts';
import type * as z from 'zod';
import { admin, type Client, clientOf } from './client.ts';

type KeyWish = z.input<(typeof routes)['POST /v1/api-keys']['body']>;
export type CreatedKey = z.output<(typeof routes)['POST /v1/api-keys']['response']>;

/** Creates a key, and returns what is shown of it this once with a client that uses it. */
export async function aKey(
  wish: Partial<KeyWish> & { readonly scopes: ApiScope[] },
): Promise<CreatedKey & { readonly client: Client }> {
  const created = await admin.call('POST /v1/api-keys', { body: { name: 'test', ...wish } });
  return { ...created, client: clientOf(created.key) };
}
