import { describe, expect, it } from 'vitest';
import type { Value } from './domain.ts';
import { scopeOf } from './scope-of.ts';

describe('the scope in which variables have some values', () => {
  it.each<[Record<string, Value | readonly string[]>, object]>([
    [{}, {}],
    [{ 'customer.n': 0 }, { customer: { n: 0 } }],
    [
      { 'customer.n': 1, 'license.plan': '', 'customer.b': false },
      { customer: { n: 1, b: false }, license: { plan: '' } },
    ],
    [{ 'license.addons': ['pack'] }, { license: { addons: ['pack'] } }],
    [
      { 'usage.runs.last7d': 1, 'usage.reads.last7d': 2, 'usage.runs.last30d': 3 },
      { usage: { runs: { last7d: 1, last30d: 3 }, reads: { last7d: 2 } } },
    ],
  ])('%j', (values, scope) => expect(scopeOf(new Map(Object.entries(values)))).toEqual(scope));
});
