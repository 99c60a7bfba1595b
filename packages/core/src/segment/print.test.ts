import { describe, expect, it } from 'vitest';
import { lowerRule } from './lower.ts';
import { printRule } from './print.ts';
import { variablesOf } from './variables.ts';

const variables = variablesOf(
  'customer',
  { customer: { n: { type: 'number' }, s: { type: 'string' }, b: { type: 'boolean' }, l: { type: 'list' } } },
  ['runs', 'rows-read'],
  { eu: ['DE', 'FR', 'IT', 'ES'] },
);

describe('a rule that was lowered', () => {
  it.each([
    "customer.s == 'a' && customer.n > 1 || customer.b",
    "customer.s == 'a' && (customer.n > 1 || !customer.b)",
    '!(customer.b && customer.n > 1)',
    'customer.n - (1 - customer.n) * 2 > -(customer.n + 1) / 3',
    'customer.n - 1 - 2 == 3',
    '(customer.b ? customer.n : 1) > 2',
    "(customer.b ? customer.s == 'a' : customer.n > 2) && has(customer.l)",
    "usage.runs.last7d > 1 && usage['rows-read'].days30d <= 3",
    "customer.l.exists(x, customer.l.all(y, x == y || y.startsWith('z'))) && customer.l.all(x, x.contains('q'))",
    "'x' in customer.l && customer.s in ['a', 'b'] && !(customer.n in [1, -2.5])",
    "bucket('taste', customer.id) < 20 && size(customer.l) > 2",
    String.raw`customer.s == 'it\'s "quoted"\n'`,
    "(customer.s + '!').endsWith('!')",
    '(customer.n > 1) == customer.b',
  ])('is written as the CEL that it came from: %s', (rule) => {
    const lowered = lowerRule(rule, variables);
    expect(printRule(lowered)).toBe(rule);
    expect(lowerRule(printRule(lowered), variables)).toEqual(lowered);
  });

  it('has its long lists cut where somebody is to read them', () => {
    const lowered = lowerRule('customer.country in groups.eu', variables);
    expect(printRule(lowered)).toBe("customer.country in ['DE', 'FR', 'IT', 'ES']");
    expect(printRule(lowered, { longestList: 2 })).toBe("customer.country in ['DE', 'FR', … 2 more]");
  });
});
