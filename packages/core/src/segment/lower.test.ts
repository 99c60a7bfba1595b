import { describe, expect, it } from 'vitest';
import { compileRule } from './evaluate.ts';
import { lowerRule } from './lower.ts';
import { ExpressionError } from './parse.ts';
import { variablesOf } from './variables.ts';

const declared = {
  customer: {
    employees: { type: 'number' },
    industry: { type: 'string' },
    publicSector: { type: 'boolean' },
    tags: { type: 'list' },
  },
  user: { department: { type: 'string' } },
  device: { managed: { type: 'boolean' } },
} as const;
const groups = { eu: ['DE', 'FR'] };
const ofCustomer = variablesOf('customer', declared, ['queries', 'rows-loaded'], groups);
const ofRequest = variablesOf('request', declared, ['queries'], groups);

function refusal(rule: string, variables = ofCustomer): string {
  try {
    return `accepted as ${JSON.stringify(lowerRule(rule, variables))}`;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return `${error.offset}: ${error.message}`;
  }
}

describe('what a rule is lowered to', () => {
  it.each([
    ["customer.country == 'DE'", ['==', ['var', 'customer', 'country'], 'DE']],
    ['customer.employees > -1', ['>', ['var', 'customer', 'employees'], -1]],
    ['-customer.employees < 1.5', ['<', ['neg', ['var', 'customer', 'employees']], 1.5]],
    ['customer.country in groups.eu', ['in', ['var', 'customer', 'country'], ['list', ['DE', 'FR']]]],
    ["customer['country'] in groups['eu']", ['in', ['var', 'customer', 'country'], ['list', ['DE', 'FR']]]],
    ['customer.employees in [1, 2.5]', ['in', ['var', 'customer', 'employees'], ['list', [1, 2.5]]]],
    ["usage['rows-loaded'].last30d > 5", ['>', ['var', 'usage', 'rows-loaded', 'last30d'], 5]],
    ['customer.publicSector && true && !false', ['and', [['var', 'customer', 'publicSector'], true, ['not', false]]]],
    ['customer.publicSector || (true || false)', ['or', [['var', 'customer', 'publicSector'], true, false]]],
    ['true && (true || false) && true', ['and', [true, ['or', [true, false]], true]]],
    ["customer.tags.exists(tag, tag == 'x')", ['exists', ['var', 'customer', 'tags'], ['==', ['it', 0], 'x']]],
    [
      'customer.tags.all(a, license.addons.exists(b, a == b))',
      ['all', ['var', 'customer', 'tags'], ['exists', ['var', 'license', 'addons'], ['==', ['it', 0], ['it', 1]]]],
    ],
    // The inner `a` hides the outer one, as in every language.
    [
      'customer.tags.all(a, license.addons.exists(a, a == a))',
      ['all', ['var', 'customer', 'tags'], ['exists', ['var', 'license', 'addons'], ['==', ['it', 1], ['it', 1]]]],
    ],
    ["bucket('taste', customer.id) < 20", ['<', ['bucket', 'taste', ['var', 'customer', 'id']], 20]],
    ['has(customer.industry)', ['has', ['var', 'customer', 'industry']]],
    ['size(customer.tags) > 2', ['>', ['size', ['var', 'customer', 'tags']], 2]],
    ['customer.industry.size() > 2', ['>', ['size', ['var', 'customer', 'industry']], 2]],
    ["customer.industry.startsWith('Ed')", ['starts', ['var', 'customer', 'industry'], 'Ed']],
    [
      'customer.publicSector ? license.tier > 1 : false',
      ['if', ['var', 'customer', 'publicSector'], ['>', ['var', 'license', 'tier'], 1], false],
    ],
  ])('%s', (rule, expected) => {
    expect(lowerRule(rule, ofCustomer)).toEqual(expected);
  });

  it('is JSON, and means the same after a journey through it', () => {
    const lowered = lowerRule("customer.tags.exists(tag, tag in ['a', 'b']) && usage.queries.last7d >= 3", ofCustomer);
    const scope = { customer: { tags: ['b'] }, usage: { queries: { last7d: 3, last30d: 3, last90d: 3, days30d: 1 } } };
    expect(compileRule(JSON.parse(JSON.stringify(lowered)))(scope)).toBe(true);
  });
});

