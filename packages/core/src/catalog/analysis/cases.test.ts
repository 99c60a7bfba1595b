import { describe, expect, it } from 'vitest';
import { literal, rule } from '../../../../../test/support/rule-literals.ts';
import { printRule } from '../../segment/print.ts';
import { type Case, type Choice, NOTHING_GIVEN, nextChoice, withGiven } from './cases.ts';
import { all, type Formula } from './formula.ts';
import { ANY, FALSE, NOT_FALSE, NOT_TRUE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';

const B = 'customer.b';
const C = 'customer.c';
const RELATION = 'customer.n < customer.m';

const is = (text: string, outcomes: Outcomes = TRUE): Formula => ({ kind: 'atom', atom: rule(text), outcomes });
const any = (...parts: readonly Formula[]): Choice => ({ kind: 'any', parts });

function given(...formulas: readonly Formula[]): Case | undefined {
  return formulas.reduce<Case | undefined>(
    (known, formula) => known && withGiven(known, formula, (_, atom) => literal(printRule(atom)).atom),
    NOTHING_GIVEN,
  );
}

/** The literals of a case, and how many ways each open choice has. */
function said(known: Case | undefined) {
  if (known === undefined) return undefined;
  const literals: Record<string, Outcomes> = {};
  for (const { atom, outcomes } of known.literals.values()) literals[printRule(atom.expression)] = outcomes;
  return { literals, choices: known.choices };
}

describe('what has to be in one case', () => {
  const two = any(is(B), is(C));
  const three = any(is(B), is(C), is(RELATION));

  it.each<[string, Formula[], ReturnType<typeof said>]>([
    ['nothing', [], { literals: {}, choices: [] }],
    ['an atom', [is(B)], { literals: { [B]: TRUE }, choices: [] }],
    ['all of several', [all(is(B), all(is(C, FALSE)))], { literals: { [B]: TRUE, [C]: FALSE }, choices: [] }],
    ['one after the other', [is(B), is(C)], { literals: { [B]: TRUE, [C]: TRUE }, choices: [] }],
    ['what is in both demands', [is(B, NOT_TRUE), is(B, NOT_FALSE)], { literals: { [B]: UNKNOWN }, choices: [] }],
    ['what is in both, at once', [all(is(B, ANY), is(B, FALSE))], { literals: { [B]: FALSE }, choices: [] }],
    ['nothing that contradicts itself', [is(B), is(B, NOT_TRUE)], undefined],
    ['nothing that contradicts itself at once', [all(is(C), is(B), is(B, FALSE))], undefined],
    ['none of no ways', [any()], undefined],
    ['none of no ways, within', [all(is(B), any())], undefined],
    ['the only way', [any(is(B))], { literals: { [B]: TRUE }, choices: [] }],
    ['one of two ways', [two], { literals: {}, choices: [two] }],
    ['choices, as they come', [three, all(is(B), two)], { literals: { [B]: TRUE }, choices: [three, two] }],
  ])('%s', (_, formulas, expected) => expect(said(given(...formulas))).toEqual(expected));

  it('has each atom as it is classified, under its text', () => {
    const known = withGiven(NOTHING_GIVEN, is(B), (key, atom) => {
      expect([key, atom]).toEqual(['["var","customer","b"]', rule(B)]);
      return literal(B).atom;
    });
    expect([...(known?.literals.keys() ?? [])]).toEqual(['["var","customer","b"]']);
    expect(known?.literals.values().next().value?.atom.kind).toBe('unary');
  });

  it('leaves the case that it comes from as it was', () => {
    const before = given(is(B, NOT_FALSE), two);
    withGiven(before ?? NOTHING_GIVEN, all(is(B), three), () => literal(B).atom);
    expect(said(before)).toEqual({ literals: { [B]: NOT_FALSE }, choices: [two] });
    expect(said(NOTHING_GIVEN)).toEqual({ literals: {}, choices: [] });
  });
});

describe('what is looked at next', () => {
  const two = any(is(B), is(C));
  const otherTwo = any(is(C), is(B));
  const three = any(is(B), is(C), is(RELATION));
  const next = (...formulas: readonly Formula[]) => {
    const found = nextChoice(given(...formulas) ?? NOTHING_GIVEN);
    return found && { choice: found.choice, others: said(found.others) };
  };

  it('is nothing where nothing is open', () => {
    expect(next()).toBeUndefined();
    expect(next(is(B), is(RELATION, FALSE))).toBeUndefined();
  });

  it('is the smallest choice, the first of several', () => {
    expect(next(is(B), three, two, otherTwo)).toEqual({
      choice: two,
      others: { literals: { [B]: TRUE }, choices: [otherTwo, three] },
    });
  });

  it('is a choice rather than an outcome', () => {
    expect(next(is(RELATION, NOT_TRUE), two)).toEqual({
      choice: two,
      others: { literals: { [RELATION]: NOT_TRUE }, choices: [] },
    });
  });

  it('is each outcome of an atom of two variables', () => {
    expect(next(is(B), is(RELATION, NOT_TRUE))).toEqual({
      choice: any(is(RELATION, FALSE), is(RELATION, UNKNOWN)),
      others: { literals: { [B]: TRUE, [RELATION]: NOT_TRUE }, choices: [] },
    });
  });

  it.each(['size(customer.s) > 2', "'a' in customer.l", "customer.s + customer.t == 'ab'"])(
    'is each outcome of what depends on more than a value, as %s',
    (text) => expect(next(is(RELATION), is(text, TRUE | FALSE))?.choice).toEqual(any(is(text), is(text, FALSE))),
  );

  it('is no outcome of what depends on a value alone: its outcomes are a set of values', () => {
    expect(next(is(B, NOT_TRUE), is('customer.n > 1', NOT_FALSE))).toBeUndefined();
  });
});
