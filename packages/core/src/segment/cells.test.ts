import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cellOf, exampleOf, NO_CELL } from './cells.ts';
import { distinguish } from './distinguish.ts';
import { prepareRule, truth } from './evaluate.ts';
import type { Expression } from './expression.ts';
import type { Asker } from './scope.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const role: Expression = ['var', 'user', 'role'];
const roles: Expression = ['var', 'user', 'roles'];
const country: Expression = ['var', 'place', 'country'];
const subdivision: Expression = ['var', 'place', 'subdivision'];
const managed: Expression = ['var', 'device', 'managed'];
const level: Expression = ['var', 'user', 'level'];

const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((values): Expression => ['in', role, ['list', values]]),
  word.map((value): Expression => ['==', country, value]),
  word.map((value): Expression => ['!=', country, value]),
  word.map((value): Expression => ['==', subdivision, value]),
  word.map((value): Expression => ['in', value, roles]),
  fc.integer({ min: 0, max: 3 }).map((value): Expression => ['==', level, value]),
  fc.boolean().map((value): Expression => ['==', managed, value]),
  fc.constant(managed),
);
const { rule } = fc.letrec<{ rule: Expression }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    condition,
    tie('rule').map((of): Expression => ['not', of]),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('rule'), { minLength: 2, maxLength: 3 }))
      .map(([operator, parts]): Expression => [operator, parts]),
  ),
}));

/** Attributes of the right type, of a wrong one, and missing ones. */
const value = fc.option(
  fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.boolean(), fc.integer({ min: 0, max: 3 })),
  { nil: undefined },
);
const asker: fc.Arbitrary<Asker> = fc.record({
  user: fc.option(fc.record({ role: value, roles: value, level: value }), { nil: undefined }),
  place: fc.option(fc.record({ country: value, subdivision: value }), { nil: undefined }),
  device: fc.option(fc.record({ managed: value }), { nil: undefined }),
});

const attributesOf = (rules: readonly Expression[]) => distinguish([rules])[0];
const say = (rules: readonly Expression[], who: Asker) => rules.map((one) => truth(prepareRule(one)({}, who)));
const isWrong = (type: string, of: unknown) => of !== undefined && typeof of !== type;

describe('the askers of a cell', () => {
  test.prop([fc.array(rule, { minLength: 1, maxLength: 3 }), asker], { numRuns: 3000 })(
    'are told the same by every rule, as the example of them is',
    (rules, who) => {
      const attributes = attributesOf(rules);
      if (attributes === undefined) return;
      const cell = cellOf(attributes, who);
      if (cell === NO_CELL) return;
      const example = exampleOf(attributes, cell);
      expect(cellOf(attributes, example)).toBe(cell);
      expect(say(rules, example)).toEqual(say(rules, who));
    },
  );

  test.prop([asker])('are any whose attributes are missing or of the type that the rules expect', (who) => {
    const attributes = attributesOf([['and', [['==', country, 'a'], managed, ['==', level, 1]]]]) ?? [];
    const wrong =
      isWrong('string', who.place?.['country']) ||
      isWrong('boolean', who.device?.['managed']) ||
      isWrong('number', who.user?.['level']);
    expect(cellOf(attributes, who) === NO_CELL).toBe(wrong);
  });

  it('are all askers where nothing is asked', () => expect(cellOf(attributesOf([]) ?? [], {})).toBe(0));

  it('are as many as have values that equal the same constants', () => {
    const attributes = attributesOf([
      ['in', country, ['list', ['a', 'b']]],
      ['in', country, ['list', ['b', 'c', 'd']]],
    ]);
    const cells = ['a', 'b', 'c', 'd', 'e', 'f', undefined].map((where) =>
      cellOf(attributes ?? [], { place: { country: where } }),
    );
    const [a, b, c, d, e, f, nowhere] = cells;
    expect([c, e]).toEqual([d, f]);
    expect(new Set([a, b, c, e, nowhere]).size).toBe(5);
  });

  it('have lists of which the same elements matter', () => {
    const attributes = attributesOf([
      ['in', 'a', roles],
      ['in', 'b', roles],
    ]);
    const cell = (...of: readonly string[]) => cellOf(attributes ?? [], { user: { roles: of } });
    expect([cell('a', 'b', 'a'), cell('c'), cell('c', 'a')]).toEqual([cell('b', 'a'), cell(), cell('a')]);
    expect(new Set([cell(), cell('a'), cell('b'), cell('a', 'b'), cellOf(attributes ?? [], {})]).size).toBe(5);
  });
});

describe('no cells exist', () => {
  it.each<[string, Expression]>([
    ['an order', ['<', level, 3]],
    ['a share of an experiment', ['<', ['bucket', 'e', ['var', 'user', 'id']], 50]],
    ["the license's plan", ['==', ['var', 'license', 'plan'], 'team']],
    ['two attributes against each other', ['==', country, role]],
    ['an empty list', ['in', role, ['list', []]]],
    ['a constant', true],
  ])('for %s', (_, expression) => {
    expect(attributesOf([expression])).toBeUndefined();
    expect(attributesOf([managed, expression])).toBeUndefined();
    expect(attributesOf([['or', [managed, expression]]])).toBeUndefined();
  });

  it('for rules that tell too many askers apart', () => {
    const ten = Array.from({ length: 10 }, (_, index): Expression => ['in', `role-${index}`, roles]);
    expect(attributesOf(ten)).toBeUndefined();
    const some = Array.from({ length: 30 }, (_, index): readonly Expression[] => [
      ['==', country, `c${index}`],
      ['==', role, `r${index}`],
    ]).flat();
    expect(attributesOf(some)).toBeUndefined();
  });
});
