import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { textsWhere } from '../../../../../test/support/text-sets.ts';
import { SUBDIVISION } from './countries.ts';
import { ALL_TEXTS, isEmptyOfTexts, isIn, NO_TEXTS, someTexts, type TextSet, textsIn, theseTexts } from './text-set.ts';

const SUBDIVISIONS: TextSet = { ...ALL_TEXTS, shape: SUBDIVISION };
const shaped = (rule: string): TextSet => ({ ...textsWhere(rule), shape: SUBDIVISION });
const numbered = Array.from({ length: 13 }, (_, index) => `t${index}`);

describe('whether a text is in a set', () => {
  it.each([
    ["s == 'ab'", ['ab'], ['', 'a', 'abc']],
    ["s != 'ab'", ['', 'a', 'abc'], ['ab']],
    ["s in ['a', 'b']", ['a', 'b'], ['', 'ab', 'c']],
    ["!(s in ['a', 'b'])", ['', 'ab', 'c'], ['a', 'b']],
    ['s in []', [], ['', 'a']],
    ["s.startsWith('ab')", ['ab', 'abc'], ['a', 'xab']],
    ["s.endsWith('ab')", ['ab', 'xab'], ['b', 'abc']],
    ["s.contains('ab')", ['ab', 'xabc'], ['a', 'axb']],
    ["!s.contains('ab')", ['', 'ba'], ['ab', 'xabc']],
    ["s < 'b'", ['', 'a', 'az', 'B'], ['b', 'ba', 'c']],
    ["s <= 'b'", ['a', 'b'], ['ba', 'c']],
    ["s > 'b'", ['b ', 'c'], ['a', 'b']],
    ["s >= 'b'", ['b', 'ba'], ['', 'az']],
  ])('%s: %j are, %j are not', (condition, inside, outside) => {
    expect(inside.filter((text) => !isIn(textsWhere(condition), text))).toEqual([]);
    expect(outside.filter((text) => isIn(textsWhere(condition), text))).toEqual([]);
  });

  it('has to be listed, to have the shape, and to pass every test', () => {
    const set: TextSet = { ...shaped("s > 'B' && s != 'DE-BY'"), only: ['AT-9', 'DE-BE', 'DE-BY', 'Wien'] };
    const tried = ['AT-9', 'DE-BE', 'DE-BY', 'Wien', 'US-CA'];
    expect(tried.filter((text) => isIn(set, text))).toEqual(['DE-BE']);
    expect(tried.filter((text) => isIn(ALL_TEXTS, text))).toEqual(tried);
    expect(tried.filter((text) => isIn(NO_TEXTS, text))).toEqual([]);
  });
});

describe('the texts that are in two sets are listed where it shows which they are', () => {
  it.each<[string, string[] | undefined]>([
    ["s == 'a'", ['a']],
    ["s in ['b', 'a'] && s != 'a'", ['b']],
    ["s in ['a', 'b'] && s in ['b', 'c']", ['b']],
    ["s != 'a'", undefined],
    ["s.startsWith('a')", undefined],
    ["s >= 'a' && s <= 'a'", ['a']],
    ["s >= 'a' && s <= 'a' && s != 'a'", []],
    ["s >= 'a' && s < 'a'", undefined],
    ["s > 'a' && s <= 'a'", undefined],
    ["s >= 'a' && s <= 'b'", undefined],
    ["s >= 'a'", undefined],
    ["s <= 'a'", undefined],
  ])('%s: %j', (rule, only) => {
    const [first = '', ...others] = rule.split(' && ');
    const [one, other] = [textsWhere(first), textsWhere(others.join(' && '))];
    expect(textsIn(one, other).only).toEqual(only);
    expect(textsIn(other, one).only).toEqual(only);
  });

  it('keeps those of a list that the other has, and both have the shape', () => {
    expect(textsIn(theseTexts(['a', 'b']), theseTexts(['b', 'c'])).only).toEqual(['b']);
    expect(textsIn(theseTexts(['a', 'b']), textsWhere("s > 'a'")).only).toEqual(['b']);
    expect(textsIn(textsWhere("s > 'a'"), theseTexts(['a', 'b'])).only).toEqual(['b']);
    expect(textsIn(theseTexts(['DE-BE', 'Berlin']), SUBDIVISIONS)).toMatchObject({ only: ['DE-BE'] });
    expect(textsIn(SUBDIVISIONS, ALL_TEXTS).shape).toBe(SUBDIVISION);
    expect(textsIn(ALL_TEXTS, SUBDIVISIONS).shape).toBe(SUBDIVISION);
  });
});