describe('what may be read at which level', () => {
  it.each(['customer.industry', 'customer.country', 'customer.subdivision', 'license.plan'])(
    '%s is a text of a customer rule',
    (name) => {
      expect(refusal(`${name} == 'x'`)).toMatch(/^accepted/);
    },
  );

  it.each(['license.quantity', 'license.age', 'license.tier', 'usage.queries.days30d', 'customer.employees'])(
    '%s is a number of a customer rule',
    (name) => {
      expect(refusal(`${name} > 1`)).toMatch(/^accepted/);
    },
  );

  it.each([
    'user.id',
    'user.department',
    'place.country',
    'place.subdivision',
    'device.id',
    'customer.id',
    'license.plan',
  ])('%s is a text of a request rule', (name) => {
    expect(refusal(`${name} == 'x'`, ofRequest)).toMatch(/^accepted/);
  });

  it.each([
    [
      'usage.queries.last7d > 1',
      '0: "usage" cannot be read here; a rule of this level reads user, place, device, customer, license, groups.',
    ],
    [
      "customer.country == 'DE'",
      '0: customer has no attribute "country". It has id; others are declared under attributes.',
    ],
    [
      'license.quantity > 1',
      '0: license has no attribute "quantity". It has plan, tier, addons; others are declared under attributes.',
    ],
  ])('a request rule cannot read %s', (rule, expected) => expect(refusal(rule, ofRequest)).toBe(expected));

  it('a customer rule knows no user', () => {
    expect(refusal("user.id == 'x'")).toBe(
      '0: "user" cannot be read here; a rule of this level reads customer, license, usage, groups.',
    );
  });
});

describe('names that are not there, and the nearest that are', () => {
  it.each([
    [
      "custmer.id == 'x'",
      '0: "custmer" cannot be read here; a rule of this level reads customer, license, usage, groups. Did you mean "customer"?',
    ],
    ["customer.industri == 'x'", '0: customer has no attribute "industri". Did you mean "industry"?'],
    ['usage.querys.last7d > 1', '0: there is no meter "querys". Did you mean "queries"?'],
    [
      'usage.queries.last7 > 1',
      '0: usage.queries has last7d, last30d, last90d, days30d, not "last7". Did you mean "last7d"?',
    ],
    ['customer.country in groups.ue', '20: there is no group "ue". Did you mean "eu"?'],
    [
      "customer.industry.startswith('x')",
      '0: there is no function startswith here. Did you mean "startsWith"? Rules have startsWith, endsWith, contains, exists, all, size.',
    ],
    [
      'siz(customer.tags) > 1',
      '0: there is no function siz of 1 arguments. Did you mean "size"? Rules have has, size and bucket.',
    ],
    [
      "customer.tags.exists(tag, tga == 'x')",
      '26: "tga" cannot be read here; a rule of this level reads customer, license, usage, groups.',
    ],
  ])('%s', (rule, expected) => expect(refusal(rule)).toBe(expected));

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s, which every object answers to, is nowhere a name',
    (name) => {
      expect(refusal(`customer.country in groups.${name}`)).toContain(`there is no group "${name}"`);
      expect(refusal(`size(groups.${name}) > 0`)).toContain(`there is no group "${name}"`);
      expect(refusal(`${name}.name == ${name}.name`)).toContain(`"${name}" cannot be read here`);
      expect(refusal(`customer.${name} == 'x'`)).toContain(`customer has no attribute "${name}"`);
      expect(refusal(`usage.${name}.last7d > 1`)).toContain(`there is no meter "${name}"`);
      expect(refusal(`usage.queries.${name} > 1`)).toContain(`not "${name}"`);
    },
  );
});

describe('types', () => {
  it.each([
    ['customer.employees', '0: a rule must be true or false, this one is a number'],
    ["'yes'", '0: a rule must be true or false, this one is a string'],
    ["customer.employees == '12'", '0: a number and a string cannot be compared'],
    ['customer.publicSector > false', '0: true and false have no order'],
    ['customer.tags == license.addons', '0: lists are not compared; use in, exists or all'],
    ['customer.employees && true', '0: expected a boolean, found a number'],
    ['!customer.industry', '1: expected a boolean, found a string'],
    ["-customer.industry == 'x'", '1: expected a number, found a string'],
    ["customer.employees + 'x' == 'x'", '0: "+" takes numbers, not a number and a string'],
    ["customer.industry - 'x' == 'y'", '0: "-" takes numbers, not a string and a string'],
    ['customer.publicSector ? 1 : false', '28: both outcomes of ?: must be of one type; these are number and boolean'],
    ['customer.employees ? true : false', '0: expected a boolean, found a number'],
    ["customer.country in 'DE'", '20: "in" takes a list on its right, not a string'],
    ['customer.employees in customer.tags', '0: a number cannot be in a list of strings'],
    ['customer.industry in [1, 2]', '0: a string cannot be in a list of numbers'],
    ["customer.employees in [1, '2']", '22: a list holds values of one type'],
    ["customer.employees.startsWith('1')", '0: expected a string, found a number'],
    ['customer.industry.contains(1)', '27: expected a string, found a number'],
    ['size(customer.employees) > 1', '5: size takes a text or a list, not a number'],
    ["customer.industry.exists(x, x == 'a')", '0: expected a list, found a string'],
    ['customer.tags.exists(x, size(x))', '24: expected a boolean, found a number'],
    ['customer.tags.exists(x, x > 1)', '24: a string and a number cannot be compared'],
    ["[1, 2].exists(x, x == 'a')", '0: exists goes over a list of texts'],
    ["bucket('taste', customer.employees) < 2", '16: expected a string, found a number'],
    ['bucket(customer.id, customer.id) < 2', "7: bucket takes the experiment's name, written out, and a text to hash"],
  ])('%s', (rule, expected) => expect(refusal(rule)).toBe(expected));
});
