import type { Execution } from '../executions.ts';
import type { DueLicense } from '../lifecycle/due-index.ts';
import { type Started, type SweepDependencies, sweepDue } from '../lifecycle/sweep-due.ts';
import type { ClockSetting } from './clock-setting.ts';

export interface MoveDependencies extends SweepDependencies {
  readonly setting: ClockSetting;
  /** What became of an execution of `renew-license`. */
  readonly renewal: (execution: string) => Promise<Execution>;
}

/** A license of which something is still due although its execution has ended. */
export interface Stuck extends Started {
  readonly reason: string;
}

/** What one call came to. Where it is not done, the same target goes on from there. */
export interface Moved {
  readonly done: boolean;
  /** The moments at which something was due, and how many licenses were started there. */
  readonly stops: readonly { readonly at: number; readonly licenses: number }[];
  readonly stuck: readonly Stuck[];
}

/** Of the thirty seconds after which API Gateway gives up. */
const BUDGET_MS = 20_000;
const POLL_MS = 250;
/** Without progress for so long, executions are asked whether they still run. The index follows a write in less. */
const STALL_MS = 2000;
/** Executions that are asked at a time: AWS lets a region be asked about some 15 a second. */
const ASKED_AT_ONCE = 10;
const MOST_OF_A_SHARD = 1000;

/**
 * Moves the clock forward, stopping wherever something is due on the way: there it runs the sweep that the schedule runs, and waits until
 * nothing is due any more, so that everything happens at its own time and in its order. A license whose execution failed is
 * reported, and the clock goes on without it.
 */
export async function moveClock(deps: MoveDependencies, target: number): Promise<Moved> {
  const deadline = deps.clock() + BUDGET_MS;
  const stops: { at: number; licenses: number }[] = [];
  const stuck = new Map<string, Stuck>();
  const moved = (done: boolean): Moved => ({ done, stops, stuck: [...stuck.values()] });
  await deps.setting.aim(target);
  for (;;) {
    const [next] = await stillDue(deps, target, stuck.size + 1, stuck);
    if (next === undefined) break;
    if (deps.clock() >= deadline) return moved(false);
    await deps.setting.forwardTo(next.at);
    const { now } = await deps.setting.read();
    const { started } = await sweepDue(deps, now, deadline - deps.clock());
    const fresh = started.filter(({ license }) => !stuck.has(license));
    stops.push({ at: next.at, licenses: fresh.length });
    await untilDone(deps, { until: next.at, deadline, started: fresh, stuck });
  }
  await deps.setting.forwardTo(target);
  return moved(true);
}

/** What is due by a moment and not stuck, the earliest first. */
async function stillDue(
  { dues }: MoveDependencies,
  until: number,
  mostOfEach: number,
  stuck: ReadonlyMap<string, Stuck>,
): Promise<DueLicense[]> {
  const found = (await dues.dueBy(until, 'oldest', mostOfEach)).flat();
  return found.filter(({ license }) => !stuck.has(license)).toSorted((a, b) => a.at - b.at);
}

interface Wait {
  readonly until: number;
  readonly deadline: number;
  readonly started: readonly Started[];
  /** Where those are noted that will not be done. */
  readonly stuck: Map<string, Stuck>;
}

/** Waits until nothing is due by a moment, the time is up, or what is left was not started, and needs another sweep. */
async function untilDone(deps: MoveDependencies, { until, deadline, started, stuck }: Wait): Promise<void> {
  const executions = new Map(started.map((one) => [one.license, one]));
  let fewest = Number.POSITIVE_INFINITY;
  let progressAt = deps.clock();
  for (;;) {
    const left = await stillDue(deps, until, MOST_OF_A_SHARD, stuck);
    if (left.length === 0 || deps.clock() >= deadline) return;
    if (left.length < fewest) {
      fewest = left.length;
      progressAt = deps.clock();
    } else if (deps.clock() - progressAt >= STALL_MS) {
      const known = left.flatMap(({ license }) => executions.get(license) ?? []);
      if (known.length < left.length) return;
      for (const one of await stuckAmong(deps, known.slice(0, ASKED_AT_ONCE))) stuck.set(one.license, one);
    }
    await deps.sleep(POLL_MS);
  }
}

async function stuckAmong({ renewal, clock }: MoveDependencies, started: readonly Started[]): Promise<Stuck[]> {
  const asked = await Promise.all(started.map(async (one) => ({ one, is: await renewal(one.execution) })));
  return asked.flatMap(({ one, is }) => {
    if (is.status === 'running') return [];
    if (is.status === 'failed') return [{ ...one, reason: is.reason }];
    return clock() - is.endedAt < STALL_MS ? [] : [{ ...one, reason: 'the execution succeeded and left it due' }];
  });
}
