import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ruleQuestions, ruleVariables } from '../../../../../test/support/random-rules.ts';
import { compileRule } from '../../segment/evaluate.ts';
import { lowerRule } from '../../segment/lower.ts';
import { atomOf } from './classify.ts';
import { hasNoValues, onlyThese, type Value, type Values } from './domain.ts';
import { ANY, FALSE, outcomeOf, TRUE, UNKNOWN } from './outcome.ts';
import { scopeOf } from './scope-of.ts';

const { knowledge } = ruleQuestions();
const interpreting = { ...knowledge, interpreted: true };
const read = (text: string) => lowerRule(text, ruleVariables);
const mayBe = (values: Values, value: Value) => !hasNoValues(onlyThese(values, [value]));

/** A rule about one variable, as it is seen. */
function unary(text: string, known = knowledge) {
  const atom = atomOf(read(text), known);
  if (atom.kind !== 'unary') throw new Error(`${text} is ${atom.kind}`);
  return atom;
}

describe('for which values an atom has which outcomes', () => {
  const numbers = fc.constantFrom(-Number.MAX_VALUE, -1e200, -5, -1, 0, 0.5, 1, 4, 5, 6, 1e200, Number.MAX_VALUE);
  const texts = fc.constantFrom('', 'a', 'aa', 'ab', 'abc', 'b', 'ba', 'c');
  const ofNumbers = fc.constantFrom(
    ...['<', '<=', '>', '>=', '==', '!='].flatMap((by) => [`customer.n ${by} 5`, `1 - customer.n ${by} 5`]),
    'customer.n in [0, 5, 6]',
    'customer.n * 1e200 < 5',
    'customer.n * -1e200 == 5',
    'has(customer.n)',
  );
  const ofTexts = fc.constantFrom(
    ...['<', '<=', '>', '>=', '==', '!='].flatMap((by) => [`customer.s ${by} 'ab'`, `'ab' ${by} customer.s`]),
    "customer.s in ['a', 'b']",
    'customer.s in []',
    "customer.s.startsWith('a')",
    "customer.s.endsWith('b')",
    "customer.s.contains('b')",
    'has(customer.s)',
  );
  const asked = fc.oneof(fc.tuple(ofNumbers, numbers), fc.tuple(ofTexts, texts));

  it.prop([asked, fc.integer({ min: 1, max: 7 })], { numRuns: 200 })(
    'are those for which the rule has them',
    (said, outcomes) => {
      const [text, value] = said;
      const { where, at, name } = unary(text);
      const outcome = outcomeOf(compileRule(read(text))(scopeOf(new Map([[name, value]]))));
      expect(at(value)).toBe(outcome);
      expect(at(value)).toBe(outcome);
      expect(where).toBeDefined();
      if (where !== undefined)
        expect(mayBe(where(outcomes), value), `${text}, ${value}`).toBe((outcome & outcomes) !== 0);
    },
  );

  it.each([
    ['customer.n > 5', { type: 'number', set: [], steps: undefined }],
    ["customer.s == 'a'", { type: 'string', set: { only: [], tests: [], shape: undefined } }],
    ['has(customer.b)', { type: 'boolean', set: [] }],
    ['has(customer.l)', { type: 'list', possible: false }],
  ])('%s is never unknown where there is a value', (text, none) => expect(unary(text).where?.(UNKNOWN)).toEqual(none));

  it('a list or a switch that is there is any', () => {
    expect(unary('has(customer.l)').where?.(TRUE)).toEqual({ type: 'list', possible: true });
    expect(unary('has(customer.l)').where?.(FALSE)).toEqual({ type: 'list', possible: false });
    expect(unary('has(customer.b)').where?.(TRUE)).toEqual({ type: 'boolean', set: [true, false] });
  });

  it.each([
    'customer.b',
    'customer.n * customer.n > 5',
    "customer.s + 'x' == 'ax'",
    "(customer.s + 'x').startsWith('a')",
    'customer.s == customer.s',
    "size(customer.s + 'x') > 2",
    "(customer.n > 5 ? 'a' : 'b') == 'a'",
  ])('of %s that is only known value by value', (text) => expect(unary(text).where).toBeUndefined());

  it.each([
    [true, TRUE],
    [false, FALSE],
  ])('customer.b, %s', (value, outcome) => expect(unary('customer.b').at(value)).toBe(outcome));
});

describe('what becomes of an atom without its variable', () => {
  it.each([
    ['customer.n > 5', UNKNOWN],
    ['customer.b', UNKNOWN],
    ['has(customer.n)', FALSE],
    ['(has(customer.n) ? 1 : 2) == 2', TRUE],
    ['(has(customer.n) ? 1 : 2) == 1', FALSE],
  ])('%s: %i', (text, outcome) => expect(unary(text).whereAbsent).toBe(outcome));
});

describe('what may become of an atom whose variable has another type than was declared', () => {
  it.each([
    ['has(customer.n)', TRUE, TRUE],
    ['has(customer.l)', TRUE, TRUE],
    ['customer.b', UNKNOWN, UNKNOWN],
    ['customer.n > 5', UNKNOWN, UNKNOWN],
    ["customer.s.startsWith('a')", UNKNOWN, UNKNOWN],
    ["customer.s == 'a'", UNKNOWN, FALSE | UNKNOWN],
    ['customer.n == 5', UNKNOWN, FALSE | UNKNOWN],
    // A value of another type is in no list of constants.
    ["customer.s in ['a', 'b']", FALSE, FALSE | UNKNOWN],
    ["customer.s + 'x' in ['ax']", ANY, FALSE | UNKNOWN],
    ['customer.n * customer.n > 5', ANY, ANY],
    ['customer.s != customer.s', ANY, ANY],
  ])('%s: %i in a rule, %i where it is interpreted', (text, inRule, interpreted) => {
    expect(unary(text).whereMisfit).toBe(inRule);
    expect(unary(text, interpreting).whereMisfit).toBe(interpreted);
  });

  it.prop(
    [
      fc.constantFrom(
        'customer.b',
        'has(customer.s)',
        'customer.n > 5',
        'customer.n == 5',
        'customer.n * 2 in [4]',
        "customer.s >= 'a'",
        "customer.s != 'a'",
        "customer.s in ['a']",
        "customer.s + 'x' == 'ax'",
        'customer.s == customer.s',
      ),
      fc.constantFrom<string | number | boolean>(5, 'a', '', true, false, 0),
    ],
    { numRuns: 100 },
  )('is no other than what does', (text, value) => {
    const { name, whereMisfit } = unary(text);
    fc.pre(typeof value !== knowledge.typeOf(name));
    expect(outcomeOf(compileRule(read(text))(scopeOf(new Map([[name, value]])))) & whereMisfit).not.toBe(0);
  });
});
