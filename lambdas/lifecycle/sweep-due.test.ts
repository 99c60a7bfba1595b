import { licenseId } from '@licet/core/license';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SHARDS, shardOf } from '../registry/keys.ts';
import type { DueIndex, DueLicense } from './due-index.ts';
import { expectNothingOverdue, type SweepDependencies, sweepDue } from './sweep-due.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const MINUTE_MS = 60_000;
const BUDGET_MS = 45_000;
/** What the sweep promises to stay below, in any second: half of what AWS allows, since orders start executions too. */
const MOST_A_SECOND = 75;
/** The largest part of a second's requests that may go to one key. */
const SHARE = 1 / 8;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function due(customer: string, at = NOW - MINUTE_MS): DueLicense {
  return { shard: shardOf(customer), license: licenseId(customer, 'atlas'), customer, product: 'atlas', at };
}

const many = (count: number, name = 'customer') => Array.from({ length: count }, (_, index) => due(`${name}-${index}`));

/** A request to start an execution, as it came. */
interface Request {
  readonly at: number;
  readonly name: string;
  readonly customer: string;
}

/** A due index and a workflow in virtual time. An execution takes two seconds; one that is `broken` leaves its license due. */
function aCell(dues: readonly DueLicense[], { broken = () => false }: { broken?: (customer: string) => boolean } = {}) {
  const left = new Map(dues.map((one) => [one.customer, one]));
  const requests: Request[] = [];
  const executions = new Map<string, string>();
  const index: DueIndex = {
    dueBy: (until, first, most) => {
      const found = [...left.values()].filter(({ at }) => at <= until);
      const sorted = found.toSorted((a, b) => (first === 'oldest' ? a.at - b.at : b.at - a.at));
      const byShard = Map.groupBy(sorted, ({ shard }) => shard);
      return Promise.resolve(SHARDS.map((shard) => byShard.get(shard)?.slice(0, most) ?? []));
    },
  };
  const deps: SweepDependencies = {
    dues: index,
    startRenewal: (name, input) => {
      const customer = String(input['customer']);
      requests.push({ at: Date.now(), name, customer });
      if (executions.has(name)) return Promise.resolve(name);
      executions.set(name, customer);
      if (!broken(customer)) setTimeout(() => left.delete(customer), 2000);
      return Promise.resolve(name);
    },
    clock: () => Date.now(),
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
  };
  /** How often each customer's license was started, not counting what had started before. */
  const startsOf = () => Map.groupBy(executions.values(), (customer) => customer);
  return { deps, index, left, requests, startsOf };
}

/** Lets the schedule call a sweep every minute until nothing is due. */
async function everyMinute(deps: SweepDependencies, left: ReadonlyMap<string, unknown>): Promise<number> {
  let calls = 0;
  for (; left.size > 0; calls += 1) {
    const sweep = sweepDue(deps, Date.now(), BUDGET_MS);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await sweep;
  }
  return calls;
}

/** What is wrong with the pace of requests: seconds in which there were too many, or too many of one key. */
function findings(requests: readonly Request[]): string[] {
  const last = requests.at(-1)?.at ?? 0;
  const found = new Set<string>();
  let end = 0;
  for (const [begin, { at }] of requests.entries()) {
    while ((requests[end]?.at ?? Infinity) < at + 1000) end += 1;
    const second = requests.slice(begin, end);
    if (second.length > MOST_A_SECOND) found.add('too many in a second');
    const ofKeys = Map.groupBy(second, ({ customer }) => shardOf(customer));
    const most = Math.max(...[...ofKeys.values()].map(({ length }) => length));
    if (most > MOST_A_SECOND * SHARE) found.add('too many of one key');
    // Of a second that is full: at the end of a sweep there are a few left, and each is a large part of them.
    const full = at + 1000 <= last && second.length > MOST_A_SECOND / 2;
    if (full && most > second.length * SHARE) found.add('one key has more than its share');
  }
  return [...found];
}

describe('the checker of the pace', () => {
  it.each([
    ['too many in a second', (index: number) => index * 10],
    ['too many of one key', (index: number) => Math.floor(index / 100) * 1000 + (index % 100)],
  ])('finds %s', (finding, at) => {
    const requests = many(400).map(({ customer }, index) => ({ at: at(index), name: '', customer }));
    expect(findings(requests)).toContain(finding);
  });

  it('finds that one shard comes after the other', () => {
    const sorted = many(2000).toSorted((a, b) => a.shard.localeCompare(b.shard));
    const requests = sorted.map(({ customer }, index) => ({ at: index * 16, name: '', customer }));
    expect(findings(requests)).toEqual(['too many of one key', 'one key has more than its share']);
  });
});

