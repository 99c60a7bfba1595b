import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from './api-client.ts';

/** What somebody who looked has seen, and whether it is what they looked for. */
export interface Seen {
  readonly ok: boolean;
  readonly saw: string;
}

interface Patience {
  readonly signal?: AbortSignal | undefined;
  /** Longer than a queue keeps a message from being tried again, which is a minute: a slow machine is no failure. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Looks again and again, until it is there or the time is up. What the API does not know yet is not there yet.
 * @returns what was seen last.
 */
export async function eventually(
  look: () => Seen | Promise<Seen>,
  { signal, withinMs = 180_000, everyMs = 100 }: Patience = {},
): Promise<Seen> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await attempt(look);
    if (seen.ok || performance.now() > deadline) return seen;
    await delay(everyMs, undefined, { signal });
  }
}

async function attempt(look: () => Seen | Promise<Seen>): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { ok: false, saw: error.message };
    throw error;
  }
}
