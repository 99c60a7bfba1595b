import { describe, expect, it } from 'vitest';
import type { Mark } from './marks.ts';
import type { Reevaluated } from './reevaluate.ts';
import { type SweepDependencies, sweepInputSchema, sweepShard } from './sweep-shard.ts';

/** Longer than a call takes pages for. */
const LONG_MS = 21_000;
const NOW = 1_000_000;
const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `customer-${String(index).padStart(5, '0')}`);

interface Shard {
  readonly customers?: readonly string[];
  readonly marks?: readonly Mark[];
  /** How long each customer takes, in milliseconds. */
  readonly slowness?: number;
  /** What happens when a customer is looked at. */
  readonly onVisit?: (customer: string) => void;
  /** What re-evaluating a customer finds, of each license. */
  readonly outcomes?: (customer: string) => readonly Reevaluated['outcome'][];
}

/** A shard in memory. What a visit does is tested where it is done. */
function shardOf({ customers = [], marks = [], slowness = 0, onVisit, outcomes = () => [] }: Shard) {
  let now = NOW;
  const visited: string[] = [];
  const pages: number[] = [];
  const left = new Map(marks.map(({ customer, at }) => [customer, at]));
  const page = <T>(all: readonly T[], after: string | undefined, limit: number) => {
    const from = Number(after ?? 0);
    const items = all.slice(from, from + limit);
    pages.push(items.length);
    // As DynamoDB does: it says "there may be more" wherever it stopped because of the limit.
    return { items, next: items.length === limit ? String(from + limit) : undefined };
  };
  const deps: SweepDependencies = {
    clock: () => now,
    customers: {
      pageOfShard: (_, after, limit = Number.POSITIVE_INFINITY) => {
        const { items, next } = page(customers, after, limit);
        return Promise.resolve({ customers: items, next });
      },
    },
    marks: {
      pageOfShard: (_, after, limit) => {
        const { items, next } = page(marks, after, limit);
        return Promise.resolve({ marks: [...items], next });
      },
      clear: ({ customer, at }) => {
        if (left.get(customer) === at) left.delete(customer);
        return Promise.resolve();
      },
    },
    reevaluate: (customer) => {
      visited.push(customer);
      now += slowness;
      if (customer.startsWith('broken')) return Promise.reject(new Error(`${customer} does not parse`));
      onVisit?.(customer);
      return Promise.resolve(outcomes(customer).map((outcome) => ({ product: 'lab', outcome, segments: [] })));
    },
  };
  return { deps, visited, pages, left };
}

