import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../local/account.ts';

const LOOK_EVERY_MS = 5000;
/** Whatever has not moved for as long as this will not: what is turned away comes back after a minute, twice perhaps. */
const PATIENCE_MS = 180_000;

/** Looks until so many of something are done, or no more come, and tells how far it has come; seconds are those until the last one was seen. */
export async function watch(
  account: Account,
  what: string,
  total: number,
  countDone: () => Promise<number>,
): Promise<{ readonly count: number; readonly seconds: number }> {
  const from = performance.now();
  let last = { count: 0, at: from };
  while (last.count < total && performance.now() - last.at < PATIENCE_MS) {
    await delay(LOOK_EVERY_MS);
    const [count, at] = [await countDone(), performance.now()];
    if (count === last.count) continue;
    const rate = ((count - last.count) * 1000) / (at - last.at);
    account.note(`${count} of ${total} ${what} after ${seconds(from, at).toFixed(0)} s, ${rate.toFixed(0)}/s`);
    last = { count, at };
  }
  return { count: last.count, seconds: seconds(from, last.at) };
}

const seconds = (from: number, to: number) => (to - from) / 1000;
