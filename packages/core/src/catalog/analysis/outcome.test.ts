import { describe, expect, it } from 'vitest';
import { ANY, FALSE, isOpen, negated, NOT_FALSE, NOT_TRUE, outcomeOf, SINGLE, TRUE, UNKNOWN } from './outcome.ts';

const NOTHING = 0;

describe('outcomes of a rule, as sets', () => {
  it('are true, false and unknown, each apart from the others', () => {
    expect(SINGLE).toEqual([TRUE, FALSE, UNKNOWN]);
    expect([TRUE | FALSE | UNKNOWN, FALSE | UNKNOWN, TRUE | UNKNOWN]).toEqual([ANY, NOT_TRUE, NOT_FALSE]);
    for (const one of SINGLE) for (const other of SINGLE) expect((one & other) !== 0).toBe(one === other);
  });

  it.each([
    [true, TRUE],
    [false, FALSE],
    [undefined, UNKNOWN],
  ])('what is %s has the outcome %d', (value, outcome) => expect(outcomeOf(value)).toBe(outcome));

  it.each([
    [NOTHING, NOTHING],
    [TRUE, FALSE],
    [FALSE, TRUE],
    [UNKNOWN, UNKNOWN],
    [TRUE | FALSE, TRUE | FALSE],
    [NOT_TRUE, NOT_FALSE],
    [NOT_FALSE, NOT_TRUE],
    [ANY, ANY],
  ])('the opposite of one of %d has one of %d', (outcomes, opposite) => expect(negated(outcomes)).toBe(opposite));

  it.each([
    [NOTHING, false],
    [TRUE, false],
    [FALSE, false],
    [UNKNOWN, false],
    [TRUE | FALSE, true],
    [NOT_TRUE, true],
    [NOT_FALSE, true],
    [ANY, true],
  ])('%d leaves more than one open: %s', (outcomes, open) => expect(isOpen(outcomes)).toBe(open));
});
