import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { prepareRule } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { bitsFor, masksOf } from './masks.ts';
import type { Asker } from './scope.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const role: Expression = ['var', 'user', 'role'];
const roles: Expression = ['var', 'user', 'roles'];
const country: Expression = ['var', 'place', 'country'];
const managed: Expression = ['var', 'device', 'managed'];
const level: Expression = ['var', 'user', 'level'];

const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((values): Expression => ['in', role, ['list', values]]),
  word.map((value): Expression => ['==', country, value]),
  word.map((value): Expression => ['!=', country, value]),
  word.map((value): Expression => ['in', value, roles]),
  fc.integer({ min: 0, max: 3 }).map((value): Expression => ['==', level, value]),
  fc.constant(managed),
);
const rule = fc
  .array(fc.tuple(condition, fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((parts): Expression => ['and', parts.map(([of, negated]): Expression => (negated ? ['not', of] : of))]);

/** Attributes of the right type, of a wrong one, and missing ones. */
const value = fc.option(
  fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.boolean(), fc.integer({ min: 0, max: 3 })),
  { nil: undefined },
);
const asker: fc.Arbitrary<Asker> = fc.record({
  user: fc.option(fc.record({ role: value, roles: value, level: value }), { nil: undefined }),
  place: fc.option(fc.record({ country: value }), { nil: undefined }),
  device: fc.option(fc.record({ managed: value }), { nil: undefined }),
});

describe('rules as masks', () => {
  test.prop([fc.array(rule, { minLength: 1, maxLength: 4 }), asker], { numRuns: 3000 })(
    'say what the rules say, or leave it to the rules',
    (rules, who) => {
      const masks = masksOf(rules);
      expect(masks).toBeDefined();
      if (masks === undefined) return;
      const bits = bitsFor(masks.variables, who);
      if (bits < 0) return;
      const said = masks.rules.map(({ cares, wants }) => (bits & cares) === wants);
      expect(said).toEqual(rules.map((one) => prepareRule(one)({}, who)));
    },
  );

  test.prop([rule], { numRuns: 200 })('are never asked where an attribute is missing', (one) => {
    const masks = masksOf([one]);
    expect(masks && bitsFor(masks.variables, {})).toBe(-1);
  });

  it.each<[string, Expression]>([
    ['an alternative', ['or', [managed, ['==', country, 'a']]]],
    ['an order', ['<', level, 3]],
    ['a share of an experiment', ['<', ['bucket', 'e', ['var', 'user', 'id']], 50]],
    ["the license's plan", ['==', ['var', 'license', 'plan'], 'team']],
    ['two attributes against each other', ['==', country, role]],
    ['an empty list', ['in', role, ['list', []]]],
  ])('do not exist for %s', (_, expression) => {
    expect(masksOf([expression])).toBeUndefined();
  });

  it('do not exist where one rule of several is of another form, or there are more conditions than bits', () => {
    expect(masksOf([managed, ['<', level, 3]])).toBeUndefined();
    expect(masksOf(Array.from({ length: 31 }, () => managed))).toBeUndefined();
    expect(masksOf([])).toBeUndefined();
  });
});
