import { describe, expect, it } from 'vitest';
import { elementAnswers, literals, ruleKnowledge } from '../../../../../test/support/rule-literals.ts';
import { everyValue } from './domain.ts';
import { listNeeds, OF_ELEMENTS, possibleLicenses } from './elements.ts';
import type { Formula } from './formula.ts';
import { situationOf } from './situation.ts';

/** `''` makes what divides by a length unknown. */
const TRIED = ['', 'a', 'b', 'ab'];
const passing = (formula: Formula) => TRIED.filter((text) => elementAnswers.passes(formula, text));

/** Of the texts tried: which meet each demand on a list, and which the filter lets pass. */
function needsOf(...said: readonly string[]) {
  const known = literals(...said);
  const needs = listNeeds(known, situationOf(known, ruleKnowledge));
  return Object.fromEntries(
    [...needs].map(([name, { demands, filter }]) => [
      name,
      { oneOfEach: demands.map(passing), onlyOf: passing(filter) },
    ]),
  );
}

describe('what a list has to hold', () => {
  const LONG = '2 / size(x) > 1';
  it.each<[string, string[][], string[]]>([
    ["'a' in l", [['a']], TRIED],
    ["false: 'a' in l", [], ['', 'b', 'ab']],
    ["l.exists(x, x.startsWith('a'))", [['a', 'ab']], TRIED],
    ["false: l.exists(x, x.startsWith('a'))", [], ['', 'b']],
    ["l.all(x, x.startsWith('a'))", [], ['a', 'ab']],
    ["false: l.all(x, x.startsWith('a'))", [['', 'b']], TRIED],
    [`l.exists(x, ${LONG})`, [['a', 'b']], TRIED],
    [`false: l.exists(x, ${LONG})`, [], ['ab']],
    [`l.all(x, ${LONG})`, [], ['a', 'b']],
    [`false: l.all(x, ${LONG})`, [['ab']], TRIED],
  ])('%s: one of each of %j, and only of %j', (said, oneOfEach, onlyOf) =>
    expect(needsOf(said)).toEqual({ 'customer.l': { oneOfEach, onlyOf } }),
  );

  it('to leave a question open: an element that does, and none that decides it', () => {
    const addons = (said: string) => needsOf(said)['license.addons'];
    expect(addons(`unknown: license.addons.exists(x, ${LONG})`)).toEqual({ oneOfEach: [['']], onlyOf: ['', 'ab'] });
    expect(addons(`unknown: license.addons.all(x, ${LONG})`)).toEqual({ oneOfEach: [['']], onlyOf: ['', 'a', 'b'] });
  });

  it('nothing, where the list itself may be what is not known', () => {
    const unknown = `unknown: l.exists(x, ${LONG})`;
    expect(needsOf(unknown)).toEqual({});
    expect(needsOf(unknown, 'has(l)')).toEqual({});
    expect(needsOf(unknown, 'false: has(l)')).toEqual({});
    expect(needsOf(unknown, "false: 'a' in l")['customer.l']).toEqual({ oneOfEach: [['']], onlyOf: ['', 'ab'] });
  });

  it('nothing, where more than one outcome is open, or nothing is asked of elements', () => {
    expect(needsOf("not true: 'a' in l", 'size(l) > 2', 'has(l)', 'n > 2')).toEqual({});
  });

  it('all of what is said of it', () => {
    expect(needsOf("'a' in l", "'b' in l", "false: 'ab' in l", "l.all(x, x != '')", "'a' in license.addons")).toEqual({
      'customer.l': { oneOfEach: [['a'], ['b']], onlyOf: ['a', 'b'] },
      'license.addons': { oneOfEach: [['a']], onlyOf: TRIED },
    });
  });
});

describe('the licenses that there can be', () => {
  const ALL = ['p team', 'p business', 'q other', 'p ', 'q '];

  it.each([
    [[], ALL],
    [["license.plan == 'team'"], ['p team']],
    [["license.plan != 'team'"], ['p business', 'q other', 'p ', 'q ']],
    [["license.plan == ''"], ['p ', 'q ']],
    [['license.tier >= 20'], ['p team', 'p business']],
    [['license.tier == 0'], ['p ', 'q ']],
    [['license.tier >= 20', "license.plan != 'team'"], ['p business']],
    [['license.tier == 20', "license.plan == 'other'"], []],
    [['license.quantity >= 0'], ALL],
    [['license.quantity == 0'], ['p ', 'q ']],
    [['license.quantity < 2'], ALL],
    [['license.quantity >= 1'], ['p team', 'p business', 'q other']],
    [['license.quantity in [0, 5]'], ALL],
    [['license.age > 3'], ALL],
    [["'pack' in license.addons"], ['p team', 'p business', 'p ']],
    [["'pack' in license.addons", 'license.tier < 20'], ['p ']],
    [["'pack' in license.addons", "'qpack' in license.addons"], []],
    [["'nope' in license.addons"], []],
    [["false: 'pack' in license.addons"], ALL],
    [["'pack' in license.addons", "false: license.addons.exists(x, x.endsWith('pack'))"], []],
    [
      ["license.addons.exists(x, x.endsWith('pack'))", "false: 'qpack' in license.addons"],
      ['p team', 'p business', 'p '],
    ],
    [["license.addons.all(x, x == 'none')"], ALL],
  ])('where %j: %j', (said, expected) => {
    const known = literals(...said);
    const situation = situationOf(known, ruleKnowledge);
    const needs = listNeeds(known, situation).get('license.addons');
    const licenses = possibleLicenses(ruleKnowledge.licenses, situation, needs, elementAnswers.passes);
    expect(licenses.map(({ product, plan }) => `${product} ${plan}`)).toEqual(expected);
  });
});

describe('a license that may have several add-ons', () => {
  it.each([
    [["'pack' in license.addons"], true],
    [["'pack' in license.addons", "'extra' in license.addons"], true],
    [["license.addons.exists(x, x != 'pack')", "false: 'extra' in license.addons"], false],
    [["license.addons.exists(x, x != 'nope')", "false: 'extra' in license.addons"], true],
  ])('can be where %j: %s', (said, expected) => {
    const known = literals(...said);
    const situation = situationOf(known, ruleKnowledge);
    const needs = listNeeds(known, situation).get('license.addons');
    const license = { product: 'p', plan: 'team', tier: 20, addons: ['pack', 'extra'] };
    expect(possibleLicenses([license], situation, needs, elementAnswers.passes)).toEqual(expected ? [license] : []);
  });
});

describe('an element that is looked at alone', () => {
  it('is a text, any, and there; it knows of no licenses, and rules are not interpreted', () => {
    expect(OF_ELEMENTS.typeOf('user.element')).toBe('string');
    expect(OF_ELEMENTS.domainOf('user.element')).toEqual({
      absent: false,
      misfit: false,
      values: everyValue('string'),
    });
    expect(OF_ELEMENTS).toMatchObject({ licenses: [], interpreted: false });
  });
});
