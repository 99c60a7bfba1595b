import type { Clock } from '../clock.ts';

/**
 * Between two starts, in milliseconds: 63 a second at most. AWS lets a region begin 150 executions a second and make 800 transitions, in
 * all but its three largest regions. A renewal makes about 8 transitions, and orders and migrations want their share of both.
 */
const GAP_MS = 16;

/** No shard gets more than an eighth of that. */
const SHARE = 8;

/** Waits in real time. */
export type Sleep = (milliseconds: number) => Promise<unknown>;

/**
 * Returns a wait for the turn of a shard. What was late is not made up for: there never is a burst. False where the turn would come only
 * after the deadline.
 */
export function pace(clock: Clock, sleep: Sleep, deadline: number): (shard: string) => Promise<boolean> {
  let next = clock();
  const nextOf = new Map<string, number>();
  return async (shard) => {
    const turn = Math.max(next, nextOf.get(shard) ?? 0);
    if (turn >= deadline) return false;
    const wait = turn - clock();
    if (wait > 0) await sleep(wait);
    const now = clock();
    next = now + GAP_MS;
    nextOf.set(shard, now + SHARE * GAP_MS);
    return now < deadline;
  };
}

/** One list of several, in which what came from each is spread evenly from the first to the last. */
export function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  return lists
    .flatMap((list) => list.map((item, index) => ({ item, place: (index + 0.5) / list.length })))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