describe('a sweep of what is due', () => {
  it('starts each of 10,000 licenses that fall due at one moment once, and no key gets more than its share', async () => {
    const dues = many(10_000);
    const { deps, left, requests, startsOf } = aCell(dues);
    expect(await everyMinute(deps, left)).toBe(4);
    expect([...startsOf().values()].every(({ length }) => length === 1)).toBe(true);
    expect(new Set(startsOf().keys())).toEqual(new Set(dues.map(({ customer }) => customer)));
    expect(findings(requests.toSorted((a, b) => a.at - b.at))).toEqual([]);
  });

  it('keeps to the share of a key where all that is due lies in one shard', async () => {
    const dues = many(4000).filter(({ shard }) => shard === '07');
    const { deps, left, requests } = aCell(dues);
    await everyMinute(deps, left);
    expect(requests).toHaveLength(dues.length);
    expect(findings(requests)).toEqual([]);
  });

  it('starts nothing that is not due yet, and what is due at this very moment', async () => {
    const { deps, requests } = aCell([due('past', NOW - 1), due('present', NOW), due('future', NOW + 1)]);
    const sweep = sweepDue(deps, NOW, BUDGET_MS);
    await vi.runAllTimersAsync();
    expect(await sweep).toMatchObject({ left: 0 });
    expect(new Set(requests.map(({ customer }) => customer))).toEqual(new Set(['past', 'present']));
  });

  it('goes by the time that it is given, and paces itself by real time', async () => {
    const inAYear = NOW + 365 * 24 * 60 * MINUTE_MS;
    const { deps, requests } = aCell([due('next-year', inAYear)]);
    await sweepDue(deps, inAYear, BUDGET_MS);
    expect(requests).toMatchObject([{ at: NOW, customer: 'next-year' }]);
  });

  it('says what it left, once its time is up', async () => {
    const { deps } = aCell(many(1000));
    const sweep = sweepDue(deps, NOW, 1000);
    await vi.advanceTimersByTimeAsync(2000);
    const { started, left } = await sweep;
    expect(started.length).toBeGreaterThan(50);
    expect(started.length + left).toBe(1000);
  });

  it('starts the newest first, so that thousands that are broken keep nobody else waiting', async () => {
    const broken = many(20_000, 'broken').map((one) => ({ ...one, at: NOW - 1_000_000 }));
    const { deps, left } = aCell([...broken, due('well')], { broken: (customer) => customer.startsWith('broken') });
    const sweep = sweepDue(deps, NOW, BUDGET_MS);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await sweep;
    expect(left.has('well')).toBe(false);
  });

  it('goes on with all others where one cannot be started, and then fails', async () => {
    const { deps, requests } = aCell(many(100));
    const refusing: SweepDependencies = {
      ...deps,
      startRenewal: (name, input) =>
        input['customer'] === 'customer-50'
          ? Promise.reject(new Error('no such state machine'))
          : deps.startRenewal(name, input),
    };
    const sweep = sweepDue(refusing, NOW, BUDGET_MS).catch(String);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await sweep).toContain('1 licenses could not be started; lic_');
    expect(requests).toHaveLength(99);
  });
});

describe('two sweeps at once', () => {
  it('start each license once', async () => {
    const { deps, requests, startsOf } = aCell(many(1000));
    const sweeps = [0, 1].map(() => sweepDue(deps, NOW, BUDGET_MS));
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await Promise.all(sweeps);
    expect(requests).toHaveLength(2000);
    expect([...startsOf().values()].map(({ length }) => length)).toEqual(Array.from({ length: 1000 }, () => 1));
  });
});

describe('an execution that failed', () => {
  it('is tried again within a quarter of an hour, and once in each', async () => {
    const { deps, startsOf } = aCell([due('broken')], { broken: () => true });
    for (let minute = 0; minute < 60; minute += 1) {
      await sweepDue(deps, Date.now(), BUDGET_MS);
      await vi.advanceTimersByTimeAsync(MINUTE_MS);
    }
    expect(startsOf().get('broken')).toHaveLength(4);
  });

  it('is something to look at when its license has been due for half an hour', async () => {
    const { index } = aCell([due('late', NOW - 30 * MINUTE_MS)]);
    await expect(expectNothingOverdue(index, NOW - 1)).resolves.toBeUndefined();
    await expect(expectNothingOverdue(index, NOW)).rejects.toThrow(
      `${licenseId('late', 'atlas')} has been due since 2026-11-24T07:30:00.000Z`,
    );
  });
});
