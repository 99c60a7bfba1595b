import { describe, expect, it } from 'vitest';
import { placesIn, toldOf } from '../../../../../test/support/segment-catalogs.ts';
import type { EffectOperation } from '../../terms/effect.ts';
import { Report } from '../report.ts';
import { knowledgeOf } from './knowledge.ts';
import { analyseShadows, analyseTies, type Laid } from './pairs.ts';
import { Questions } from './questions.ts';
import type { NotAnalysed } from './segment.ts';

const FEW = 'customer.n > 3';
const MANY = 'customer.n > 5';
const CERTAIN = 'license.tier >= 10';
const SURE = 'license.tier >= 20';
/** True of one customer whom nobody finds. */
const SECRET = "customer.id + 'x' == 'abcx'";
const WHY = 'no example was found';

describe('two segments of one rank that meet on a feature', () => {
  const seats = (one: string, other: string, rank = 1) =>
    toldOf({
      a: { rule: FEW, rank: 1, lays: `seats: ${one}` },
      b: { rule: 'customer.b', rank, lays: `seats: ${other}` },
    });

  it('are told where their order matters, with an example of whom both match', () => {
    expect(seats('{ add: 5 }', '{ multiply: 2 }')).toEqual({
      told: [
        'rank_tie: "b" and "a" have rank 1 and both change "seats", with { multiply: 2 } and { add: 5 }, whose order matters; ' +
          'both match where customer.b is true and customer.n is 4. Give one of them another rank.',
      ],
      open: [],
    });
  });

  it('are told at the later one’s effect', () => {
    const tied = {
      b: { rule: 'customer.b', rank: 1, lays: 'on: true, seats: { add: 5 }' },
      a: { rule: FEW, rank: 1, lays: 'seats: { multiply: 2 }' },
    };
    expect(placesIn(tied).filter(([code]) => code === 'rank_tie')).toEqual([['rank_tie', 'seats: { add: 5 } }']]);
  });

  it.each([
    ['another rank', () => seats('{ add: 5 }', '{ multiply: 2 }', 2)],
    ['another order that makes no difference', () => seats('{ add: 5 }', '{ add: 2 }')],
    [
      'another feature',
      () =>
        toldOf({ a: { rule: FEW, rank: 1, lays: 'seats: 9' }, b: { rule: 'customer.b', rank: 1, lays: 'calls: 5' } }),
    ],
    [
      'other customers',
      () =>
        toldOf({
          a: { rule: FEW, rank: 1, lays: 'seats: { add: 5 }' },
          b: { rule: 'customer.n < 3', rank: 1, lays: 'seats: { multiply: 2 }' },
        }),
    ],
  ])('are not told where there is %s', (_, told) => expect(told()).toEqual({ told: [], open: [] }));

  it('are told for each two of three, once', () => {
    const three = {
      a: { rule: FEW, rank: 1, lays: 'calls: { add: 1 }' },
      b: { rule: 'customer.b', rank: 1, lays: 'calls: { add: 2 }' },
      c: { rule: 'customer.m > 3', rank: 1, lays: 'calls: { multiply: 2 }' },
    };
    expect(toldOf(three).told.map((told) => told.slice(0, 25))).toEqual([
      'rank_tie: "c" and "a" hav',
      'rank_tie: "c" and "b" hav',
    ]);
  });

  it('are left open where nobody can say whether they meet', () => {
    const { told, open } = toldOf({
      a: { rule: SECRET, rank: 1, lays: 'seats: { add: 5 }' },
      b: { rule: FEW, rank: 1, lays: 'seats: { multiply: 2 }' },
    });
    expect(told).toEqual([]);
    expect(open).toContainEqual({ segment: 'b', other: 'a', question: 'overlaps', why: WHY });
  });
});

