import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Execution } from '../executions.ts';
import type { DueIndex, DueLicense } from '../lifecycle/due-index.ts';
import { SHARDS, shardOf } from '../registry/keys.ts';
import type { ClockSetting } from './clock-setting.ts';
import { type MoveDependencies, type Moved, moveClock } from './move-clock.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => NOW + days * DAY_MS;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

/** What a license does when it is renewed: is due again at some time, or is done with. */
interface Life {
  readonly due: readonly number[];
  /** How long a renewal takes, in milliseconds of real time. */
  readonly slowness?: number;
  readonly fails?: boolean;
}

/** Licenses in virtual time, each with the moments at which something is due for it, and the clock of the sandbox. */
function aSandbox(lives: Readonly<Record<string, Life>>) {
  let offset = 0;
  let target: number | undefined;
  const clock = () => Date.now();
  const now = () => clock() + offset;
  const left = new Map(Object.entries(lives).map(([license, { due }]) => [license, [...due]]));
  const executions = new Map<string, Execution>();
  const happened: (readonly [license: string, day: number])[] = [];
  const places = (): DueLicense[] =>
    [...left].flatMap(([license, [at]]) =>
      at === undefined ? [] : [{ shard: shardOf(license), license, customer: license, product: 'atlas', at }],
    );
  const dues: DueIndex = {
    dueBy: (until, first, most) => {
      const sorted = places().toSorted((a, b) => (first === 'oldest' ? a.at - b.at : b.at - a.at));
      const found = Map.groupBy(
        sorted.filter(({ at }) => at <= until),
        ({ shard }) => shard,
      );
      return Promise.resolve(SHARDS.map((shard) => found.get(shard)?.slice(0, most) ?? []));
    },
  };
  const setting: ClockSetting = {
    read: () => Promise.resolve({ now: now(), offset, target }),
    aim: (to) => Promise.resolve(void (target = to)),
    forwardTo: (moment) => Promise.resolve(void (offset = Math.max(offset, moment - clock()))),
  };
  /** As renew-license does: goes round until nothing is due. */
  const renew = (name: string, license: string) => {
    if (lives[license]?.fails) return void executions.set(name, { status: 'failed', reason: 'refused' });
    executions.set(name, { status: 'succeeded', endedAt: clock() });
    const moments = left.get(license) ?? [];
    while ((moments[0] ?? Number.POSITIVE_INFINITY) <= now()) {
      happened.push([license, Math.floor((now() - NOW) / DAY_MS)]);
      moments.shift();
    }
  };
  const deps: MoveDependencies = {
    dues,
    setting,
    clock,
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    startRenewal: (name, { customer }) => {
      if (executions.has(name)) return Promise.resolve(name);
      executions.set(name, { status: 'running' });
      setTimeout(() => renew(name, String(customer)), lives[String(customer)]?.slowness ?? 100);
      return Promise.resolve(name);
    },
    renewal: (name) => Promise.resolve(executions.get(name) ?? { status: 'failed', reason: 'unknown' }),
  };
  return { deps, now, happened };
}

/** Moves the clock, while real time goes on for as long as a call may take. */
async function move(deps: MoveDependencies, target: number): Promise<Moved & { readonly took: number }> {
  const from = Date.now();
  let took = 0;
  const moving = moveClock(deps, target).finally(() => (took = Date.now() - from));
  await vi.advanceTimersByTimeAsync(30_000);
  return { ...(await moving), took };
}

describe('the clock of a sandbox', () => {
  it('goes straight to its target where nothing is due on the way', async () => {
    const { deps, now } = aSandbox({ acme: { due: [inDays(31)] } });
    expect(await move(deps, inDays(30))).toEqual({ done: true, stops: [], stuck: [], took: 0 });
    expect(now() - 30_000).toBe(inDays(30));
  });

  it('stops at each moment at which something is due, so that all happens at its own time and in order', async () => {
    const { deps, happened, now } = aSandbox({ acme: { due: [inDays(10), inDays(20)] }, fjord: { due: [inDays(15)] } });
    const { done, stops } = await move(deps, inDays(30));
    expect(happened).toEqual([
      ['acme', 10],
      ['fjord', 15],
      ['acme', 20],
    ]);
    expect({ done, stops }).toEqual({
      done: true,
      stops: [10, 15, 20].map((day) => ({ at: inDays(day), licenses: 1 })),
    });
    expect(now()).toBeGreaterThanOrEqual(inDays(30));
  });

  it('does what is due at one moment at once', async () => {
    const due = [inDays(1)];
    const { deps, happened } = aSandbox({ a: { due }, b: { due }, c: { due } });
    expect(await move(deps, inDays(2))).toMatchObject({ stops: [{ at: inDays(1), licenses: 3 }] });
    expect(happened).toHaveLength(3);
  });

  it('does what was due before it was moved, without going back for it', async () => {
    const { deps, happened } = aSandbox({ late: { due: [inDays(-5)] } });
    expect(await move(deps, inDays(1))).toMatchObject({ done: true, stops: [{ at: inDays(-5), licenses: 1 }] });
    expect(happened).toEqual([['late', 0]]);
  });

  it('goes on without a license whose execution fails, and says which and why', async () => {
    const { deps, happened } = aSandbox({
      broken: { due: [inDays(10)], fails: true },
      well: { due: [inDays(10), inDays(20)] },
    });
    const { done, stuck, took } = await move(deps, inDays(30));
    expect(happened).toEqual([
      ['well', 10],
      ['well', 20],
    ]);
    expect(done).toBe(true);
    expect(stuck).toMatchObject([{ license: 'broken', at: inDays(10), reason: 'refused' }]);
    expect(took).toBeLessThan(5000);
  });

  it('answers in time where executions take long, and goes on when it is sent to the same target again', async () => {
    const { deps, now, happened } = aSandbox({ slow: { due: [inDays(10)], slowness: 29_000 } });
    const first = await move(deps, inDays(30));
    expect(first).toMatchObject({ done: false, stuck: [], stops: [{ at: inDays(10), licenses: 1 }] });
    expect(first.took).toBeLessThan(21_000);
    expect(now()).toBeLessThan(inDays(11));
    expect(await move(deps, inDays(30))).toMatchObject({ done: true, stuck: [] });
    expect(happened).toEqual([['slow', 10]]);
  });

  it('sweeps again for what became due while it waited', async () => {
    const { deps, happened } = aSandbox({ slow: { due: [inDays(10)], slowness: 3000 } });
    const { dues } = deps;
    let late = false;
    setTimeout(() => (late = true), 1000);
    const added: DueLicense = { shard: '03', license: 'added', customer: 'added', product: 'atlas', at: inDays(9) };
    const started: string[] = [];
    const changed: MoveDependencies = {
      ...deps,
      dues: {
        dueBy: async (until, first, most) => {
          const found = await dues.dueBy(until, first, most);
          return late && !started.includes('added') ? [...found, [added]] : found;
        },
      },
      startRenewal: (name, input) => {
        started.push(String(input['customer']));
        return deps.startRenewal(name, input);
      },
    };
    expect(await move(changed, inDays(30))).toMatchObject({ done: true, stuck: [] });
    expect(started).toContain('added');
    expect(happened).toEqual([['slow', 10]]);
  });
});
