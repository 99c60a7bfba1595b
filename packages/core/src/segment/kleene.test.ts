import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compileRule } from './evaluate.ts';
import type { Expression } from './expression.ts';

type Truth = boolean | undefined;
const TRUTHS: readonly Truth[] = [true, false, undefined];

const p: Expression = ['var', 'user', 'p'];
const q: Expression = ['var', 'user', 'q'];
const r: Expression = ['var', 'user', 'r'];
const evaluate = (expression: Expression, user: Readonly<Record<string, Truth>>) => compileRule(expression)({ user });
const pairs = TRUTHS.flatMap((a) => TRUTHS.map((b) => [a, b] as const));

/** Any formula over three attributes. */
const { formula } = fc.letrec<{ formula: Expression }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Expression>(p, q, r, true, false),
    fc.array(tie('formula'), { minLength: 1, maxLength: 3 }).map((parts): Expression => ['and', parts]),
    fc.array(tie('formula'), { minLength: 1, maxLength: 3 }).map((parts): Expression => ['or', parts]),
    tie('formula').map((part): Expression => ['not', part]),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map((parts): Expression => ['if', ...parts]),
    fc.tuple(tie('formula'), tie('formula')).map((parts): Expression => ['==', ...parts]),
  ),
}));
const truth = fc.constantFrom(...TRUTHS);
const users = fc.record({ p: truth, q: truth, r: truth });

describe('the three-valued logic of rules', () => {
  it.each([
    [true, true, true],
    [true, false, false],
    [true, undefined, undefined],
    [false, false, false],
    [false, undefined, false],
    [undefined, undefined, undefined],
  ])('%s && %s is %s, either way round', (a, b, expected) => {
    expect(evaluate(['and', [p, q]], { p: a, q: b })).toBe(expected);
    expect(evaluate(['and', [q, p]], { p: a, q: b })).toBe(expected);
  });

  it.each([
    [true, true, true],
    [true, false, true],
    [true, undefined, true],
    [false, false, false],
    [false, undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s || %s is %s, either way round', (a, b, expected) => {
    expect(evaluate(['or', [p, q]], { p: a, q: b })).toBe(expected);
    expect(evaluate(['or', [q, p]], { p: a, q: b })).toBe(expected);
  });

  it.each([
    [true, false],
    [false, true],
    [undefined, undefined],
  ])('!%s is %s', (a, expected) => expect(evaluate(['not', p], { p: a })).toBe(expected));

  it.each([
    [true, true],
    [false, false],
    [undefined, undefined],
  ])('%s ? true : false is %s', (a, expected) => expect(evaluate(['if', p, true, false], { p: a })).toBe(expected));

  it('a condition that is not known gives no answer, even where both outcomes are the same', () => {
    expect(evaluate(['if', p, true, true], {})).toBeUndefined();
  });

  it('nothing of an empty list is false, and all of it true', () => {
    const roles: Expression = ['var', 'user', 'roles'];
    expect(compileRule(['exists', roles, ['==', ['it', 0], 'a']])({ user: { roles: [] } })).toBe(false);
    expect(compileRule(['all', roles, ['==', ['it', 0], 'a']])({ user: { roles: [] } })).toBe(true);
  });
});

describe('laws that every formula obeys', () => {
  it.prop([formula, formula, users])('De Morgan: what is not both is not the one or not the other', (a, b, user) => {
    expect(evaluate(['not', ['and', [a, b]]], user)).toBe(
      evaluate(
        [
          'or',
          [
            ['not', a],
            ['not', b],
          ],
        ],
        user,
      ),
    );
    expect(evaluate(['not', ['or', [a, b]]], user)).toBe(
      evaluate(
        [
          'and',
          [
            ['not', a],
            ['not', b],
          ],
        ],
        user,
      ),
    );
  });

  it.prop([formula, formula, users])('order does not matter', (a, b, user) => {
    expect(evaluate(['and', [a, b]], user)).toBe(evaluate(['and', [b, a]], user));
    expect(evaluate(['or', [a, b]], user)).toBe(evaluate(['or', [b, a]], user));
  });

  it.prop([formula, formula, formula, users])('three at once are two and one more', (a, b, c, user) => {
    expect(evaluate(['and', [a, b, c]], user)).toBe(evaluate(['and', [['and', [a, b]], c]], user));
    expect(evaluate(['or', [a, b, c]], user)).toBe(evaluate(['or', [a, ['or', [b, c]]]], user));
  });

  it.prop([formula, formula, formula, users])('and distributes over or, and or over and', (a, b, c, user) => {
    expect(evaluate(['and', [a, ['or', [b, c]]]], user)).toBe(
      evaluate(
        [
          'or',
          [
            ['and', [a, b]],
            ['and', [a, c]],
          ],
        ],
        user,
      ),
    );
    expect(evaluate(['or', [a, ['and', [b, c]]]], user)).toBe(
      evaluate(
        [
          'and',
          [
            ['or', [a, b]],
            ['or', [a, c]],
          ],
        ],
        user,
      ),
    );
  });

  it.prop([formula, formula, users])('what is said twice is said once, and absorbs what it decides', (a, b, user) => {
    const alone = evaluate(a, user);
    expect(evaluate(['and', [a, a]], user)).toBe(alone);
    expect(evaluate(['or', [a, ['and', [a, b]]]], user)).toBe(alone);
    expect(evaluate(['and', [a, ['or', [a, b]]]], user)).toBe(alone);
    expect(evaluate(['not', ['not', a]], user)).toBe(alone);
  });

  it.prop([formula, users])('false absorbs every and, true every or, whatever is unknown', (a, user) => {
    expect(evaluate(['and', [a, false]], user)).toBe(false);
    expect(evaluate(['or', [a, true]], user)).toBe(true);
  });

  it.prop([formula, users, users])('learning more never changes an answer that was known', (a, user, learned) => {
    const known = evaluate(a, user);
    fc.pre(known !== undefined);
    const more = { p: user.p ?? learned.p, q: user.q ?? learned.q, r: user.r ?? learned.r };
    expect(evaluate(a, more)).toBe(known);
  });

  it.prop([formula, fc.record({ p: fc.boolean(), q: fc.boolean(), r: fc.boolean() })])(
    'where everything is known, the answer is',
    (a, user) => {
      expect(evaluate(a, user)).toBeTypeOf('boolean');
    },
  );

  it('agrees with the lattice: and is the lesser, or the greater of false < unknown < true', () => {
    const height = (value: Truth) => (value === undefined ? 1 : value ? 2 : 0);
    for (const [a, b] of pairs) {
      expect(height(evaluate(['and', [p, q]], { p: a, q: b }))).toBe(Math.min(height(a), height(b)));
      expect(height(evaluate(['or', [p, q]], { p: a, q: b }))).toBe(Math.max(height(a), height(b)));
    }
  });
});
