import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compileRule } from './evaluate.ts';
import type { Expression } from './expression.ts';
import type { Attributes, Scope } from './scope.ts';

const attribute = (name: string): Expression => ['var', 'customer', name];
const decide = (rule: Expression, customer: Attributes = {}) => compileRule(rule)({ customer });

describe('what a rule reads', () => {
  const scope: Scope = {
    customer: { id: 'acme', country: 'DE' },
    usage: { queries: { last7d: 1, last30d: 2, last90d: 3, days30d: 4 } },
    license: { plan: 'team', tier: 20, addons: ['export-pack'], quantity: 3, age: 90 },
    user: { id: 'ada', roles: ['chemist'] },
    place: { country: 'FR', subdivision: 'FR-IDF' },
    device: { managed: true },
  };

  it.each<[Expression, string]>([
    [['==', ['var', 'customer', 'id'], 'acme'], 'the customer'],
    [['==', ['var', 'usage', 'queries', 'days30d'], 4], 'usage'],
    [['==', ['var', 'license', 'age'], 90], 'the license'],
    [['in', 'export-pack', ['var', 'license', 'addons']], 'its add-ons'],
    [['in', 'chemist', ['var', 'user', 'roles']], 'the user'],
    [['==', ['var', 'place', 'subdivision'], 'FR-IDF'], 'the place'],
    [['var', 'device', 'managed'], 'the device'],
  ])('%j reads %s', (rule) => {
    expect(compileRule(rule)(scope)).toBe(true);
    expect(compileRule(rule)({})).toBeUndefined();
  });

  it('a meter that is missing from the scope is unknown, not zero', () => {
    expect(compileRule(['<', ['var', 'usage', 'gone', 'last7d'], 1])(scope)).toBeUndefined();
  });

  it('has answers even where nothing is known', () => {
    expect(compileRule(['has', ['var', 'user', 'id']])({})).toBe(false);
    expect(compileRule(['has', ['var', 'user', 'id']])(scope)).toBe(true);
  });
});

describe('a value of another type than the rule expects is unknown', () => {
  const wrong = fc.oneof(fc.boolean(), fc.array(fc.string(), { maxLength: 2 }), fc.constant(undefined));

  it.prop([fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.oneof(wrong, fc.string())])(
    'comparing %s with a number',
    (operator, value) => {
      expect(decide([operator, attribute('n'), 3] as const, { n: value })).toBeUndefined();
    },
  );

  it.prop([fc.constantFrom('starts', 'ends', 'contains'), fc.oneof(wrong, fc.integer())])(
    'asking a non-text for its letters',
    (operator, value) => {
      expect(decide([operator, attribute('s'), 'x'] as const, { s: value })).toBeUndefined();
    },
  );

  it.prop([fc.oneof(fc.boolean(), fc.string(), fc.integer(), fc.constant(undefined))])(
    'looking into what is no list',
    (value) => {
      expect(decide(['in', 'a', attribute('l')], { l: value })).toBeUndefined();
      expect(decide(['exists', attribute('l'), ['==', ['it', 0], 'a']], { l: value })).toBeUndefined();
    },
  );

  it('a text is never a number, whatever it says', () => {
    expect(decide(['==', attribute('n'), 3], { n: '3' })).toBeUndefined();
    expect(decide(['in', attribute('n'), ['list', [1, 3]]], { n: '3' })).toBe(false);
    expect(decide(['not', attribute('b')], { b: 'false' })).toBeUndefined();
  });

  it('and yet a rule that is decided without it is decided', () => {
    expect(decide(['or', [['==', attribute('n'), 3], true]], { n: 'three' })).toBe(true);
  });
});

describe('arithmetic', () => {
  it('has no answer where there is no number for it', () => {
    expect(decide(['>', ['/', 1, attribute('n')], 0], { n: 0 })).toBeUndefined();
    expect(decide(['>', ['*', attribute('n'), attribute('n')], 0], { n: 1e200 })).toBeUndefined();
  });

  it('divides as people do: three halves are more than one', () => {
    expect(decide(['==', ['/', attribute('n'), 2], 1.5], { n: 3 })).toBe(true);
  });

  it('joins texts', () => {
    expect(decide(['==', ['+', attribute('s'), '!'], 'hey!'], { s: 'hey' })).toBe(true);
  });
});

describe('texts and lists', () => {
  it('compares texts letter by letter, capitals first', () => {
    expect(decide(['<', attribute('s'), 'a'], { s: 'B' })).toBe(true);
    expect(decide(['<', attribute('s'), 'b'], { s: 'ba' })).toBe(false);
  });

  it('counts characters as people see them, not halves of one', () => {
    expect(decide(['==', ['size', attribute('s')], 2], { s: 'é😀' })).toBe(true);
  });

  it('counts the elements of a list', () => {
    expect(decide(['==', ['size', attribute('l')], 3], { l: ['a', 'b', 'a'] })).toBe(true);
  });

  it('goes over one list for each element of another', () => {
    const shared: Expression = ['exists', attribute('a'), ['exists', attribute('b'), ['==', ['it', 0], ['it', 1]]]];
    expect(decide(shared, { a: ['x', 'y'], b: ['z', 'y'] })).toBe(true);
    expect(decide(shared, { a: ['x', 'y'], b: ['z'] })).toBe(false);
  });

  it('an element that decides makes what is unknown of the others irrelevant', () => {
    const rule: Expression = [
      'exists',
      attribute('l'),
      [
        'or',
        [
          ['==', ['it', 0], 'a'],
          ['==', attribute('gone'), 1],
        ],
      ],
    ];
    expect(decide(rule, { l: ['b', 'a'] })).toBe(true);
    expect(decide(rule, { l: ['b'] })).toBeUndefined();
  });

  it('puts customers into experiments by their id', () => {
    const half: Expression = ['<', ['bucket', 'ai-taster', attribute('id')], 50];
    expect([decide(half, { id: 'globex' }), decide(half, { id: 'acme' }), decide(half)]).toEqual([
      true,
      false,
      undefined,
    ]);
  });
});
