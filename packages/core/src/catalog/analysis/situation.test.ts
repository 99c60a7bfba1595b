import { describe, expect, it } from 'vitest';
import { literal, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import { type Domain, everyValue, type Values } from './domain.ts';
import { nextUp } from './doubles.ts';
import { ANY, FALSE, NOT_FALSE, NOT_TRUE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';
import { isContradiction, narrow, situationOf } from './situation.ts';

type Given = readonly [text: string, outcomes: Outcomes];
const MAX = Number.MAX_VALUE;
/** There, though it may be no number. */
const SOME_NUMBER = `[[${-MAX},${MAX}]], misfit`;

const situation = (...given: readonly Given[]) =>
  situationOf(
    given.map(([text, outcomes]) => literal(text, outcomes)),
    ruleKnowledge,
  );

/** A domain in short: its values, then what else it may be. */
function said({ values, absent, misfit }: Domain): string {
  return [valuesSaid(values), ...(absent ? ['absent'] : []), ...(misfit ? ['misfit'] : [])].join(', ');
}

function valuesSaid(values: Values): string {
  if (values.type === 'list') return values.possible ? 'lists' : 'no list';
  if (values.type === 'string')
    return JSON.stringify(values.set.only ?? values.set.tests.map(({ kind, texts, holds }) => [kind, ...texts, holds]));
  return JSON.stringify(values.set);
}

const domains = (...given: readonly Given[]) =>
  Object.fromEntries([...situation(...given).domains].map(([name, domain]) => [name, said(domain)]));

const quantities = (...given: readonly Given[]) =>
  [...situation(...given).quantities.values()].map(({ name, salt, values }) => [name, salt, valuesSaid(values)]);

describe('what an atom leaves of its variables', () => {
  it.each<[string, Outcomes, Record<string, string>]>([
    ['customer.n > 5', TRUE, { 'customer.n': JSON.stringify([[nextUp(5), MAX]]) }],
    ['customer.n > 5', FALSE, { 'customer.n': JSON.stringify([[-MAX, 5]]) }],
    ['customer.n > 5', UNKNOWN, { 'customer.n': '[], absent, misfit' }],
    ['customer.n > 5', NOT_TRUE, { 'customer.n': `${JSON.stringify([[-MAX, 5]])}, absent, misfit` }],
    ['has(customer.n)', TRUE, { 'customer.n': SOME_NUMBER }],
    ['has(customer.n)', FALSE, { 'customer.n': '[], absent' }],
    ["customer.s in ['a', 'b']", NOT_FALSE, { 'customer.s': '["a","b"], absent' }],
    ["customer.s == 'a'", FALSE, { 'customer.s': '[["in","a",false]]' }],
    ["customer.s + 'b' == 'ab'", TRUE, { 'customer.s': '[], misfit' }],
    ['customer.b', TRUE, { 'customer.b': '[true]' }],
    ['customer.b', NOT_TRUE, { 'customer.b': '[false], absent, misfit' }],
    // Of two variables it is only seen that both are there.
    ['customer.n < customer.m', TRUE, { 'customer.n': SOME_NUMBER, 'customer.m': SOME_NUMBER }],
    ['customer.n < customer.m', FALSE, { 'customer.n': SOME_NUMBER, 'customer.m': SOME_NUMBER }],
    ["customer.s + customer.t == 'ab'", TRUE, { 'customer.s': '[], misfit', 'customer.t': '[], misfit' }],
    [
      "customer.s + customer.t == 'ab'",
      NOT_TRUE,
      { 'customer.s': '[], absent, misfit', 'customer.t': '[], absent, misfit' },
    ],
    ["'a' in customer.l", TRUE, { 'customer.l': 'lists' }],
    ["'a' in customer.l", FALSE, { 'customer.l': 'lists' }],
    ["'a' in customer.l", UNKNOWN, { 'customer.l': 'lists, absent, misfit' }],
    // A bucket is known where the text is; a size, where it is a text or a list, whichever was declared.
    ["bucket('e', customer.s) > 2", TRUE, { 'customer.s': '[]' }],
    ["bucket('e', customer.s) > 2", FALSE, { 'customer.s': '[]' }],
    ['size(customer.s) > 2', TRUE, { 'customer.s': '[], misfit' }],
    ['size(customer.s) > 2', FALSE, { 'customer.s': '[], misfit' }],
    ['size(customer.l) > 2', TRUE, { 'customer.l': 'lists, misfit' }],
    ['size(customer.l) > 2', UNKNOWN, { 'customer.l': 'no list, absent, misfit' }],
    ['size(customer.l) > 2', NOT_TRUE, { 'customer.l': 'lists, absent, misfit' }],
    ['size(customer.l) > 2', NOT_FALSE, { 'customer.l': 'lists, absent, misfit' }],
    ["bucket('e', customer.id) < 10", UNKNOWN, { 'customer.id': '[]' }],
    // What is reckoned from the size may be no number.
    ['size(customer.l) * 1e308 * 10 > 2', UNKNOWN, { 'customer.l': 'lists, absent, misfit' }],
  ])('%s, outcome %d: %j', (text, outcomes, expected) => {
    expect(domains([text, outcomes])).toEqual(expected);
  });

  it('are the variables that an atom needs, where it is not understood', () => {
    expect(domains(['(customer.b && customer.c) == (customer.n > 1)', TRUE])).toEqual({ 'customer.n': SOME_NUMBER });
  });
});

describe('what several atoms leave of one variable', () => {
  it.each<[Given[], Record<string, string>]>([
    [[], {}],
    [
      [
        ['customer.n > 5', TRUE],
        ['customer.n <= 7', TRUE],
      ],
      { 'customer.n': JSON.stringify([[nextUp(5), 7]]) },
    ],
    [
      [
        ['customer.n > 5', NOT_TRUE],
        ['has(customer.n)', FALSE],
      ],
      { 'customer.n': '[], absent' },
    ],
    [
      [
        ['customer.n < customer.m', TRUE],
        ['customer.n <= 7', TRUE],
      ],
      { 'customer.n': `[[${-MAX},7]]`, 'customer.m': SOME_NUMBER },
    ],
  ])('%j: %j', (given, expected) => expect(domains(...given)).toEqual(expected));
});

describe('few values', () => {
  it.each<[Given[], string, string]>([
    [[["license.plan + 'x' == 'teamx'", TRUE]], 'license.plan', '["team"]'],
    [[["license.plan + 'x' == 'teamx'", FALSE]], 'license.plan', '["business","other",""]'],
    [[['size(license.plan) == 5', TRUE]], 'license.plan', '["other"]'],
    [[['size(license.plan) == 5', NOT_TRUE]], 'license.plan', '["team","business",""]'],
    [
      [
        ["license.plan + 'x' == 'teamx'", FALSE],
        ['size(license.plan) > 4', TRUE],
        ['customer.b', TRUE],
      ],
      'license.plan',
      '["business","other"]',
    ],
    [
      [
        ["license.plan in ['team', 'other']", TRUE],
        ["'a' in customer.l", TRUE],
      ],
      'license.plan',
      '["team","other"]',
    ],
    // Where all are left, they are left as they are.
    [[['usage.runs.days30d < 100', TRUE]], 'usage.runs.days30d', '[[0,30]]'],
    [
      [['usage.runs.days30d * usage.runs.days30d > 16', TRUE]],
      'usage.runs.days30d',
      JSON.stringify(Array.from({ length: 26 }, (_, index) => [index + 5, index + 5])),
    ],
  ])('are looked at one by one: %j leaves of %s %s', (given, name, expected) =>
    expect(domains(...given)[name]).toBe(expected),
  );

  it('may be missing as before', () => {
    expect(domains(["customer.country + '' < 'AE'", NOT_TRUE])['customer.country']).toMatch(/, absent, misfit$/);
  });
});

describe('what is left of quantities', () => {
  it.each<[string, Outcomes, string, string | undefined, string]>([
    ['size(customer.s) > 2', TRUE, 'customer.s', undefined, `[[3,${Number.MAX_SAFE_INTEGER}]]`],
    ['size(customer.s) > 2', FALSE, 'customer.s', undefined, '[[0,2]]'],
    ['size(customer.s) > 2', NOT_TRUE, 'customer.s', undefined, `[[0,${Number.MAX_SAFE_INTEGER}]]`],
    ['size(customer.s) > 2', UNKNOWN, 'customer.s', undefined, `[[0,${Number.MAX_SAFE_INTEGER}]]`],
    ["bucket('e', customer.id) < 10", TRUE, 'customer.id', 'e', '[[0,9.99]]'],
    ["bucket('e', customer.id) <= 10", FALSE, 'customer.id', 'e', '[[10.01,99.99]]'],
    ["bucket('e', customer.id) < 10", ANY, 'customer.id', 'e', '[[0,99.99]]'],
  ])('%s, outcome %d', (text, outcomes, name, salt, values) =>
    expect(quantities([text, outcomes])).toEqual([[name, salt, values]]),
  );

  it('is what all that is said of one leaves', () => {
    expect(
      quantities(
        ['size(customer.s) > 2', TRUE],
        ['size(customer.s) < 9', TRUE],
        ['size(customer.s) == 5', FALSE],
        ['size(customer.t) < 9', TRUE],
        ["bucket('e', customer.s) < 10", TRUE],
        ["bucket('f', customer.s) < 20", TRUE],
      ),
    ).toEqual([
      ['customer.s', undefined, '[[3,4],[6,8]]'],
      ['customer.t', undefined, '[[0,8]]'],
      ['customer.s', 'e', '[[0,9.99]]'],
      ['customer.s', 'f', '[[0,19.99]]'],
    ]);
  });
});

describe('what cannot be', () => {
  it.each<[Given[], boolean]>([
    [[], false],
    [[['customer.n > 5', TRUE]], false],
    [
      [
        ['customer.n > 5', TRUE],
        ['customer.n < 5', TRUE],
      ],
      true,
    ],
    [
      [
        ['customer.n > 5', UNKNOWN],
        ['customer.n < 5', UNKNOWN],
      ],
      false,
    ],
    [
      [
        ['size(customer.s) > 5', TRUE],
        ['size(customer.s) < 5', TRUE],
      ],
      true,
    ],
    [
      [
        ['customer.b', TRUE],
        ['size(customer.s) > 5', TRUE],
        ['size(customer.s) < 7', TRUE],
      ],
      false,
    ],
    [[['size(customer.s) < 0', TRUE]], true],
    [[["bucket('e', customer.id) > 99.99", TRUE]], true],
    [[["bucket('e', customer.id) < 10", UNKNOWN]], true],
    [[["license.plan + 'x' == 'nopex'", TRUE]], true],
  ])('%j: %s', (given, expected) => expect(isContradiction(situation(...given))).toBe(expected));
});

describe('taking possibilities away', () => {
  const whole: Domain = { absent: true, misfit: true, values: everyValue('boolean') };
  const narrowed = (from: Domain, narrowing: Parameters<typeof narrow>[2]) => {
    const known = new Map([['customer.b', from]]);
    narrow(known, 'customer.b', narrowing);
    return said(known.get('customer.b') ?? whole);
  };

  it.each<[Parameters<typeof narrow>[2], string]>([
    [{}, '[true,false], absent, misfit'],
    [{ absent: true, misfit: true }, '[true,false], absent, misfit'],
    [{ absent: false }, '[true,false], misfit'],
    [{ misfit: false }, '[true,false], absent'],
    [{ values: { type: 'boolean', set: [false] } }, '[false], absent, misfit'],
  ])('%j leaves %s', (narrowing, expected) => expect(narrowed(whole, narrowing)).toBe(expected));

  it('gives none back', () => {
    const none: Domain = { absent: false, misfit: false, values: everyValue('boolean', false) };
    expect(narrowed(none, { absent: true, misfit: true, values: everyValue('boolean') })).toBe('[]');
  });

  it('says nothing of a variable that nobody reads', () => {
    const known = new Map<string, Domain>();
    narrow(known, 'customer.b', { absent: false });
    expect(known.size).toBe(0);
  });
});
