import { describe, expect, it } from 'vitest';
import type { RuleType } from '../../segment/variables.ts';
import { COUNTRIES, SUBDIVISION } from './countries.ts';
import { type Domain, everyValue, type Values } from './domain.ts';
import { type KnownPlan, knowledgeOf } from './knowledge.ts';
import type { NumberSet } from './number-set.ts';
import { isIn } from './text-set.ts';

const plan = (name: string, product: string, kind: KnownPlan['kind'], tier = 0): KnownPlan => ({
  name,
  product,
  kind,
  tier,
});
const PLANS = [
  plan('team', 'p', 'base', 20),
  plan('business', 'p', 'base', 30),
  plan('pack', 'p', 'addon', 7),
  plan('credits', 'p', 'topup', 8),
  plan('other', 'q', 'base', 5),
];
const TYPES = new Map<string, RuleType>([
  ['customer.n', 'number'],
  ['customer.b', 'boolean'],
  ['customer.l', 'list'],
  ['user.s', 'string'],
]);
const typeOf = (name: string) => TYPES.get(name);
const domainOf = (name: string) => knowledgeOf(typeOf, PLANS).domainOf(name);
const always = (values: Values): Domain => ({ absent: false, misfit: false, values });
const numbers = (set: NumberSet, steps?: number) => always({ type: 'number', set, steps });

describe('what is known of variables before any rule is read', () => {
  it.each([
    [
      'license.tier',
      numbers(
        [
          [0, 0],
          [5, 5],
          [20, 20],
          [30, 30],
        ],
        1,
      ),
    ],
    ['license.quantity', numbers([[0, 1_000_000]], 1)],
    ['license.age', numbers([[0, Number.MAX_SAFE_INTEGER]], 1)],
    ['license.addons', always({ type: 'list', possible: true })],
    ['usage.runs.days30d', numbers([[0, 30]], 1)],
    ['usage.runs.last7d', numbers([[0, 2 ** 120]])],
    ['usage.runs.last90d', numbers([[0, 2 ** 120]])],
  ])('%s is there, and of its type', (name, domain) => expect(domainOf(name)).toEqual(domain));

  it('a plan is one of the base plans, or none', () => {
    expect(domainOf('license.plan')).toMatchObject({
      absent: false,
      misfit: false,
      values: { type: 'string', set: { only: ['team', 'business', 'other', ''] } },
    });
  });

  it("a customer's id is some text, and not empty", () => {
    const { values, ...ways } = domainOf('customer.id');
    expect(ways).toEqual({ absent: false, misfit: false });
    expect(values.type === 'string' && ['', 'c', ' '].map((id) => isIn(values.set, id))).toEqual([false, true, true]);
  });

  it.each(['customer', 'place'])('a country or subdivision of a %s may be missing, or anything', (root) => {
    const said = { absent: true, misfit: true };
    expect(domainOf(`${root}.country`)).toMatchObject({
      ...said,
      values: { type: 'string', set: { only: COUNTRIES } },
    });
    const subdivision = { only: undefined, tests: [], shape: SUBDIVISION };
    expect(domainOf(`${root}.subdivision`)).toEqual({ ...said, values: { type: 'string', set: subdivision } });
  });

  it.each([
    ['customer.n', 'number'],
    ['customer.b', 'boolean'],
    ['customer.l', 'list'],
    ['user.s', 'string'],
    ['user.country', 'list'],
    ['customer.usage', 'list'],
    ['customer.days30d', 'list'],
  ] as const)('%s, which is declared or not, may be missing, or anything, or a %s', (name, type) =>
    expect(domainOf(name)).toEqual({ absent: true, misfit: true, values: everyValue(type) }),
  );

  it('is told with the types, and whether expressions are interpreted', () => {
    expect(knowledgeOf(typeOf, []).typeOf('customer.n')).toBe('number');
    expect(knowledgeOf(typeOf, []).interpreted).toBe(false);
    expect(knowledgeOf(typeOf, [], true).interpreted).toBe(true);
  });
});

describe('the licenses that there can be', () => {
  const of = (...plans: readonly KnownPlan[]) =>
    knowledgeOf(typeOf, plans).licenses.map(({ product, plan: name, tier, addons }) => [
      product,
      name,
      tier,
      ...addons,
    ]);

  it('are each base plan, and none at all, beside the add-ons of its product', () => {
    expect(of(...PLANS)).toEqual([
      ['p', 'team', 20, 'pack'],
      ['p', 'business', 30, 'pack'],
      ['q', 'other', 5],
      ['p', '', 0, 'pack'],
      ['q', '', 0],
    ]);
  });

  it('are one for all versions of a plan, but for those of another tier', () => {
    const team = plan('team', 'p', 'base', 20);
    const pack = plan('pack', 'p', 'addon');
    expect(of(team, team, plan('team', 'p', 'base', 25), pack, pack)).toEqual([
      ['p', 'team', 20, 'pack'],
      ['p', 'team', 25, 'pack'],
      ['p', '', 0, 'pack'],
    ]);
  });

  it('are those without a plan, where only add-ons or top-ups are sold, or nothing', () => {
    expect(of(plan('pack', 'p', 'addon', 7))).toEqual([['p', '', 0, 'pack']]);
    expect(of(plan('credits', 'p', 'topup', 7))).toEqual([['p', '', 0]]);
    expect(of()).toEqual([['', '', 0]]);
  });

  it('have tiers, each once and in order, and so the tier is one of theirs', () => {
    const known = knowledgeOf(typeOf, [
      plan('b', 'p', 'base', 10),
      plan('a', 'p', 'base', 9),
      plan('c', 'p', 'base', 10),
    ]);
    expect(known.domainOf('license.tier')).toEqual(
      numbers(
        [
          [0, 0],
          [9, 9],
          [10, 10],
        ],
        1,
      ),
    );
    expect(known.domainOf('license.plan')).toMatchObject({ values: { set: { only: ['b', 'a', 'c', ''] } } });
  });
});
