import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomScope } from '../../../../../test/support/random-rules.ts';
import { elementAnswers, literals, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import { compileRule } from '../../segment/evaluate.ts';
import { nextDown, nextUp } from './doubles.ts';
import { outcomeOf } from './outcome.ts';
import { boundsOf } from './relations.ts';
import { possibilityOf } from './theory.ts';

const MAX = Number.MAX_VALUE;
const left = (said: readonly string[]) => possibilityOf(literals(...said), ruleKnowledge, elementAnswers);
const domainOf = (name: string, said: readonly string[]) => left(said)?.domains.get(`customer.${name}`);
const textsOf = (name: string, said: readonly string[]) => {
  const values = domainOf(name, said)?.values;
  return values?.type === 'string' ? values.set.only : undefined;
};

describe('what a comparison of two variables leaves', () => {
  it.each<[string, readonly [number, number]]>([
    ['n < m', [nextUp(5), MAX]],
    ['false: n < m', [-MAX, 5]],
    ['n <= m', [5, MAX]],
    ['false: n <= m', [-MAX, nextDown(5)]],
    ['n > m', [-MAX, nextDown(5)]],
    ['false: n > m', [5, MAX]],
    ['n >= m', [-MAX, 5]],
    ['false: n >= m', [nextUp(5), MAX]],
    ['n == m', [5, 5]],
    ['false: n == m', [-MAX, MAX]],
    ['n != m', [-MAX, MAX]],
    ['false: n != m', [5, 5]],
    ['not true: n < m', [-MAX, MAX]],
    ['not false: n == m', [-MAX, MAX]],
  ])('where n is 5, and %s, m is in %j', (said, bounds) => {
    expect(boundsOf(domainOf('m', ['n == 5', said]))).toEqual(bounds);
  });

  it('of texts that are equal, those that both can be', () => {
    const lists = ["s in ['a', 'b']", "t in ['b', 'c']"];
    for (const said of ['s == t', 't == s', 'false: s != t']) {
      expect(textsOf('s', [...lists, said])).toEqual(['b']);
      expect(textsOf('t', [...lists, said])).toEqual(['b']);
    }
    expect(textsOf('s', [...lists, 's != t'])).toEqual(['a', 'b']);
    expect(textsOf('t', ["t in ['b', 'c']", 'unknown: s == t'])).toEqual(['b', 'c']);
  });

  it('of its type is the one where the other is, and both are there', () => {
    const gone = { absent: false, misfit: false };
    for (const sure of ['n > 0', 'm > 0'])
      for (const name of ['n', 'm']) expect(domainOf(name, [sure, 'n < m'])).toMatchObject(gone);
    for (const name of ['n', 'm']) expect(domainOf(name, ['n < m'])).toMatchObject({ absent: false, misfit: true });
    expect(domainOf('m', ['n > 0', 'not true: n < m'])).toMatchObject({ absent: true, misfit: true });
  });

  it.each([
    [['n < m', 'm < n'], false],
    [['n < m', 'n > m'], false],
    [['n == m', 'n < m'], false],
    [['n == m', 'm < n'], false],
    [['s == t', 's < t'], false],
    [['s == t', 't < s'], false],
    [['s <= t', 't <= s', 's != t'], false],
    [['s <= t', 't <= s', 'false: s == t'], false],
    [['s <= t', 't <= s'], true],
    [['s <= t', 's != t'], true],
    [['s >= t', 's != t'], true],
    [['s <= t', 't <= s', 'not false: s != t'], true],
    [['s != t'], true],
    [['n < m', 'n >= 5', 'm <= 5'], false],
    [['n <= m', 'n >= 5', 'm <= 5'], true],
    [['n != m', 'n == 5', 'm == 5'], false],
    [['n != m', 'n == 5', 'm == 6'], true],
    [['s != customer.id', 'n == m'], true],
    [['usage.runs.last7d > usage.runs.last30d'], false],
    [['usage.runs.last7d > 5', 'usage.runs.last90d < 5'], false],
    [['usage.runs.last7d > 5', 'usage.reads.last30d < 5'], true],
    [['usage.runs.last7d > usage.reads.last30d'], true],
  ])('%j can be: %s', (said, expected) => expect(left(said) !== undefined).toBe(expected));

  it.each([
    [['unknown: n < m'], true],
    [['unknown: n < m', 'n > 0', 'm > 0'], false],
    [['unknown: s < t', "s > 'a'", "t > 'a'"], false],
    [['unknown: s < t', "s > 'a'"], true],
    [['unknown: s < t', "t > 'a'"], true],
    [['unknown: s < t', "s > 'a'", 'false: has(t)'], true],
    [['unknown: s < t', "t > 'a'", 'false: has(s)'], true],
    [['unknown: s < t', "s > 'a'", 'has(t)'], true],
    [['unknown: s < t', "t > 'a'", 'has(s)'], true],
    [['unknown: n < m', 'n > 0'], true],
    [['unknown: n < m', 'm > 0'], true],
    [['unknown: n < m', 'n > 0', 'false: has(m)'], true],
    [['unknown: n < m', 'm > 0', 'false: has(n)'], true],
    [['unknown: n < m', 'n > 0', 'has(m)'], true],
    [['unknown: n < m', 'm > 0', 'has(n)'], true],
    [['unknown: usage.runs.last7d < usage.reads.last7d'], false],
    [['not true: n < m', 'n > 0', 'm > 0'], true],
  ])('is unknown only where one side may be missing, or of another type: %j can be: %s', (said, expected) =>
    expect(left(said) !== undefined).toBe(expected),
  );
});

describe('what else contradicts itself', () => {
  it.each([
    [['n > 5', 'n < 5'], false],
    [['n > 5', 'false: has(n)'], false],
    [['n + m > 5', 'n < 2', 'm < 2'], false],
    [['n + m > 5', 'n < 2', 'm < 4'], true],
    [['not false: n + m > 5', 'n in [1, 2]', 'm in [1, 2]'], false],
    [['false: n + m > 5', 'n > 3', 'm > 3'], false],
    [['n + m > 5', 'n > 3'], true],
    [["bucket('e', customer.id) > 50", "bucket('e', customer.id) < 50"], false],
    [["bucket('e', customer.id) > 50", "bucket('f', customer.id) < 50"], true],
    [["'a' in l", 'size(l) == 0'], false],
    [["'a' in l", 'size(l) < 2'], true],
    [["'a' in l", 'size(l) > 2'], true],
    [["false: 'a' in l", 'size(l) == 0'], true],
    [["'a' in l", 'size(s) == 0'], true],
    [["'a' in l", 'size(license.addons) == 0'], true],
    [["'pack' in license.addons", 'size(license.addons) == 0'], false],
    [["'a' in l", "l.all(x, x == 'b')"], false],
    [["'a' in l", "l.all(x, x == 'a')"], true],
    [["l.exists(x, x.startsWith('a'))", "false: l.exists(x, x < 'b')"], false],
    [["l.exists(x, x.startsWith('a'))", "l.exists(x, x == 'b')", "false: 'b' in l"], false],
    [["l.all(x, x == 'a')", "l.all(x, x == 'b')"], true],
    [["license.plan == 'team'", 'license.tier == 30'], false],
    [["license.plan == 'team'", 'license.tier == 20'], true],
    [["license.plan == 'team'", 'license.quantity == 0'], false],
    [["'pack' in license.addons", "license.plan == 'other'"], false],
    [["'nope' in license.addons"], false],
    [["license.addons.all(x, x == 'nope')"], true],
    [[], true],
  ])('%j can be: %s', (said, expected) => expect(left(said) !== undefined).toBe(expected));

  it('is to read of a license where there can be none, but only then', () => {
    const without = { ...ruleKnowledge, licenses: [] };
    expect(possibilityOf(literals('license.age > 1'), without, elementAnswers)).toBeUndefined();
    expect(possibilityOf(literals('n > 1', "'a' in l"), without, elementAnswers)).toBeDefined();
    expect(possibilityOf([], without, elementAnswers)).toBeDefined();
  });
});

describe('what is left', () => {
  it('are domains, quantities, what lists have to hold, and licenses', () => {
    const possibility = left(['n > 5', "'a' in l", 'size(l) < 9', "license.plan == 'team'"]);
    expect(possibility?.domains.size).toBe(3);
    expect([...(possibility?.quantities.values() ?? [])]).toMatchObject([
      { name: 'customer.l', values: { set: [[1, 8]], steps: 1 } },
    ]);
    expect(possibility?.lists.get('customer.l')?.demands).toHaveLength(1);
    expect(possibility?.licenses.map(({ plan }) => plan)).toEqual(['team']);
  });

  it('is not less of a list of which nothing has to be in it', () => {
    const quantities = (said: readonly string[]) => [...(left(said)?.quantities.values() ?? [])];
    expect(quantities(['size(l) < 9', "false: 'a' in l"])).toMatchObject([{ values: { set: [[0, 8]] } }]);
    expect(quantities(['size(l) < 9', 'size(s) < 9', "'a' in l"])).toMatchObject([
      { values: { set: [[1, 8]] } },
      { values: { set: [[0, 8]] } },
    ]);
  });
});

describe('the law of possibilities', () => {
  const atom = fc.constantFrom(
    'n < m',
    'n == m',
    'n > 1',
    'm <= 1',
    'has(n)',
    's == t',
    "s < 'b'",
    's <= t',
    "t.startsWith('a')",
    "'a' in l",
    "l.all(x, x == 'b')",
    'size(l) > 1',
    'n + m > 2',
    'b == c',
    'b',
    "license.plan == 'team'",
    'license.tier > 5',
    "'pack' in license.addons",
    'license.quantity == 0',
    'usage.runs.last7d > 2',
    'usage.runs.last30d < usage.runs.days30d',
    'usage.runs.days30d == 0',
  );

  it.prop([fc.array(atom, { minLength: 1, maxLength: 6 }), fc.nat(500)], { numRuns: 200 })(
    'what is so, can be',
    (said, seed) => {
      const scope = randomScope(seed);
      const so = literals(...said).map(({ atom: known }) => ({
        atom: known,
        outcomes: outcomeOf(compileRule(known.expression)(scope)),
      }));
      expect(possibilityOf(so, ruleKnowledge, elementAnswers)).toBeDefined();
    },
  );
});