describe('an effect of which another one leaves nothing', () => {
  /** What is told of the effects on a feature that two segments lay, one after the other. */
  const laid = (feature: string, [rule, one]: readonly string[], [later, other]: readonly string[]) =>
    toldOf({
      a: { rule: rule ?? '', lays: `${feature}: ${one}` },
      b: { rule: later ?? '', lays: `${feature}: ${other}` },
    });

  it('is told with the one that hides it', () => {
    expect(laid('seats', [MANY, '{ add: 5 }'], [FEW, '9'])).toEqual({
      told: [
        'overlay_shadowed: "a" lays { add: 5 } on "seats", and nothing of it is left: "b" comes after it, ' +
          'matches whenever it does, and lays 9',
      ],
      open: [],
    });
  });

  it('is told where it stands', () => {
    const shadowed = { a: { rule: MANY, lays: 'on: true, seats: { add: 5 }' }, b: { rule: FEW, lays: 'seats: 9' } };
    expect(placesIn(shadowed)).toContainEqual(['overlay_shadowed', 'seats: { add: 5 } }']);
  });

  it.each([
    ['the later one matches less', () => laid('seats', [FEW, '{ add: 5 }'], [MANY, '9'])],
    ['the later one adds to it', () => laid('seats', [MANY, '8'], [FEW, '{ add: 1 }'])],
    ['it is the later one', () => laid('seats', [FEW, '9'], [MANY, '{ add: 5 }'])],
    // Where n is not known neither segment is, and of what may restrict it is taken as if it were there.
    ['it may restrict, and the later one is not known to match', () => laid('seats', [MANY, '8'], [FEW, '9'])],
  ])('is nothing to tell of where %s', (_, told) => expect(told()).toEqual({ told: [], open: [] }));

  it.each([
    ['what may restrict, by what matches for certain', () => laid('seats', [SURE, '8'], [CERTAIN, '9'])],
    ['what does not restrict, by what may match', () => laid('seats', [MANY, 'unlimited'], [FEW, '9'])],
    ['a quality, which is neither less nor more', () => laid('support', [MANY, 'low'], [FEW, 'high'])],
  ])('is told of %s', (_, tell) => {
    const { told } = tell();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^overlay_shadowed: "a" lays/);
  });

  it('is told once, however many hide it, and of each that is hidden', () => {
    const { told } = toldOf({
      a: { rule: MANY, lays: 'seats: { atLeast: 50 }' },
      b: { rule: MANY, lays: 'seats: { atLeast: 60 }' },
      c: { rule: FEW, lays: 'seats: { atLeast: 70 }' },
    });
    expect(told.map((said) => said.replace(/ on .*"(\w)" comes after it.*/, ' – $1'))).toEqual([
      'overlay_shadowed: "a" lays { atLeast: 50 } – b',
      'overlay_shadowed: "b" lays { atLeast: 60 } – c',
    ]);
  });

  it('is not hidden by a floor where something else is laid in between', () => {
    const floors = (between: string) =>
      toldOf({
        before: { rule: FEW, lays: `calls: { add: 1 }, seats: { add: 1 }` },
        a: { rule: MANY, lays: 'seats: { atLeast: 50 }' },
        b: { rule: 'customer.b', lays: `${between}: { add: 1 }` },
        c: { rule: FEW, lays: 'seats: { atLeast: 60 }' },
      }).told;
    expect(floors('seats')).toEqual([]);
    expect(floors('calls')).toHaveLength(1);
  });

  it('is left open where nobody can say whether the later one matches', () => {
    const open = { segment: 'a', other: 'b', question: 'shadowed', why: WHY };
    const segments = {
      a: { rule: SECRET, lays: 'seats: { add: 5 }' },
      b: { rule: FEW, lays: 'seats: 9' },
    };
    const told = toldOf(segments);
    expect(told.told).toEqual([]);
    expect(told.open).toContainEqual(open);
    // But not where another one hides it for certain.
    const hidden = toldOf({ ...segments, c: { rule: 'true', lays: 'seats: 7' } });
    expect(hidden.told).toContainEqual(expect.stringMatching(/^overlay_shadowed: "a" .* "c" comes after it/));
    expect(hidden.open).not.toContainEqual(expect.objectContaining({ question: 'shadowed' }));
  });
});

describe('where so much was asked that nothing more is looked at', () => {
  const one = (name: string, operation: EffectOperation, value: number): Laid => ({
    segment: { name, level: 'customer', rank: 1, rule: true },
    effect: { segment: name, feature: 'seats', operation, value },
  });
  const laid = [one('a', 'add', 5), one('b', 'set', 9)];
  const asked = (question: NotAnalysed['question']) =>
    ['a', 'b'].map((segment) => ({ segment, question, why: 'the catalog has more to compare than is looked at' }));

  it('every effect is left open', () => {
    const questions = new Questions(
      knowledgeOf(() => undefined, []),
      { steps: 0 },
    );
    const report = new Report(() => ({ file: '', line: 1, column: 1 }));
    const open: NotAnalysed[] = [];
    analyseTies(laid, questions, report, open);
    analyseShadows(laid, false, questions, report, open);
    expect(open).toEqual([...asked('overlaps'), ...asked('shadowed')]);
    expect(report.problems()).toEqual([]);
  });
});