describe('a set that nothing can be in', () => {
  it.each([
    "s.startsWith('ab') && s.startsWith('ac')",
    "s.startsWith('abc') && s.startsWith('b')",
    "s.startsWith('a\uFFFF') && s.startsWith('b')",
    "s.endsWith('ba') && s.endsWith('ca')",
    "s.endsWith('cba') && s.endsWith('a') && s.endsWith('b')",
    "s.startsWith('ab') && !s.startsWith('a')",
    "!s.startsWith('')",
    "s.endsWith('ab') && !s.endsWith('b')",
    "!s.endsWith('')",
    "s.startsWith('abc') && !s.contains('b')",
    "s.endsWith('abc') && !s.contains('b')",
    "s.contains('abc') && !s.contains('b')",
    "!s.contains('')",
    "s > 'b' && s < 'a'",
    "s >= 'a' && s < 'a'",
    "s > 'a' && s <= 'a'",
    "s.startsWith('b') && s < 'b'",
    "s.startsWith('b') && s >= 'c'",
    "s.startsWith('az') && s > 'a{'",
    "s.startsWith('a') && s.startsWith('') && s > 'b'",
    "s < 'c' && s < 'b' && s > 'b'",
    "s > 'a' && s > 'b' && s < 'b'",
    "s < 'b' && s <= 'b' && s >= 'b'",
    "s > 'b' && s >= 'b' && s <= 'b'",
  ])('%s', (rule) => {
    expect(isEmptyOfTexts(textsWhere(rule))).toBe(true);
    expect(isEmptyOfTexts(textsWhere(rule.split(' && ').toReversed().join(' && ')))).toBe(true);
  });

  it.each([
    "s.startsWith('a') && s.startsWith('ab')",
    "s.endsWith('b') && s.endsWith('ab')",
    "s.startsWith('a') && s.endsWith('b') && s.contains('c')",
    "s.startsWith('a') && !s.startsWith('ab')",
    "s.endsWith('b') && !s.endsWith('ab')",
    "s.contains('b') && !s.contains('abc')",
    "s.contains('b') && !s.startsWith('b') && !s.endsWith('b')",
    "!s.contains('e')",
    "!s.startsWith('b') && s < 'b'",
    "!s.startsWith('b') && s >= 'c'",
    "s >= 'a' && s <= 'a'",
    "s >= 'a' && s < 'b'",
    "s > 'b'",
    "s < 'b'",
    "s.startsWith('b') && s <= 'b'",
    "s.startsWith('b') && s > 'bzzz'",
    "s.startsWith('') && s > 'a'",
    "s.startsWith('\uFFFF') && s > '\uFFFF'",
    "s.contains('b') && s < 'a'",
    "s == 'b' && s < 'a'",
  ])('is not seen in %s', (rule) => {
    expect(isEmptyOfTexts(textsWhere(rule))).toBe(false);
    expect(isEmptyOfTexts(textsWhere(rule.split(' && ').toReversed().join(' && ')))).toBe(false);
  });

  it('is an empty list, whatever else is known; a list of any is not', () => {
    expect([NO_TEXTS, theseTexts([]), theseTexts(['']), ALL_TEXTS].map(isEmptyOfTexts)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["s.startsWith('de')", true],
    ["s.startsWith('DE-BERLIN')", true],
    ["s.startsWith('DE-B')", false],
    ["s.startsWith('D')", false],
    ["s != 'DE-BE'", false],
  ])('has to begin as its shape does: of subdivisions, %s is empty: %s', (condition, empty) =>
    expect(isEmptyOfTexts(shaped(condition))).toBe(empty),
  );
});

describe('texts to try', () => {
  it.each<[string, string[]]>([
    ['', ['', 'x', 'y-1', 'zz', 'A']],
    ["s != ''", ['x', 'y-1', 'zz', 'A']],
    ["s.startsWith('ab')", ['ab', 'abx', 'aby-1', 'abzz', 'abA']],
    ["s.startsWith('a') && s.startsWith('abc')", ['abc', 'abcx', 'abcy-1', 'abczz', 'abcA']],
    ["s.startsWith('ab') && s.endsWith('b')", ['ab', 'abb', 'abxb', 'aby-1b', 'abzzb', 'abAb']],
    ["s.startsWith('ab') && s.endsWith('bc')", ['abbc', 'abxbc', 'aby-1bc', 'abzzbc', 'abAbc']],
    ["s.contains('a') && s.contains('b') && s < 'ac'", ['ab', 'abx', 'aby-1', 'abzz', 'abA', 'Aab']],
    ["s >= 'b' && s < 'bx'", ['b', 'bA']],
    ["s > '5' && s < '5x'", ['5A']],
    ["s < '5x' && s != ''", ['5', '5A']],
    ["s > '5wz' && s < '5xx'", ['5x', '5wzx', '5wzy-1', '5wzzz', '5wzA', '5xA']],
  ])('where %j: %j', (rule, tried) => expect(someTexts(textsWhere(rule))).toEqual(tried));

  it('are those listed, or twelve', () => {
    expect(someTexts(theseTexts(['b', 'a']))).toEqual(['b', 'a']);
    expect(someTexts(theseTexts(numbered))).toEqual(numbered.slice(0, 12));
    expect(someTexts(textsWhere("s >= 'ab' && s.contains('b')"))).toHaveLength(12);
  });

  it.each<[string, string[]]>([
    ['', ['DE-BE', 'US-CA', 'FR-IDF', 'JP-13']],
    ["s > 'F'", ['US-CA', 'FR-IDF', 'JP-13']],
    ["s.startsWith('PL-')", ['PL-A']],
  ])('are subdivisions where they have to be: where %j, %j', (rule, tried) =>
    expect(someTexts(shaped(rule))).toEqual(tried),
  );
});

describe('laws of sets of texts', () => {
  const word = fc.constantFrom('', 'a', 'ab', 'b', 'ba', 'abc', 'DE-BE', 'DE');
  const condition = fc.oneof(
    fc.tuple(fc.constantFrom('==', '<', '<=', '>', '>='), word).map(([by, text]) => `s ${by} '${text}'`),
    fc.tuple(fc.constantFrom('starts', 'ends'), word).map(([by, text]) => `s.${by}With('${text}')`),
    word.map((text) => `s.contains('${text}')`),
  );
  const rule = fc
    .array(
      fc.oneof(
        condition,
        condition.map((said) => `!(${said})`),
      ),
      { maxLength: 3 },
    )
    .map((conditions) => conditions.join(' && '));
  const set = fc.tuple(rule, fc.option(fc.array(word)), fc.boolean()).map(([said, only, hasShape]) => {
    const tested = hasShape ? shaped(said) : textsWhere(said);
    return only === null ? tested : textsIn(theseTexts(only), tested);
  });

  it.prop([set, set, word], { numRuns: 100 })('a text is in both where it is in one and in the other', (a, b, text) => {
    expect(isIn(textsIn(a, b), text)).toBe(isIn(a, text) && isIn(b, text));
  });

  it.prop([set, set, word], { numRuns: 100 })('nothing is in what is empty', (a, b, text) => {
    const both = textsIn(a, b);
    if (isEmptyOfTexts(both)) expect([text, ...someTexts(both)].filter((one) => isIn(both, one))).toEqual([]);
  });

  it.prop([set, set], { numRuns: 100 })('what is tried is in the set, each text once', (a, b) => {
    const both = textsIn(a, b);
    const tried = someTexts(both);
    expect(tried.filter((text) => !isIn(both, text))).toEqual([]);
    if (both.only === undefined) expect(new Set(tried).size).toBe(tried.length);
  });
});
