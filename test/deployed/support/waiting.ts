import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';

/** How long the system may take where nothing promises more: generous, since only a hang is to fail. */
const PATIENCE_MS = 60_000;

/** Tries assertions again until they hold, and returns what they return. After the deadline (milliseconds) the last failure is the test's. */
export function eventually<T>(assertions: () => T | Promise<T>, deadlineMs = PATIENCE_MS): Promise<T> {
  return vi.waitFor(assertions, { timeout: deadlineMs, interval: 100 });
}

/** Waits before another attempt. Not for anything to have happened: that is what `eventually` is for. */
export function pause(milliseconds: number): Promise<void> {
  return delay(milliseconds);
}

/** Does something with each of a list, a few at a time: a machine with two cores should be busy with answering, not with starting functions. */
export async function fewAtATime<T>(list: readonly T[], action: (item: T) => Promise<unknown>, few = 4): Promise<void> {
  const queue = [...list];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: few }, lane));
}
