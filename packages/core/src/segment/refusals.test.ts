import { describe, expect, it } from 'vitest';
import { lowerRule } from './lower.ts';
import { CEL_LIMITS, ExpressionError, parseCel } from './parse.ts';
import { variablesOf } from './variables.ts';

const variables = variablesOf(
  'customer',
  { customer: { n: { type: 'number' }, s: { type: 'string' }, l: { type: 'list' } } },
  ['runs'],
  {},
);

function refusal(rule: string): string {
  try {
    return `accepted as ${JSON.stringify(lowerRule(rule, variables))}`;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.code === 'rule_invalid' ? `${error.offset}: ${error.message}` : error.code;
  }
}

const METHODS = 'Rules have startsWith, endsWith, contains, exists, all, size.';
const FUNCTIONS = 'Rules have has, size and bucket.';

describe('CEL that cannot be lowered is refused with the reason', () => {
  it.each([
    [
      "customer.s.matches('^(a+)+$')",
      '0: matches() is not available: a regular expression can take for ever. Use startsWith, endsWith or contains.',
    ],
    ['customer.n % 2 == 0', '0: "%" cannot be used in a rule'],
    [
      "timestamp('2026-01-01T00:00:00Z') > timestamp('2025-01-01T00:00:00Z')",
      `0: there is no function timestamp of 1 arguments. ${FUNCTIONS}`,
    ],
    ["duration('1h') == duration('60m')", `0: there is no function duration of 1 arguments. ${FUNCTIONS}`],
    ['int(customer.n) == 1', `0: there is no function int of 1 arguments. ${FUNCTIONS}`],
    ['type(customer.n) == type(customer.n)', `0: there is no function type of 1 arguments. ${FUNCTIONS}`],
    ['customer.l.map(x, x) == customer.l', `0: there is no function map here. ${METHODS}`],
    ["customer.l.filter(x, x == 'a').size() > 0", `0: there is no function filter here. ${METHODS}`],
    ["customer.l.exists_one(x, x == 'a')", `0: there is no function exists_one here. ${METHODS}`],
    ['cel.bind(x, customer.n, x > 1)', `0: there is no function bind here. ${METHODS}`],
    ["{'a': true}['a']", '0: an attribute is read by its written-out name, as customer.country'],
    ["{'a': 1} == {'a': 1}", '0: "map" cannot be used in a rule'],
    ["customer.l[0] == 'a'", '0: an attribute is read by its written-out name, as customer.country'],
    ["customer[customer.s] == 'a'", '0: an attribute is read by its written-out name, as customer.country'],
    ['customer.s == null', '14: only texts, numbers, true and false can be written out in a rule'],
    ["b'a' == b'a'", '0: only texts, numbers, true and false can be written out in a rule'],
    ['1u == 1u', '0: only texts, numbers, true and false can be written out in a rule'],
    ["customer.s in ['a', customer.s]", '20: a list holds texts or numbers, written out'],
    ["customer.s in ['a', -customer.n]", '20: a list holds texts or numbers, written out'],
    ['has(1)', '4: an attribute is read by its written-out name, as customer.country'],
    ['has(customer.n > 1)', '4: an attribute is read by its written-out name, as customer.country'],
    ['customer.l.exists(x, has(x))', '25: has takes an attribute, as has(customer.country)'],
    ['customer.l.exists(x, customer.l.exists(y, customer.l.all(z, z == x)))', '42: exists and all nest at most 2 deep'],
  ])('%s', (rule, expected) => expect(refusal(rule)).toBe(expected));

  it.each([
    ['customer.n ==', '13: Unexpected token: EOF'],
    ["customer.s == 'a", '14: Unterminated string'],
    ['customer.n > 1)', '14: Unexpected character'],
  ])('what is no CEL at all is refused where it stops being it: %s', (rule, expected) =>
    expect(refusal(rule)).toContain(expected),
  );
});

describe('the guard', () => {
  const nested = (depth: number) => `${'!('.repeat(depth)}true${')'.repeat(depth)}`;
  const conjunction = (parts: number) => Array.from({ length: parts }, () => 'true').join(' && ');
  const list = (length: number) => `customer.n in [${Array.from({ length }, (_, index) => index).join(', ')}]`;

  it('takes a rule of sensible size, however it is written', () => {
    expect(refusal(conjunction(60))).toMatch(/^accepted/);
    expect(refusal(nested(10))).toMatch(/^accepted/);
    expect(refusal(list(150))).toMatch(/^accepted/);
  });

  it('refuses one that is too deep', () =>
    expect(refusal(nested(CEL_LIMITS.maxDepth + 5))).toContain('Exceeded maxDepth (16)'));

  it('refuses one that is too large', () =>
    expect(refusal(conjunction(CEL_LIMITS.maxAstNodes + 1))).toContain('Exceeded maxAstNodes (200)'));

  it('refuses a list that is too long', () =>
    expect(refusal(list(CEL_LIMITS.maxListElements + 1))).toMatch(/Exceeded max(AstNodes|ListElements)/));

  it('refuses a call of too many arguments', () => {
    expect(
      refusal(`size(${Array.from({ length: CEL_LIMITS.maxCallArguments + 1 }, () => '1').join(', ')}) > 1`),
    ).toContain('Exceeded maxCallArguments (8)');
  });

  it('says no at once, not after having built a tower', () => {
    expect(() => parseCel(`${'('.repeat(100_000)}true`)).toThrow(ExpressionError);
    expect(() => parseCel('['.repeat(100_000))).toThrow(ExpressionError);
  });
});
