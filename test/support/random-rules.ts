import { fc } from '@fast-check/vitest';
import { addDays } from '@licet/core/time';
import { summariseUsage } from '@licet/core/metering';
import type { Scope } from '@licet/core/segment';
import { knowledgeOf } from '../../packages/core/src/catalog/analysis/knowledge.ts';
import { Questions } from '../../packages/core/src/catalog/analysis/questions.ts';
import { typeOfVariable, variablesOf } from '../../packages/core/src/segment/variables.ts';

/** Rules that nobody would write, and scopes in which they can be tried: for tests that hold what is said of rules against what they do. */
const declared = {
  customer: {
    n: { type: 'number' },
    m: { type: 'number' },
    s: { type: 'string' },
    t: { type: 'string' },
    b: { type: 'boolean' },
    c: { type: 'boolean' },
    l: { type: 'list' },
  },
} as const;

export const ruleVariables = variablesOf('customer', declared, ['runs', 'reads'], { eu: ['DE', 'FR'] });

const PLANS = [
  { name: 'team', product: 'p', kind: 'base', tier: 20 },
  { name: 'business', product: 'p', kind: 'base', tier: 30 },
  { name: 'pack', product: 'p', kind: 'addon', tier: 0 },
  { name: 'other', product: 'q', kind: 'base', tier: 5 },
  { name: 'qpack', product: 'q', kind: 'addon', tier: 0 },
] as const;

/** Somebody to ask about rules over these variables. */
export function ruleQuestions(): Questions {
  const typeOf = (name: string) => typeOfVariable(ruleVariables, name);
  return new Questions(knowledgeOf(typeOf, PLANS), { steps: Number.POSITIVE_INFINITY });
}

const WORDS = ['', 'a', 'ab', 'abc', 'b', 'ba', 'DE', 'FR', 'xx'] as const;
const text = fc.constantFrom(...WORDS).map((word) => `'${word}'`);
const number = fc.constantFrom('-1', '0', '0.5', '1', '2', '3', '20', '30', '50', '0.1', '0.3');
const numbers = fc.constantFrom(
  ...['n', 'm'].map((name) => `customer.${name}`),
  ...['last7d', 'last30d', 'last90d', 'days30d'].map((sum) => `usage.runs.${sum}`),
  ...['tier', 'quantity', 'age'].map((name) => `license.${name}`),
  'usage.reads.last30d',
  "bucket('e', customer.id)",
  "bucket('f', customer.id)",
  'size(customer.s)',
  'size(customer.l)',
  'size(license.addons)',
);
const texts = fc.constantFrom('customer.s', 'customer.t', 'customer.country', 'customer.id', 'license.plan');
const lists = fc.constantFrom('customer.l', 'license.addons');
const comparing = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const sum = fc.constantFrom('+', '-', '*', '/');
const both = fc.constantFrom('&&', '||');
const method = fc.constantFrom('startsWith', 'endsWith', 'contains');
const quantifier = fc.constantFrom('exists', 'all');
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((said) => said.join(' '));
const called = (of: fc.Arbitrary<string>, what: fc.Arbitrary<string>) =>
  fc.tuple(of, method, what).map(([a, f, b]) => `${a}.${f}(${b})`);

