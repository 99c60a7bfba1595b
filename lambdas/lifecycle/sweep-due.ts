import { hashOf } from '@licet/core/hash';
import type { Clock } from '../clock.ts';
import type { StartExecution } from '../executions.ts';
import type { DueIndex, DueLicense } from './due-index.ts';
import { interleaved, pace, type Sleep } from './pace.ts';

export interface SweepDependencies {
  readonly dues: DueIndex;
  readonly startRenewal: StartExecution;
  /** Real time, in which pace and budget are reckoned. */
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** A license that was started, and the name of the execution that brings it up to the present. */
export interface Started extends DueLicense {
  readonly execution: string;
}

/** What one call came to; what it left is for the next one. */
export interface Sweep {
  readonly started: readonly Started[];
  readonly left: number;
}

/** More than one call can start of one shard. */
const MOST_OF_A_SHARD = 1000;
/** Starts that are waited for at a time: while AWS is slow, so is the sweep. */
const AT_ONCE = 64;
/** How long an execution that failed keeps its name, and with it the license, from being started again. */
const ATTEMPT_MS = 15 * 60_000;
/** How late something may be before somebody has to look. */
const OVERDUE_MS = 30 * 60_000;

/**
 * Starts `renew-license` for every license of which something is due at `now`, at a steady pace, for as long as the budget allows.
 * The shards take turns. The newest dues come first: what is broken stays in the index and grows old, and must not stand before what works.
 *
 * An execution is named hash(license, due, quarter of an hour): two sweepers, or a sweep that still finds what another has started, start
 * nothing twice. The quarter of an hour, of real time, is there because AWS keeps a name for 90 days: without it a license whose execution
 * failed would never be started again; with it, it is tried again within fifteen minutes. Two sweepers on both sides of a quarter may start a
 * license twice; the later execution finds nothing due. The revision is not in the index, and not needed: the same due that
 * comes back with another revision waits until the quarter is over.
 *
 * @throws AggregateError where licenses could not be started, once all others were.
 */
export async function sweepDue(deps: SweepDependencies, now: number, budgetMs: number): Promise<Sweep> {
  const { dues, startRenewal, clock, sleep } = deps;
  const attempt = Math.floor(clock() / ATTEMPT_MS);
  const turn = pace(clock, sleep, clock() + budgetMs);
  const queue = interleaved(await dues.dueBy(now, 'newest', MOST_OF_A_SHARD));
  const started: Started[] = [];
  const failures: string[] = [];
  const underWay = new Set<Promise<void>>();
  for (const due of queue) {
    if (!(await turn(due.shard))) break;
    const { license, customer, product, at } = due;
    const starting = startRenewal(hashOf(license, at, attempt), { customer, product }).then(
      (execution) => void started.push({ ...due, execution }),
      (error: unknown) => void failures.push(`${license}: ${String(error)}`),
    );
    underWay.add(starting);
    void starting.then(() => underWay.delete(starting));
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} licenses could not be started; ${failures[0]}`);
  return { started, left: queue.length - started.length };
}

/** Something has been due for long, and is still not done. */
export class OverdueError extends Error {
  readonly code = 'overdue';
}

/**
 * Looks for what should have been done by now: executions that fail leave it in the index, and so does a sweeper that lags behind.
 * @throws OverdueError which the alarm of the sweeper rings for.
 */
export async function expectNothingOverdue(dues: DueIndex, now: number): Promise<void> {
  const [oldest] = (await dues.dueBy(now - OVERDUE_MS, 'oldest', 1)).flat().toSorted((a, b) => a.at - b.at);
  if (oldest === undefined) return;
  const since = new Date(oldest.at).toISOString();
  throw new OverdueError(`${oldest.license} has been due since ${since}: look at its executions of renew-license`);
}