describe('sweepShard', () => {
  it('visits every customer of the shard once, a page at a time', async () => {
    const customers = ids(1234);
    const { deps, visited, pages } = shardOf({ customers });
    expect(await sweepShard(deps, { shard: '07', mode: 'all' })).toEqual({
      done: true,
      shard: '07',
      mode: 'all',
      customers: 1234,
      migrating: 0,
      resegmented: 0,
    });
    expect(visited).toEqual(customers);
    expect(pages).toEqual([200, 200, 200, 200, 200, 200, 34]);
  });

  it('is done where there is nobody, and where a page ends with the shard', async () => {
    expect(await sweepShard(shardOf({}).deps, { shard: '00', mode: 'all' })).toMatchObject({
      done: true,
      customers: 0,
    });
    const { deps, pages } = shardOf({ customers: ids(200) });
    expect(await sweepShard(deps, { shard: '00', mode: 'all' })).toMatchObject({ done: true, customers: 200 });
    expect(pages).toEqual([200, 0]);
  });

  it('stops when its time is up, says so, and goes on from there', async () => {
    const customers = ids(1000);
    const { deps, visited } = shardOf({ customers, slowness: 30 });
    const calls = [];
    let cursor: string | undefined;
    do {
      const swept = await sweepShard(deps, { shard: '03', mode: 'all', ...(cursor !== undefined && { cursor }) });
      calls.push([swept.done, swept.customers]);
      cursor = swept.cursor;
    } while (cursor !== undefined);
    // 200 customers take 6 seconds here, so the time of a call, 20 seconds, is up after four pages.
    expect(calls).toEqual([
      [false, 800],
      [true, 200],
    ]);
    expect(visited).toEqual(customers);
  });

  it('takes one page a call at the very least, so that it gets on however slow it is', async () => {
    const { deps, visited } = shardOf({ customers: ids(450), slowness: LONG_MS });
    const first = await sweepShard(deps, { shard: '03', mode: 'all' });
    expect(first).toMatchObject({ done: false, customers: 200 });
    const second = await sweepShard(deps, { shard: '03', mode: 'all', cursor: first.cursor });
    const third = await sweepShard(deps, { shard: '03', mode: 'all', cursor: second.cursor });
    expect(third).toMatchObject({ done: true, customers: 50 });
    expect(visited).toEqual(ids(450));
  });

  it('counts what it found, by license', async () => {
    const { deps } = shardOf({
      customers: ['a', 'b', 'c'],
      outcomes: (customer) => (customer === 'b' ? ['migrating', 'resegmented'] : ['unchanged', 'migrating']),
    });
    expect(await sweepShard(deps, { shard: '03', mode: 'all' })).toMatchObject({
      customers: 3,
      migrating: 3,
      resegmented: 1,
    });
  });

  it('visits marked customers only, and takes their marks off', async () => {
    const marks = [
      { customer: 'a', at: 1 },
      { customer: 'b', at: 2 },
    ];
    const { deps, visited, left } = shardOf({ customers: ids(10), marks });
    expect(await sweepShard(deps, { shard: '03', mode: 'marked' })).toMatchObject({ done: true, customers: 2 });
    expect(visited).toEqual(['a', 'b']);
    expect([...left]).toEqual([]);
  });

  it('visits whom was marked a moment ago, and keeps the mark: more may be counted under it', async () => {
    const marks = [
      { customer: 'settled', at: NOW - 90_000 },
      { customer: 'young', at: NOW - 89_999 },
    ];
    const { deps, visited, left } = shardOf({ marks });
    await sweepShard(deps, { shard: '03', mode: 'marked' });
    expect(visited).toEqual(['settled', 'young']);
    expect([...left.keys()]).toEqual(['young']);
  });

  it('keeps a mark that was made anew while its customer was visited', async () => {
    const marks = [
      { customer: 'a', at: 1 },
      { customer: 'b', at: 2 },
    ];
    const { deps, left } = shardOf({ marks, onVisit: (customer) => customer === 'a' && left.set('a', 3) });
    await sweepShard(deps, { shard: '03', mode: 'marked' });
    expect([...left]).toEqual([['a', 3]]);
  });

  it('gives everybody else their turn before it fails because of one, whose mark it keeps', async () => {
    const marks = ['a', 'broken', 'c', ...ids(300)].map((customer) => ({ customer, at: 1 }));
    const { deps, left, visited } = shardOf({ marks });
    await expect(sweepShard(deps, { shard: '03', mode: 'marked' })).rejects.toThrow(
      '1 customers of shard 03 failed; broken: Error: broken does not parse',
    );
    expect(visited).toHaveLength(303);
    expect([...left]).toEqual([['broken', 1]]);
  });
});

describe('the input of a sweep', () => {
  it.each([
    { shard: '00', mode: 'all' },
    { shard: '15', mode: 'marked', cursor: null },
    { shard: '15', mode: 'marked', cursor: 'place' },
  ])('may be %j', (input) => expect(sweepInputSchema.parse(input)).toEqual(input));

  it.each([{ shard: '0', mode: 'all' }, { shard: '00' }, { shard: '00', mode: 'some' }, null])(
    'may not be %j',
    (input) => expect(sweepInputSchema.safeParse(input).success).toBe(false),
  );
});