/** Rules as text; they all lower. */
export const randomRule = fc.letrec<Record<'number' | 'element' | 'atom' | 'rule', string>>((tie) => ({
  number: fc.oneof(
    { weight: 6, arbitrary: numbers },
    { weight: 2, arbitrary: join(numbers, sum, number).map((said) => `(${said})`) },
    join(number, fc.constantFrom('+', '-', '*'), numbers).map((said) => `(${said})`),
    join(numbers, sum, numbers).map((said) => `(${said})`),
    numbers.map((said) => `-${said}`),
    fc.tuple(tie('rule'), number, numbers).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
  element: fc.oneof(
    { maxDepth: 2 },
    join(fc.constant('x'), comparing, text),
    called(fc.constant('x'), text),
    fc.tuple(text, text).map(([a, b]) => `x in [${a}, ${b}]`),
    join(tie('element'), both, tie('element')).map((said) => `(${said})`),
    tie('element').map((said) => `!(${said})`),
  ),
  atom: fc.oneof(
    { weight: 5, arbitrary: join(tie('number'), comparing, number) },
    join(number, comparing, tie('number')),
    { weight: 2, arbitrary: join(tie('number'), comparing, tie('number')) },
    fc.tuple(tie('number'), number, number).map(([a, b, c]) => `${a} in [${b}, ${c}]`),
    { weight: 4, arbitrary: join(texts, comparing, text) },
    join(texts, comparing, texts),
    { weight: 2, arbitrary: called(texts, text) },
    called(text, texts),
    {
      weight: 2,
      arbitrary: fc.tuple(texts, fc.array(text, { maxLength: 3 })).map(([a, b]) => `${a} in [${b.join(', ')}]`),
    },
    fc.constantFrom('customer.country in groups.eu', "'pack' in license.addons", "'qpack' in license.addons"),
    fc.constantFrom('team', 'business', 'other', 'nope').map((plan) => `license.plan == '${plan}'`),
    fc.tuple(texts, text, text).map(([a, b, c]) => `${a} + ${b} == ${c}`),
    { weight: 2, arbitrary: fc.tuple(text, lists).map(([a, b]) => `${a} in ${b}`) },
    texts.map((said) => `${said} in customer.l`),
    { weight: 2, arbitrary: fc.tuple(lists, quantifier, tie('element')).map(([a, f, b]) => `${a}.${f}(x, ${b})`) },
    fc.tuple(quantifier, texts).map(([f, b]) => `customer.l.${f}(x, x == ${b})`),
    { weight: 3, arbitrary: fc.constantFrom('customer.b', 'customer.c', 'true', 'false') },
    fc.constantFrom('n', 's', 'b', 'l', 'country').map((name) => `has(customer.${name})`),
    fc.constantFrom('customer.b == customer.c', '(customer.b ? customer.c : true) != customer.b'),
  ),
  rule: fc.oneof(
    { maxDepth: 3 },
    tie('atom'),
    join(tie('rule'), fc.constantFrom('&&', '&&', '||'), tie('rule')).map((said) => `(${said})`),
    tie('rule').map((said) => `!(${said})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => `((${a}) == (${b}))`),
  ),
})).rule;

/** What attributes have that were declared as something else. */
const MISFITS = [5, 0, 'zz', '', 'a', true, ['a']];
const TODAY = '2026-06-30';

/** A customer as there can be one, with attributes that are missing or of another type. The same number gives the same customer. */
export function randomScope(seed: number): Scope {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 9) % limit;
  };
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const customer: Record<string, string | number | boolean | readonly string[]> = {
    id: one(['c1', 'c2', 'a', 'ab', 'abc', 'b', 'c7', 'c8', 'c9', 'c10', 'DE', 'xx', 'ba']),
  };
  const possibly = (name: string, values: readonly (string | number | boolean | readonly string[])[]) => {
    const luck = below(10);
    if (luck >= 2) customer[name] = luck === 2 ? one(MISFITS) : one(values);
  };
  possibly('n', [-2, -1, 0, 0.2, 0.199_999_999_999_999_98, 0.5, 1, 2, 3, 20, 30, 50]);
  possibly('m', [-2, -1, 0, 0.5, 1, 2, 3]);
  possibly('s', [...WORDS, 'abcxyz']);
  possibly('t', WORDS);
  possibly('b', [true, false]);
  possibly('c', [true, false]);
  possibly('l', [[], ['a'], ['a', 'b'], ['abc'], ['DE'], ['xx', 'ba'], ['', 'b']]);
  if (below(4) > 0) customer['country'] = one(['DE', 'FR', 'US', 'ES']);
  const base = one([undefined, ...PLANS.filter(({ kind }) => kind === 'base')]);
  const product = base?.product ?? one(['p', 'q']);
  const addons = PLANS.filter((plan) => plan.kind === 'addon' && plan.product === product && below(2) > 0);
  const usage = () =>
    summariseUsage(
      Object.fromEntries(
        Array.from({ length: one([0, 0, 1, 2, 5, 40]) }, () => [
          addDays(TODAY, -below(95)),
          one([0, 0.5, 1, 1, 2, 3, 20, 50]),
        ]),
      ),
      TODAY,
    );
  return {
    customer,
    usage: { runs: usage(), reads: usage() },
    license: {
      plan: base?.name ?? '',
      tier: base?.tier ?? 0,
      addons: addons.map(({ name }) => name),
      quantity: base === undefined ? 0 : one([1, 2, 3, 20, 50]),
      age: one([0, 1, 2, 3, 20, 50]),
    },
  };
}
