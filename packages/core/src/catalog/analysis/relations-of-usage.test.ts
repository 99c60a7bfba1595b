import { describe, expect, it } from 'vitest';
import { carried, orders } from '../../../../../test/support/carried-bounds.ts';
import { ordersOfUsage, usageHolds } from './relations.ts';

describe('usage', () => {
  it('is at least as much in a longer window of the same meter', () => {
    const names = ['last7d', 'last30d', 'last90d', 'days30d'].map((sum) => `usage.runs.${sum}`);
    expect(ordersOfUsage(names)).toEqual(
      orders(
        'usage.runs.last7d <= usage.runs.last30d',
        'usage.runs.last7d <= usage.runs.last90d',
        'usage.runs.last30d <= usage.runs.last90d',
      ),
    );
  });

  it.each([
    [['usage.runs.last7d', 'usage.reads.last30d']],
    [['usage.runs.last7d', 'usage.runs.days30d']],
    [['usage.runs.last90d']],
    [['customer.last7d', 'customer.last30d']],
    [['customer.n', 'usage.runs.last7d']],
    [[]],
  ])('nothing orders %j', (names) => expect(ordersOfUsage(names)).toEqual([]));

  it.each<[Record<string, number>, boolean]>([
    [{ last7d: 3, last30d: 3, last90d: 4 }, true],
    [{ last7d: 3, last30d: 2 }, false],
    [{ last7d: 3, last90d: 2 }, false],
    [{ last30d: 3, last90d: 2 }, false],
    [{ last30d: 3, days30d: 1 }, true],
    [{ last30d: 0.5, days30d: 0 }, false],
    [{ last7d: 0.5, days30d: 0 }, false],
    [{ last7d: 0, days30d: 0 }, true],
    [{ last7d: 0, days30d: 9 }, true],
    [{ last30d: 0, days30d: 9 }, false],
    [{ last90d: 0, days30d: 9 }, false],
    [{ last90d: 1, days30d: 0 }, true],
    [{ days30d: 9 }, true],
    [{ last7d: 9 }, true],
    [{}, true],
  ])('may be %j: %s', (sums, expected) => {
    const named = (root: string) => new Map(Object.entries(sums).map(([sum, value]) => [`${root}.${sum}`, value]));
    expect(usageHolds(named('usage.runs'))).toBe(expected);
    expect(usageHolds(named('customer'))).toBe(true);
  });

  it('says nothing of another meter', () => {
    expect(
      usageHolds(
        new Map([
          ['usage.runs.last7d', 3],
          ['usage.reads.last30d', 2],
        ]),
      ),
    ).toBe(true);
    expect(
      usageHolds(
        new Map([
          ['usage.runs.last30d', 3],
          ['usage.reads.days30d', 0],
        ]),
      ),
    ).toBe(true);
  });
});

describe('what is more than nothing', () => {
  const least = Number.MIN_VALUE;
  it.each<[string, readonly [number, number], string, readonly [number, number]]>([
    ['last7d', [1, 9], 'days30d', [least, 9]],
    ['last30d', [1, 9], 'days30d', [least, 9]],
    ['days30d', [1, 9], 'last30d', [least, 9]],
    ['days30d', [1, 9], 'last90d', [least, 9]],
    ['last7d', [least, 9], 'days30d', [least, 9]],
    ['last7d', [0, 9], 'days30d', [0, 9]],
    ['last90d', [1, 9], 'days30d', [0, 9]],
    ['days30d', [1, 9], 'last7d', [0, 9]],
  ])('where %s is in %j, %s is in %j', (one, interval, other, expected) => {
    const names = [`usage.runs.${one}`, `usage.runs.${other}`] as const;
    const attributes = [`customer.${one}`, `customer.${other}`] as const;
    const meters = [`usage.runs.${one}`, `usage.reads.${other}`] as const;
    const left = ([first, second]: readonly [string, string]) => carried({ [first]: interval, [second]: [0, 9] }, []);
    expect(left(names)).toEqual({ [names[0]]: interval, [names[1]]: expected });
    expect(left(attributes)).toEqual({ [attributes[0]]: interval, [attributes[1]]: [0, 9] });
    expect(left(meters)).toEqual({ [meters[0]]: interval, [meters[1]]: [0, 9] });
  });

  it.each<[string, string, readonly [number, number]]>([
    ['days30d', 'last7d', [0, 0]],
    ['days30d', 'last30d', [0, 0]],
    ['last30d', 'days30d', [0, 0]],
    ['last90d', 'days30d', [0, 0]],
    ['last7d', 'days30d', [0, 9]],
    ['days30d', 'last90d', [0, 9]],
  ])('where %s is nothing, %s is in', (one, other, expected) => {
    const names = { [`usage.runs.${one}`]: [0, 0], [`usage.runs.${other}`]: [0, 9] } as const;
    expect(carried(names, [])).toEqual({ ...names, [`usage.runs.${other}`]: expected });
  });

  it('cannot be nothing as well', () => {
    expect(carried({ 'usage.runs.last7d': [1, 9], 'usage.runs.days30d': [0, 0] }, [])).toMatchObject({
      'usage.runs.days30d': undefined,
    });
  });
});
