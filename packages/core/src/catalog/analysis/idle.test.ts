import { describe, expect, it } from 'vitest';
import { placesIn, toldOf, type WrittenSegment } from '../../../../../test/support/segment-catalogs.ts';

/** What is told of a segment that lays one effect. */
const toldOfEffect = (lays: string, rule = 'customer.n > 5', level: WrittenSegment['level'] = 'customer') =>
  toldOf({ s: { rule, lays, level } });
const idle = (shown: string, feature: string, where = '') =>
  `overlay_without_effect: "s" lays ${shown} on "${feature}", which changes nothing${where}`;
const meets = (plans: string) => `: it can meet only ${plans}, where things are so without it`;

describe('an effect that changes nothing whatever it is laid on', () => {
  it.each([
    ['seats: { add: 0 }', '{ add: 0 }', 'seats'],
    ['calls: { multiply: 1 }', '{ multiply: 1 }', 'calls'],
    ['seats: { atLeast: 0 }', '{ atLeast: 0 }', 'seats'],
  ])('%s is told, at each level', (lays, shown, feature) => {
    const rules = { customer: 'customer.n > 5', request: 'user.n > 5' } as const;
    for (const level of ['customer', 'request'] as const)
      expect(toldOfEffect(lays, rules[level], level)).toEqual({ told: [idle(shown, feature)], open: [] });
  });

  it('is told where it stands', () => {
    expect(placesIn({ s: { rule: 'customer.n > 5', lays: 'on: true, seats: { add: 0 }' } })).toEqual([
      ['overlay_without_effect', 'on: true, seats: { add: 0 } }'],
      ['overlay_without_effect', 'seats: { add: 0 } }'],
    ]);
  });
});

describe('an effect that changes nothing on any plan that its segment can meet', () => {
  it.each([
    ['on: true', 'true', 'on', meets('team, business')],
    ['beta: false', 'false', 'beta', meets('team, business')],
    ['spare: { multiply: 2 }', '{ multiply: 2 }', 'spare', meets('team, business')],
    ['spare: { atMost: 5 }', '{ atMost: 5 }', 'spare', meets('team, business')],
    ['seats: { atLeast: 5 }', '{ atLeast: 5 }', 'seats', meets('team, business')],
    ['depth: { atLeast: 5 }', '{ atLeast: 5 }', 'depth', meets('deep')],
  ])('%s is told with these plans', (lays, shown, feature, where) => {
    expect(toldOfEffect(lays)).toEqual({ told: [idle(shown, feature, where)], open: [] });
  });

  it.each([
    ['seats: { atLeast: 10 }', "license.plan == 'business'", '{ atLeast: 10 }', 'seats', 'business'],
    ['calls: { add: 5 }', 'license.tier >= 30', '{ add: 5 }', 'calls', 'business'],
    ['seats: { atLeast: 5 }', 'license.tier < 30 && customer.n > 5', '{ atLeast: 5 }', 'seats', 'team'],
  ])('%s where %s is told with the one plan', (lays, rule, shown, feature, plan) => {
    expect(toldOfEffect(lays, rule).told).toEqual([idle(shown, feature, meets(plan))]);
  });

  it('is told where its segment meets no plan of the product at all', () => {
    expect(toldOfEffect('depth: 9', "license.plan == 'team'").told).toEqual([
      idle('9', 'depth', ': it can meet no plan of "q"'),
    ]);
  });

  it.each([
    ['seats: { atLeast: 6 }', 'customer.n > 5'],
    ['seats: { atLeast: 10 }', 'customer.n > 5'],
    ['calls: { add: 5 }', 'license.tier >= 20'],
    ['seats: { atMost: 100 }', 'customer.n > 5'],
    ['on: false', 'customer.n > 5'],
    ['beta: true', 'customer.n > 5'],
    // Of qualities nobody can say which are the same to whom.
    ['support: high', "license.plan == 'business'"],
  ])('%s where %s does something', (lays, rule) => expect(toldOfEffect(lays, rule)).toEqual({ told: [], open: [] }));

  it('is nothing to tell of at a check: an override may have set anything before', () => {
    expect(toldOfEffect('on: true', 'user.n > 5', 'request')).toEqual({ told: [], open: [] });
    expect(toldOfEffect('spare: { multiply: 2 }', 'user.n > 5', 'request')).toEqual({ told: [], open: [] });
  });

  it('looks at every version of a plan', () => {
    const plan = (name: string, seats: number) =>
      `\n  ${name}: { product: p, kind: base, tier: 20, term: P1Y, renewal: { policy: auto }, grants: { seats: ${seats} } }`;
    const told = (plans: string) =>
      toldOf({ s: { rule: 'customer.n > 5', lays: 'seats: { atLeast: 5 }' } }, plans).told;
    expect(told(plan('team@1', 5) + plan('team@2', 8))).toEqual([idle('{ atLeast: 5 }', 'seats', meets('team'))]);
    expect(told(plan('team@1', 3) + plan('team@2', 8))).toEqual([]);
    expect(told(plan('team@1', 8) + plan('team@2', 3))).toEqual([]);
  });
});

describe('what other effects leave', () => {
  it('counts where they are laid before', () => {
    const doubled = { rule: 'customer.n > 5', lays: 'spare: { multiply: 2 }' };
    const some = { rule: 'customer.m > 5', lays: 'spare: { atLeast: 3 }' };
    expect(toldOf({ some, doubled })).toEqual({ told: [], open: [] });
    expect(toldOf({ doubled, some }).told).toEqual([
      `overlay_without_effect: "doubled" lays { multiply: 2 } on "spare", which changes nothing${meets('team, business')}`,
    ]);
  });

  it('is told of each effect by itself', () => {
    const { told } = toldOf({
      a: { rule: 'customer.n > 5', lays: 'seats: { add: 0 }' },
      b: { rule: 'user.n > 5', level: 'request', lays: 'on: true, seats: { add: 0 }' },
      c: { rule: 'customer.n > 5', lays: 'support: low, spare: { multiply: 2 }' },
      d: { rule: 'customer.m > 5', lays: 'seats: { atLeast: 9 }' },
      e: { rule: 'customer.m > 6', lays: 'seats: { multiply: 1 }' },
    });
    expect(told.map((said) => said.replace(/, which.*/, ''))).toEqual([
      'overlay_without_effect: "a" lays { add: 0 } on "seats"',
      'overlay_without_effect: "b" lays { add: 0 } on "seats"',
      'overlay_without_effect: "c" lays { multiply: 2 } on "spare"',
      'overlay_without_effect: "e" lays { multiply: 1 } on "seats"',
    ]);
  });
});

describe('where nobody can say whether a segment meets a plan', () => {
  const secret = "customer.id + 'x' == 'abcx'";
  const open = { segment: 's', question: 'without_effect', why: 'no example was found' };

  it('an effect that would do something is left open', () => {
    const { told, open: left } = toldOfEffect('seats: { add: 5 }', secret);
    expect(told).toEqual([]);
    expect(left.filter(({ question }) => question === 'without_effect')).toEqual([open]);
  });

  it('one that would do nothing anyway is told', () => {
    const { told, open: left } = toldOfEffect('on: true', secret);
    expect(told).toEqual([idle('true', 'on', meets('team, business'))]);
    expect(left).not.toContainEqual(open);
  });
});
