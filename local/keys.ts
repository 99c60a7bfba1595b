import { ApiClient } from './api-client.ts';
import type { Cell } from './cell.ts';
import { operatorOf } from './operator.ts';

/** The first keys of a cell: one that may do everything, and one that may only ask. */
export async function keysOf(cell: Cell, signal: AbortSignal): Promise<{ admin: string; check: string }> {
  const { key: admin } = await operatorOf(cell, signal).createAdminKey();
  const client = new ApiClient(cell.api, admin, { signal });
  const { key: check } = await client.call('POST /v1/api-keys', { body: { name: 'demo', scopes: ['check'] } });
  return { admin, check };
}
