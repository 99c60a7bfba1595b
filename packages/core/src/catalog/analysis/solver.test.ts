import { describe, expect, it } from 'vitest';
import { rule, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import type { Scope } from '../../segment/scope.ts';
import { all, demand, type Formula } from './formula.ts';
import { FALSE, NOT_TRUE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';
import { Solver } from './solver.ts';

const demanded = (text: string, outcomes: Outcomes = TRUE) =>
  demand(rule(text), outcomes, (name) => ruleKnowledge.typeOf(name) === 'boolean');
const solver = (steps = Number.POSITIVE_INFINITY) => new Solver(ruleKnowledge, { steps });
const solved = (text: string, outcomes?: Outcomes) => solver().solve(demanded(text, outcomes));

/** A part that can be true, as far as anybody sees, and never is. */
const never = (name: string) => `customer.s + customer.t == '${name}1' && customer.t + customer.s == '1${name}'`;

describe('what can be, with an example', () => {
  it.each<[string, Outcomes, object]>([
    ['true', TRUE, {}],
    ['customer.b', TRUE, { customer: { b: true } }],
    ['customer.b', FALSE, { customer: { b: false } }],
    ['customer.b', UNKNOWN, {}],
    ['customer.n > 5 && customer.n < 6', TRUE, { customer: { n: 5.5 } }],
    ['customer.b && false || customer.c', TRUE, { customer: { c: true } }],
    ['(customer.b || customer.c) && !customer.b', TRUE, { customer: { b: false, c: true } }],
    ["customer.s + customer.t == 'ab'", TRUE, { customer: { s: '', t: 'ab' } }],
    // Only what is written out leads to it.
    ["customer.l.exists(x, x == 'ab' && x.startsWith('a'))", TRUE, { customer: { l: ['ab'] } }],
    ["customer.l.exists(x, !(x in ['', 'x']) && x.contains('q'))", TRUE, { customer: { l: ['q'] } }],
    ['size(customer.l) == 2', TRUE, { customer: { l: ['x', 'x'] } }],
    [
      "'pack' in license.addons && license.plan == 'business'",
      TRUE,
      { license: { plan: 'business', addons: ['pack'] } },
    ],
    [`(${never('q')}) || customer.b`, TRUE, { customer: { b: true } }],
  ])('%s, outcome %d: %j', (text, outcomes, example) =>
    expect(solved(text, outcomes)).toEqual({ kind: 'possible', example }),
  );

  it('is found by trying a text that is written out', () => {
    const written = "customer.s + '' == 'q7'";
    expect(solved(written)).toEqual({ kind: 'possible', example: { customer: { s: 'q7' } } });
    const both = { customer: { s: 'q7', l: ['q7'] } };
    expect(solved(`customer.s in customer.l && ${written}`)).toEqual({ kind: 'possible', example: both });
  });
});

describe('what cannot be', () => {
  it.each<[string, Outcomes]>([
    ['false', TRUE],
    ['true', NOT_TRUE],
    ['customer.b && !customer.b', TRUE],
    ['customer.n > 5 && customer.n < 5', TRUE],
    ['(customer.b || customer.c) && !customer.b && !customer.c', TRUE],
    ['customer.n < customer.m && customer.m < customer.n', TRUE],
    ["customer.l.exists(x, x == 'a' && x == 'b')", TRUE],
    ["customer.l.exists(x, x.startsWith('a')) && customer.l.all(x, x.startsWith('b'))", TRUE],
    ["'qpack' in license.addons && license.plan == 'business'", TRUE],
  ])('%s, outcome %d', (text, outcomes) => expect(solved(text, outcomes)).toEqual({ kind: 'impossible' }));
});

describe('what nobody can say', () => {
  it.each([
    [never('q'), "customer.s + customer.t == 'q1', customer.t + customer.s == '1q' is not understood"],
    [
      `${never('q')} || customer.n > 5 && customer.n < 5`,
      "customer.s + customer.t == 'q1', customer.t + customer.s == '1q' is not understood",
    ],
    [
      `customer.n > 5 && customer.n < 5 || ${never('q')}`,
      "customer.s + customer.t == 'q1', customer.t + customer.s == '1q' is not understood",
    ],
    ['customer.b && customer.n * customer.m == 7', 'customer.n * customer.m == 7 is not understood'],
    ["customer.l.exists(x, x + 'b' == 'qqb')", 'no example was found'],
    ["customer.s + 'b' == 'qqb'", 'no example was found'],
  ])('%s: %s', (text, why) => expect(solved(text)).toEqual({ kind: 'not_analysed', why }));

  const tooMany = { kind: 'not_analysed', why: 'it has too many cases' };

  it('is what has more than 1500 cases, in each question', () => {
    const [b, notB] = [demanded('customer.b'), demanded('customer.b', NOT_TRUE)];
    const contradicted = (times: number) => all(b, { kind: 'any', parts: Array.from({ length: times }, () => notB) });
    const one = solver();
    expect(one.solve(contradicted(1499))).toEqual({ kind: 'impossible' });
    expect(one.solve(contradicted(1500))).toEqual(tooMany);
    expect(one.solve(contradicted(1499))).toEqual({ kind: 'impossible' });
  });

  it('is what no example was found of in 24 cases, and what comes after them', () => {
    const never = demanded("customer.l.exists(x, x + 'b' == 'qqb')");
    const after = (cases: number): Formula => {
      const parts = Array.from({ length: cases }, (_, index) => all(demanded(`customer.n == ${index}`), never));
      return { kind: 'any', parts: [...parts, demanded('customer.b')] };
    };
    const one = solver();
    expect(one.solve(after(24))).toEqual({ kind: 'not_analysed', why: 'no example was found' });
    expect(one.solve(after(23))).toEqual({ kind: 'possible', example: { customer: { b: true } } });
  });

  const twoImpossible = 'customer.b && !customer.b || customer.c && !customer.c';

  it.each([
    [1, 'customer.b', 'possible'],
    [3, twoImpossible, 'impossible'],
  ])('is nothing that is seen in %d steps, as that %s is %s', (steps, text, kind) => {
    const effort = { steps };
    expect(new Solver(ruleKnowledge, effort).solve(demanded(text)).kind).toBe(kind);
    expect(effort.steps).toBe(0);
  });

  it.each([
    [0, 'customer.b'],
    [2, twoImpossible],
  ])('is what %d steps are too few for, as %s', (steps, text) => {
    expect(new Solver(ruleKnowledge, { steps }).solve(demanded(text))).toEqual(tooMany);
  });

  it('counts what is asked of elements', () => {
    const effort = { steps: 100 };
    const one = new Solver(ruleKnowledge, effort);
    one.solve(demanded("'a' in customer.l"));
    const first = 100 - effort.steps;
    expect(first).toBeGreaterThan(1);
    // What was asked of an element before is known.
    one.solve(demanded("'a' in customer.l"));
    expect(100 - effort.steps - first).toBe(1);
  });
});

describe('whether a formula is true of a scope', () => {
  const [b, c] = [demanded('customer.b'), demanded('customer.c', NOT_TRUE)];

  it.each<[string, Formula, Scope, boolean]>([
    ['an atom', b, { customer: { b: true } }, true],
    ['an atom', b, { customer: { b: false } }, false],
    ['an atom', b, {}, false],
    ['one of some outcomes', c, {}, true],
    ['one of some outcomes', c, { customer: { c: false } }, true],
    ['one of some outcomes', c, { customer: { c: true } }, false],
    ['all', all(b, c), { customer: { b: true } }, true],
    ['all', all(b, c), {}, false],
    ['all', all(b, c), { customer: { b: true, c: true } }, false],
    ['all of nothing', all(), {}, true],
    ['any', { kind: 'any', parts: [b, c] }, {}, true],
    ['any', { kind: 'any', parts: [b, c] }, { customer: { b: false, c: true } }, false],
    ['any of nothing', { kind: 'any', parts: [] }, {}, false],
  ])('%s: %j, of %j: %s', (_, formula, scope, expected) => {
    const one = solver();
    expect(one.holds(formula, scope)).toBe(expected);
    expect(one.holds(formula, scope)).toBe(expected);
  });
});
