import { describe, expect, it } from 'vitest';
import { validateCatalog } from './compile.ts';
import { formatProblem } from './problem.ts';

/** A catalog that is right, in lines that the cases below break one at a time. */
const RIGHT = `catalog: 1
products: { lab: { name: Lab }, shop: { name: Shop } }
groups: { eu: [DE, FR] }
attributes: { customer: { employees: { type: number } } }
meters:
  runs: { product: lab, event: run.finished, aggregate: count, window: month }
features:
  remote: { product: lab, type: boolean }
  benches: { product: lab, type: limit }
  tests: { product: lab, type: metered, meter: runs }
  support: { product: lab, type: static, values: [low, high] }
plans:
  team@1: { product: lab, kind: base, tier: 10, term: P1Y, renewal: { policy: auto }, grants: { remote: true, benches: 5, tests: unlimited, support: low } }
segments:
  large: { level: customer, dimension: role, rank: 10, rule: customer.employees > 500 }
  eu: { level: customer, dimension: geography, rank: 20, rule: customer.country in groups.eu }
overlays:
  large: { benches: { add: 5 } }
  eu: { benches: { atLeast: 9 } }
mappings:
  crm: { match: "event.source == 'crm'", order: "{ 'order': payload.id }" }
`;

/** What is told of the catalog with one text in place of another, as a compiler prints it. */
function told(from: string, to: string): string[] {
  expect(RIGHT.split(from)).toHaveLength(2);
  return validateCatalog({ 'c.yaml': RIGHT.replace(from, () => to) }).problems.map(formatProblem);
}

describe('a catalog that is right', () => {
  it('has no problems, and compiles', () => {
    const { problems, compiled } = validateCatalog({ 'c.yaml': RIGHT });
    expect(problems).toEqual([]);
    expect(compiled?.version).toMatch(/^cv_[0-9a-f]{16}$/);
  });
});

describe('names that the catalog does not define', () => {
  it.each([
    ['meter: runs', 'meter: rums', 'c.yaml:10:41: error name_unknown: there is no meter "rums". Did you mean "runs"?'],
    [
      'remote: true',
      'remotte: true',
      'c.yaml:13:97: error name_unknown: there is no feature "remotte". Did you mean "remote"?',
    ],
    [
      'remote: { product: lab',
      'remote: { product: lub',
      'c.yaml:8:13: error name_unknown: there is no product "lub". Did you mean "lab"?',
    ],
    [
      '  large: { benches',
      '  lager: { benches',
      'c.yaml:18:3: error name_unknown: an overlay is named after its segment: there is no segment "lager". Did you mean "large"?',
    ],
    [
      'large: { benches',
      'large: { bench',
      'c.yaml:18:12: error name_unknown: there is no feature "bench". Did you mean "benches"?',
    ],
  ])('%s → %s', (from, to, expected) => expect(told(from, to)).toContain(expected));
});

describe('things of two products', () => {
  it('a feature cannot count on the meter of another product', () => {
    expect(told('tests: { product: lab', 'tests: { product: shop')).toEqual([
      'c.yaml:10:42: error product_mismatch: the meter "runs" belongs to the product "lab"',
      'c.yaml:13:123: error product_mismatch: the feature "tests" belongs to the product "shop", the plan to "lab"',
    ]);
  });

  it('a plan cannot grant the feature of another product', () => {
    expect(told('remote: { product: lab', 'remote: { product: shop')).toEqual([
      'c.yaml:13:97: error product_mismatch: the feature "remote" belongs to the product "shop", the plan to "lab"',
    ]);
  });
});

describe('grants and effects that do not fit their feature', () => {
  it.each([
    ['remote: true', 'remote: 1', '13:97', 'a boolean feature is granted with true or withheld with false'],
    [
      'benches: 5',
      'benches: true',
      '13:111',
      'a limit feature is granted as a whole number from 0 up, or as unlimited',
    ],
    ['benches: 5', 'benches: -1', '13:111', 'a limit feature is granted as a whole number from 0 up, or as unlimited'],
    ['benches: 5', 'benches: 5.5', '13:111', 'a limit feature is granted as a whole number from 0 up, or as unlimited'],
    [
      'tests: unlimited',
      'tests: endless',
      '13:123',
      'a metered feature is granted as a whole number from 0 up, or as unlimited',
    ],
    ['support: low', 'support: lower', '13:141', "the feature's values are low, high"],
    ['support: low', 'support: true', '13:141', 'a static feature is granted as a text or a number'],
    [
      'large: { benches: { add: 5 }',
      'large: { remote: { add: 5 }',
      '18:12',
      'add, multiply, atLeast and atMost change numbers; this feature is boolean',
    ],
    [
      'large: { benches: { add: 5 }',
      'large: { support: { atMost: 5 }',
      '18:12',
      'add, multiply, atLeast and atMost change numbers; this feature is static',
    ],
    [
      'large: { benches: { add: 5 }',
      'large: { benches: plenty',
      '18:12',
      'a limit feature is granted as a whole number from 0 up, or as unlimited',
    ],
  ])('%s → %s', (from, to, place, message) =>
    expect(told(from, to)).toEqual([`c.yaml:${place}: error grant_mismatch: ${message}`]),
  );
});

