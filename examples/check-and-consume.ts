/**
 * A client in an application: asks whether an export may be made, and uses up one in the same breath. Nothing but fetch.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type CheckResponse, checkResponseSchema } from '@licet/contracts';

export interface Licet {
  /** The address of the API, without a trailing slash. */
  readonly api: string;
  readonly key: string;
}

// #region consume
/** Whether a customer's export may be made now; one that may is counted. */
export async function mayExport(licet: Licet, customer: string, user: { id: string; roles: string[] }) {
  // One key for one export, however often it is sent: what was counted before an answer got lost is not counted again.
  const idempotencyKey = randomUUID();
  const body = { customer, features: ['exports'], user, consume: { exports: 1 }, idempotencyKey };
  const { decisions } = await check(licet, body);
  return decisions['exports'] ?? { allowed: false, reason: 'feature_unknown' };
}
// #endregion

// #region retry
/** Sends a check, and sends it again where the fault will pass: a lost connection, a 429, a 5xx. */
async function check({ api, key }: Licet, body: object, attempts = 5): Promise<CheckResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${api}/v1/check`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(2000),
    }).catch((error: unknown) => (attempt < attempts ? undefined : Promise.reject(error)));
    if (response?.ok) return checkResponseSchema.parse(await response.json());
    const passing = response === undefined || response.status === 429 || response.status >= 500;
    // Everything else is a mistake of ours, and its detail says which.
    if (!passing || attempt === attempts) throw new Error(`the check failed: ${await response?.text()}`);
    await delay(Math.random() * 100 * 2 ** attempt);
  }
}
// #endregion
