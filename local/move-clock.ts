import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { ApiClient } from './api-client.ts';

/** Moves the clock of a sandbox to a moment (RFC 3339); on the way everything that falls due is done at its moment. */
export async function moveClock(admin: ApiClient, to: string, account: Account, signal: AbortSignal): Promise<void> {
  for (;;) {
    const moved = await admin.call('POST /v1/sandbox/clock', { body: { to } });
    for (const stop of moved.stops) account.note(`${stop.at.slice(0, 10)}  ${stop.licenses} license(s) due`);
    if (moved.done) return;
    await delay(100, undefined, { signal });
  }
}