describe('effects that are none', () => {
  const message = 'an effect is a value, or one of { add: n }, { multiply: f }, { atLeast: n } and { atMost: n }';

  it.each(['{ plus: 5 }', '{ add: 1.5 }', '{ add: five }', '{ add: 1, atMost: 2 }', '[5]', 'null'])('%s', (effect) => {
    expect(told('{ add: 5 }', effect)).toEqual([
      `c.yaml:18:12: error form_invalid: overlays.large.benches: ${message}`,
    ]);
  });

  it.each(['multiply', 'atLeast', 'atMost'])('{ %s: -1 }', (operation) => {
    const [problem, ...others] = told('{ add: 5 }', `{ ${operation}: -1 }`);
    expect(problem).toMatch(
      new RegExp(`^c\\.yaml:18:23: error form_invalid: overlays\\.large\\.benches\\.${operation}: Too small`),
    );
    expect(others).toEqual([]);
  });
});

describe('what a plan says of its terms', () => {
  /** What is told of a plan of which only this is said, beside what every plan says. */
  const toldOf = (fields: string) => {
    const plan = `  pack@1: { product: lab, ${fields}, tier: 0, grants: { benches: 1 } }\nsegments:`;
    return validateCatalog({ 'c.yaml': RIGHT.replace('segments:', () => plan) }).problems.map(
      ({ severity, code, message }) => `${severity} ${code}: ${message}`,
    );
  };

  it.each([
    ['kind: addon, term: P1Y, trial: P14D, trialEnd: convert, renewal: { policy: auto, payment: true }'],
    ['kind: addon, term: P1Y, trial: P14D, trialEnd: lapse, renewal: { policy: manual, notice: P30D, approval: true }'],
    ['kind: addon, term: P1M, firstUse: true, renewal: { policy: auto, basis: now-if-expired, grace: P7D }'],
    ['kind: addon, term: P1M, renewal: { policy: none, expiration: maintain }'],
    ['kind: topup, term: P1M, firstUse: true, renewal: { policy: none }'],
    ['kind: topup, term: evergreen, renewal: { policy: none }'],
    ['kind: addon, term: P1M, renewal: { policy: auto, payment: true }'],
    // Renewed by a person, against its policy.
    ['kind: addon, term: P1M, renewal: { policy: none, basis: now }'],
    // Paid for when its trial ends, and never again.
    ['kind: addon, term: P1M, trial: P14D, trialEnd: convert, renewal: { policy: none, payment: true }'],
    // Ended by an order that says when.
    ['kind: addon, term: evergreen, renewal: { policy: auto, grace: P7D, expiration: revoke }'],
    // Said, though it is so anyway.
    ['kind: addon, term: P1M, firstUse: false, renewal: { policy: none, approval: false, payment: false }'],
  ])('%s acts', (fields) => expect(toldOf(fields)).toEqual([]));

  it.each([
    ['kind: addon, term: P1M, trialEnd: convert, renewal: { policy: auto }', 'trialEnd', 'the plan has no trial'],
    [
      'kind: addon, term: evergreen, firstUse: true, renewal: { policy: auto }',
      'firstUse',
      'the plan has no term that could begin',
    ],
    ['kind: topup, term: P1M, renewal: { policy: auto }', 'policy', 'a top-up does not renew: write none'],
    [
      'kind: topup, term: P1M, trial: P7D, trialEnd: convert, renewal: { policy: none }',
      'trialEnd',
      'a top-up ends with its trial',
    ],
    ['kind: topup, term: P1M, renewal: { policy: none, grace: P7D }', 'grace', 'a top-up is over when it ends'],
    [
      'kind: topup, term: P1M, renewal: { policy: none, expiration: allow }',
      'expiration',
      'a top-up is over when it ends',
    ],
    ['kind: addon, term: P1M, renewal: { policy: none, approval: true }', 'approval', 'the plan is not renewed'],
    ['kind: addon, term: P1M, renewal: { policy: none, notice: P30D }', 'notice', 'the plan is not renewed'],
    ['kind: addon, term: P1M, renewal: { policy: none, payment: true }', 'payment', 'the plan is not renewed'],
    [
      'kind: addon, term: P1M, trial: P14D, trialEnd: lapse, renewal: { policy: none, payment: true }',
      'payment',
      'the plan is not renewed',
    ],
    [
      'kind: topup, term: P1M, trial: P14D, renewal: { policy: none, payment: true }',
      'payment',
      'the plan is not renewed',
    ],
  ])('%s never acts', (fields, field, why) =>
    expect(toldOf(fields)).toEqual([`warning term_field_idle: pack@1: ${field} never acts, because ${why}`]),
  );

  it('is told where it stands', () => {
    const files = { 'c.yaml': RIGHT.replace('policy: auto }', 'policy: none, notice: P30D }') };
    expect(validateCatalog(files).problems.map(formatProblem)).toEqual([
      'c.yaml:13:85: warning term_field_idle: team@1: notice never acts, because the plan is not renewed',
    ]);
  });

  it('a top-up has to have a base plan beside which it can stand', () => {
    const plan =
      '  pack@1: { product: shop, kind: topup, tier: 0, term: P1M, renewal: { policy: none }, grants: { f: true } }';
    const files = {
      'c.yaml': RIGHT.replace('segments:', () => `${plan}\nsegments:`).replace(
        'features:',
        'features:\n  f: { product: shop, type: boolean }',
      ),
    };
    expect(validateCatalog(files).problems.map(formatProblem)).toEqual([
      'c.yaml:15:3: warning addon_without_base: pack@1 can never stand: "shop" has no base plan beside which it could',
    ]);
  });

  it('a rule sees no top-up: what was bought once says nothing of who a customer is', () => {
    const [problem] = validateCatalog({
      'c.yaml': RIGHT.replace(
        'segments:',
        '  pack@1: { product: lab, kind: topup, tier: 0, term: P1M, renewal: { policy: none }, grants: { benches: 1 } }\nsegments:',
      ).replace('customer.employees > 500', `"'pack' in license.addons"`),
    }).problems.map(({ code, message }) => `${code}: ${message}`);
    expect(problem).toBe('name_unknown: there is no add-on "pack".');
  });
});

