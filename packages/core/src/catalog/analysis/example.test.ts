import { describe, expect, it } from 'vitest';
import { huntFor } from '../../../../../test/support/example-hunts.ts';
import { assignmentsOf } from './example.ts';
import { FALSE, NOT_TRUE, TRUE, UNKNOWN } from './outcome.ts';

const assignments = (...asked: Parameters<typeof huntFor>[0]) =>
  [...assignmentsOf(huntFor(asked))].map((assignment) => Object.fromEntries(assignment));

describe('assignments to try', () => {
  it.each<[Parameters<typeof huntFor>[0], object[]]>([
    [[], [{}]],
    [['customer.b'], [{ 'customer.b': true }]],
    [['customer.b', ['has(customer.n)', FALSE]], [{ 'customer.b': true }]],
    [['customer.b', 'license.tier == 20'], [{ 'customer.b': true, 'license.tier': 20 }]],
    [["license.plan == 'team'", 'license.tier > 0'], [{ 'license.plan': 'team', 'license.tier': 20 }]],
  ])('where %j are but one', (asked, expected) => expect(assignments(...asked)).toEqual(expected));

  it('are none where something cannot be chosen', () => {
    expect(assignments('customer.b', "'zz' in customer.l")).toEqual([]);
  });

  it('begin with the first choice of everything', () => {
    const [first] = assignments(['customer.b', NOT_TRUE], "customer.s in ['a', 'b']", 'license.tier > 0');
    expect(first).toEqual({ 'customer.b': false, 'customer.s': 'a', 'license.tier': 20 });
  });

  it('are three hundred, the same ones each time, among them every combination of few', () => {
    const asked = [['customer.b', NOT_TRUE], ['customer.c', UNKNOWN], "customer.s in ['a', 'b']"] as const;
    const some = assignments(...asked);
    expect(some).toHaveLength(300);
    expect(some).toEqual(assignments(...asked));
    const distinct = new Set(
      some.map((one) => JSON.stringify([one['customer.b'], one['customer.c'], one['customer.s']])),
    );
    expect(distinct.size).toBe(3 * 2 * 2);
  });

  it('have licenses as they can be', () => {
    const some = assignments(["license.plan == 'team'", FALSE], ['has(license.tier)', TRUE], 'customer.b');
    expect(new Set(some.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        '{"customer.b":true,"license.plan":"business","license.tier":30}',
        '{"customer.b":true,"license.plan":"","license.tier":0}',
      ]),
    );
  });

  it('have usage as it can be', () => {
    const some = assignments('usage.runs.last7d > 5', 'usage.runs.last30d > 2');
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(300);
    for (const one of some)
      expect(Number(one['usage.runs.last7d'])).toBeLessThanOrEqual(Number(one['usage.runs.last30d']));
  });
});
