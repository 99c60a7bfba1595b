import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomRule, randomScope } from '../../../../../test/support/random-rules.ts';
import { rule, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import { printRule } from '../../segment/print.ts';
import type { Scope } from '../../segment/scope.ts';
import { all, demand, type Formula, TooLargeError } from './formula.ts';
import { ANY, FALSE, NOT_FALSE, NOT_TRUE, type Outcomes, outcomeOf, TRUE, UNKNOWN } from './outcome.ts';

const EITHER = TRUE | FALSE;
const WORDS: Record<Outcomes, string> = {
  [TRUE]: 'is true',
  [FALSE]: 'is false',
  [UNKNOWN]: 'is unknown',
  [NOT_TRUE]: 'is not true',
  [NOT_FALSE]: 'is not false',
  [EITHER]: 'is known',
};
const isBoolean = (name: string) => ruleKnowledge.typeOf(name) === 'boolean';
const demanded = (expression: Expression, outcomes: Outcomes) => demand(expression, outcomes, isBoolean);

function said(formula: Formula): string {
  if (formula.kind === 'atom')
    return `${printRule(formula.atom).replaceAll('customer.', '')} ${WORDS[formula.outcomes] ?? ''}`;
  if (formula.parts.length === 0) return formula.kind === 'all' ? 'always' : 'never';
  const parts = formula.parts.map((part) => (part.kind === 'atom' ? said(part) : `(${said(part)})`));
  return parts.join({ all: ' and ', any: ' or ' }[formula.kind]);
}

describe('what has to be for a rule to have an outcome', () => {
  it.each<[string, Outcomes, string]>([
    ['customer.b', TRUE, 'b is true'],
    ['customer.b', NOT_TRUE, 'b is not true'],
    ['customer.b', ANY, 'always'],
    ['customer.b', 0, 'never'],
    ['!customer.b', TRUE, 'b is false'],
    ['!customer.b', NOT_TRUE, 'b is not false'],
    ['true', TRUE, 'always'],
    ['true', NOT_TRUE, 'never'],
    ['false', NOT_TRUE, 'always'],
    ['false', NOT_FALSE, 'never'],
    ['customer.b && customer.c', TRUE, 'b is true and c is true'],
    ['customer.b && customer.c', FALSE, 'b is false or c is false'],
    ['customer.b && customer.c', NOT_FALSE, 'b is not false and c is not false'],
    ['customer.b && customer.c', NOT_TRUE, 'b is not true or c is not true'],
    ['customer.b && customer.c', UNKNOWN, '(b is not true or c is not true) and b is not false and c is not false'],
    ['customer.b && customer.c', EITHER, '(b is true and c is true) or b is false or c is false'],
    ['customer.b || customer.c', TRUE, 'b is true or c is true'],
    ['customer.b || customer.c', FALSE, 'b is false and c is false'],
    ['customer.b || customer.c', NOT_TRUE, 'b is not true and c is not true'],
    ['customer.b || customer.c', NOT_FALSE, 'b is not false or c is not false'],
    ['customer.b || customer.c', UNKNOWN, '(b is not false or c is not false) and b is not true and c is not true'],
    ['customer.b || customer.c', EITHER, '(b is false and c is false) or b is true or c is true'],
    ['customer.b ? customer.c : customer.n > 1', TRUE, '(b is true and c is true) or (b is false and n > 1 is true)'],
    [
      'customer.b ? customer.c : customer.n > 1',
      NOT_TRUE,
      '(b is true and c is not true) or (b is false and n > 1 is not true) or b is unknown',
    ],
  ])('%s, outcome %d: %s', (text, outcomes, formula) => expect(said(demanded(rule(text), outcomes))).toBe(formula));

  it('is unknown of what is neither true nor false', () => {
    for (const constant of ['text', 0, 1]) {
      expect(said(demanded(constant, NOT_TRUE))).toBe('always');
      expect(said(demanded(constant, EITHER))).toBe('never');
    }
  });

  it('is all of several', () => {
    const [b, c] = [demanded(rule('customer.b'), TRUE), demanded(rule('customer.c'), FALSE)];
    expect(said(all(b, c))).toBe('b is true and c is false');
    expect(said(all())).toBe('always');
  });
});

describe('whether two truths are equal', () => {
  it.each<[string, Outcomes, string]>([
    ['customer.b == (customer.n > 1)', TRUE, '(b is true and n > 1 is true) or (b is false and n > 1 is false)'],
    ['customer.b != (customer.n > 1)', TRUE, '(b is true and n > 1 is false) or (b is false and n > 1 is true)'],
    ['(customer.n > 1) == customer.b', UNKNOWN, 'n > 1 is unknown or b is unknown'],
    ['customer.b == true', TRUE, '(b is true and (always)) or (b is false and (never))'],
    [
      '(customer.n > 1) == (customer.m > 1)',
      TRUE,
      '(n > 1 is true and m > 1 is true) or (n > 1 is false and m > 1 is false)',
    ],
    [
      '(customer.b ? customer.c : true) == has(customer.n)',
      UNKNOWN,
      '((b is true and c is unknown) or (b is false and (never)) or b is unknown) or has(n) is unknown',
    ],
    [
      '(customer.b ? true : customer.c) == has(customer.n)',
      UNKNOWN,
      '((b is true and (never)) or (b is false and c is unknown) or b is unknown) or has(n) is unknown',
    ],
    ['(customer.n > customer.m) == customer.b', UNKNOWN, 'n > m is unknown or b is unknown'],
    [
      '(customer.b ? true : false) == customer.c',
      UNKNOWN,
      '((b is true and (never)) or (b is false and (never)) or b is unknown) or c is unknown',
    ],
    [
      '(customer.b ? true : false) == (customer.c ? false : true)',
      UNKNOWN,
      '((b is true and (never)) or (b is false and (never)) or b is unknown) or ' +
        '((c is true and (never)) or (c is false and (never)) or c is unknown)',
    ],
    // Attributes that were declared as truths and are texts may be the same text.
    ['customer.b == customer.c', TRUE, 'b == c is true'],
    ['customer.b != customer.c', FALSE, 'b != c is false'],
    // Numbers and texts are compared as they are.
    ['customer.n == 1', TRUE, 'n == 1 is true'],
    ["'a' != customer.s", NOT_TRUE, "'a' != s is not true"],
    ['customer.n + 1 == customer.m - 1', UNKNOWN, 'n + 1 == m - 1 is unknown'],
  ])('%s, outcome %d: %s', (text, outcomes, formula) => expect(said(demanded(rule(text), outcomes))).toBe(formula));

  it('goes by what an attribute that was chosen among two is', () => {
    expect(said(demanded(rule('(customer.b ? customer.c : true) == customer.c'), TRUE))).toBe(
      '(b is true and c == c is true) or (b is false and (((always) and c is true) or ((never) and c is false)))',
    );
    expect(said(demanded(rule('(customer.b ? true : customer.c) == customer.c'), TRUE))).toBe(
      '(b is true and (((always) and c is true) or ((never) and c is false))) or (b is false and c == c is true)',
    );
  });
});

describe('a comparison with a condition inside', () => {
  it.each<[string, Outcomes, string]>([
    ['(customer.b ? 1 : 2) < customer.n', TRUE, '(b is true and 1 < n is true) or (b is false and 2 < n is true)'],
    [
      '1 + (customer.b ? 1 : 2) < customer.n',
      UNKNOWN,
      '(b is true and 1 + 1 < n is unknown) or (b is false and 1 + 2 < n is unknown) or b is unknown',
    ],
    ["customer.l.exists(x, (x == 'a' ? customer.b : customer.c))", TRUE, "l.exists(x, x == 'a' ? b : c) is true"],
    ["customer.l.all(x, (x == 'a' ? customer.b : customer.c))", TRUE, "l.all(x, x == 'a' ? b : c) is true"],
    [
      '(customer.b ? customer.n : 1) > (customer.c ? customer.m : 2)',
      TRUE,
      '(b is true and ((c is true and n > m is true) or (c is false and n > 2 is true))) or ' +
        '(b is false and ((c is true and 1 > m is true) or (c is false and 1 > 2 is true)))',
    ],
  ])('%s, outcome %d: %s', (text, outcomes, formula) => expect(said(demanded(rule(text), outcomes))).toBe(formula));

  it('has it in the list that is gone through', () => {
    expect(said(demanded(['exists', ['if', rule('customer.b'), ['list', ['a']], ['list', []]], true], TRUE))).toBe(
      "(b is true and ['a'].exists(x, true) is true) or (b is false and [].exists(x, true) is true)",
    );
  });
});

describe('a demand that is too large', () => {
  const part = rule('customer.b');
  const many = (parts: number): Expression => ['and', Array.from({ length: parts }, () => part)];

  it('is looked at up to four thousand parts', () => {
    expect(() => demanded(many(3999), TRUE)).not.toThrow();
  });

  it('is refused beyond', () => {
    expect(() => demanded(many(4000), TRUE)).toThrow(TooLargeError);
    expect(() => demanded(many(4000), TRUE)).toThrow('the rule has too many alternatives');
    expect(new TooLargeError().code).toBe('too_large');
  });
});

describe('laws of demands', () => {
  const scopes = Array.from({ length: 60 }, (_, seed) => randomScope(seed));
  const holds = (formula: Formula, scope: Scope): boolean => {
    if (formula.kind === 'atom') return (outcomeOf(compileRule(formula.atom)(scope)) & formula.outcomes) !== 0;
    if (formula.kind === 'all') return formula.parts.every((part) => holds(part, scope));
    return formula.parts.some((part) => holds(part, scope));
  };

  it.prop([randomRule, fc.nat({ max: ANY })], { numRuns: 50 })(
    'what is demanded is true just where the rule has one of the outcomes',
    (text, outcomes) => {
      const expression = rule(text);
      const formula = demanded(expression, outcomes);
      const run = compileRule(expression);
      for (const scope of scopes) expect(holds(formula, scope)).toBe((outcomeOf(run(scope)) & outcomes) !== 0);
    },
  );
});