describe('expressions', () => {
  it('a rule says where in it the mistake is', () => {
    expect(told('customer.employees > 500', 'customer.employes > 500')).toEqual([
      'c.yaml:15:62: error rule_invalid: customer has no attribute "employes". Did you mean "employees"?',
    ]);
    expect(told('customer.country in groups.eu', 'customer.country in groups.ue')).toEqual([
      'c.yaml:16:84: error rule_invalid: there is no group "ue". Did you mean "eu"?',
    ]);
  });

  it('a mapping says what is wrong with it', () => {
    expect(told("event.source == 'crm'", "evnt.source == 'crm'")).toEqual([
      'c.yaml:21:18: error mapping_invalid: Unknown variable: evnt',
    ]);
    expect(told('payload.id }', 'payload.id.matches(payload.id) }')).toEqual([
      'c.yaml:21:61: error mapping_invalid: matches() is not available: a regular expression can take for ever',
    ]);
  });
});

describe('ranks', () => {
  it('two segments of one rank that set the same feature are a warning, and the catalog compiles all the same', () => {
    const { problems, compiled } = validateCatalog({ 'c.yaml': RIGHT.replace('rank: 20', 'rank: 10') });
    expect(problems.map(formatProblem)).toEqual([
      `c.yaml:18:12: warning rank_tie: "large" and "eu" have rank 10 and both change "benches", with { add: 5 } and { atLeast: 9 }, whose order matters; both match where customer.employees is 501 and customer.country is 'DE'. Give one of them another rank.`,
    ]);
    expect(compiled).toBeDefined();
  });

  it('two segments of one rank that set different features are none', () => {
    const text = RIGHT.replace('rank: 20', 'rank: 10').replace(
      'eu: { benches: { atLeast: 9 } }',
      'eu: { support: high }',
    );
    expect(validateCatalog({ 'c.yaml': text }).problems).toEqual([]);
  });

  it('a customer segment and a request segment of one rank never meet', () => {
    const text = RIGHT.replace('eu: { level: customer', 'eu: { level: request')
      .replace('rank: 20', 'rank: 10')
      .replace('customer.country in', 'place.country in');
    expect(validateCatalog({ 'c.yaml': text }).problems).toEqual([]);
  });
});

describe('all that is wrong', () => {
  it('is told at once, not the first of it', () => {
    const broken = RIGHT.replace('remote: true', 'remote: 1')
      .replace('meter: runs', 'meter: rums')
      .replace('> 500', "> '500'")
      .replace('payload.id', 'pyload.id')
      .replace('eu: { benches', 'eu: { bench');
    const { problems, compiled } = validateCatalog({ 'c.yaml': broken });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [10, 'name_unknown'],
      [13, 'grant_mismatch'],
      [15, 'rule_invalid'],
      [19, 'name_unknown'],
      [21, 'mapping_invalid'],
    ]);
    expect(compiled).toBeUndefined();
  });

  it('is told with the file that it stands in', () => {
    const [head = '', plans = ''] = RIGHT.split(/(?=^plans:)/m);
    const { problems } = validateCatalog({
      'a.yaml': head.replace('meter: runs', 'meter: rums'),
      'b.yaml': `catalog: 1\n${plans.replace('remote: true', 'remotte: true')}`,
    });
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.yaml:10', 'b.yaml:3']);
  });
});
