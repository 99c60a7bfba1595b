import { describe, expect, it } from 'vitest';
import { huntFor } from '../../../../../test/support/example-hunts.ts';
import { bucket } from '../../hash/bucket.ts';
import { choicesOf, licenseChoices } from './example-values.ts';
import { FALSE, NOT_TRUE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';

type Asked = Parameters<typeof huntFor>[0];
type Options = Parameters<typeof huntFor>[1];

/** What a variable can be chosen to be where all that is asked holds; `undefined` for nothing. */
function chosen(name: string, asked: Asked, options?: Options) {
  const hunt = huntFor(asked, options);
  const domain = hunt.possibility.domains.get(name);
  if (domain === undefined) throw new Error(`nothing is asked of ${name}`);
  return choicesOf(name, domain, hunt).map((choice) => {
    expect(choice.map(([chosenName]) => chosenName)).toEqual(choice.length === 0 ? [] : [name]);
    return choice[0]?.[1];
  });
}

describe('ways to choose a variable', () => {
  it.each<[string, Asked[number], unknown[]]>([
    ['customer.b', 'customer.b', [true]],
    ['customer.b', ['customer.b', FALSE], [false]],
    ['customer.b', ['customer.b', NOT_TRUE], [false, undefined, 'a text']],
    ['customer.b', ['has(customer.b)', TRUE], [true, false, 'a text']],
    ['customer.b', ['has(customer.b)', FALSE], [undefined]],
    ['customer.n', 'customer.n == 5', [5]],
    ['customer.n', ['customer.n > 5', UNKNOWN], [undefined, 'a text']],
    ['customer.s', "customer.s in ['a', 'b']", ['a', 'b']],
    // A text is no text where it was declared as one.
    ['customer.s', ["customer.s == 'a'", UNKNOWN], [undefined, 7]],
    ['customer.l', ["'a' in customer.l", UNKNOWN], [[], ['a'], undefined, 'a text']],
  ])('of %s, where %j', (name, asked, expected) => expect(chosen(name, [asked])).toEqual(expected));
});

describe('texts', () => {
  const hints = ['a', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'];

  it('are some that pass, then six of those that are written out', () => {
    const texts = chosen('customer.s', [["customer.s == 'a'", FALSE]], { hints });
    expect(texts[0]).toBe('');
    expect(texts.slice(-7)).toEqual([texts.at(-7), 'q1', 'q2', 'q3', 'q4', 'q5', 'q6']);
    expect(texts).not.toContain('a');
  });

  it('are written out only where they pass', () => {
    expect(chosen('customer.s', ["customer.s == 'a'"], { hints })).toEqual(['a', 'a']);
  });

  it.each<[number, Asked]>([
    [3, ['size(customer.s) == 3', "customer.s.startsWith('b')"]],
    [4, ['size(customer.s) > 3', 'size(customer.s) < 5', "customer.s.startsWith('')"]],
    [0, ["customer.s in ['', 'a']", 'size(customer.s) < 1']],
    [500, ['size(customer.s) >= 500', "customer.s.startsWith('')"]],
  ])('have %d letters where %j', (size, asked) => {
    const texts = chosen('customer.s', asked);
    expect(texts).not.toEqual([]);
    expect(texts.map((text) => String(text).length)).toEqual(texts.map(() => size));
  });

  it('are made longer to have a size, and begin as they have to', () => {
    expect(chosen('customer.s', ['size(customer.s) == 3', "customer.s.startsWith('b')"])).toContain('bxx');
    expect(chosen('customer.s', ['size(customer.s) == 2', "customer.s.startsWith('😀')"])).toContain('😀x');
  });

  it('are of their own size, not of that of another', () => {
    expect(chosen('customer.s', ["customer.s in ['a', 'b']", 'size(customer.t) == 3'])).toEqual(['a', 'b']);
  });

  it('are numbered until four are found in the bucket of an experiment', () => {
    const texts = chosen('customer.id', ["bucket('e', customer.id) < 5"]).map(String);
    expect(texts.filter((text) => bucket('e', text) < 5)).toEqual(texts);
    expect(texts).toEqual(['A6', 'a10', 'a18', 'y-130']);
  });

  it('are found on either side of what their bucket or size is not', () => {
    expect(chosen('customer.id', ["bucket('e', customer.id) != 50"])).toHaveLength(4);
    const texts = chosen('customer.s', ['size(customer.s) != 1', "customer.s.startsWith('')"]);
    expect(texts.map((text) => String(text).length)).toEqual([0, 0, 2, 2]);
  });

  it('have a bucket and a size at once', () => {
    const texts = chosen('customer.id', ["bucket('e', customer.id) < 20", 'size(customer.id) == 4']).map(String);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect([bucket('e', text) < 20, text.length]).toEqual([true, 4]);
  });

  it('are in the buckets of two experiments', () => {
    const texts = chosen('customer.id', ["bucket('e', customer.id) < 20", "bucket('f', customer.id) < 20"]).map(String);
    expect(texts).toHaveLength(4);
    for (const text of texts) expect([bucket('e', text) < 20, bucket('f', text) < 20]).toEqual([true, true]);
  });

  it('are those listed, where they are listed', () => {
    const texts = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'];
    const asked = [`customer.id in ['${texts.join("', '")}']`, "bucket('e', customer.id) < 50"];
    expect(chosen('customer.id', asked)).toEqual(texts.filter((text) => bucket('e', text) < 50).slice(0, 4));
  });
});

describe('lists', () => {
  it.each<[string, Asked, unknown[]]>([
    ['nothing, or something', [['has(customer.l)', TRUE]], [[], ['a'], 'a text']],
    [
      'an element for each demand',
      ["'b' in customer.l", "'a' in customer.l"],
      [
        ['b', 'a'],
        ['b', 'a'],
      ],
    ],
    ['nothing that is not to be in it', [["'a' in customer.l", FALSE]], [[], ['b']]],
    ['as few as can be', ['size(customer.l) < 3'], [[]]],
    ['as many as have to be', ['size(customer.l) == 3'], [['a', 'a', 'a']]],
    ['as many, of what has to be', ["'b' in customer.l", 'size(customer.l) == 3'], [['b', 'b', 'b']]],
    [
      'as many, with what else has to be',
      ["'b' in customer.l", "'a' in customer.l", 'size(customer.l) == 3'],
      [['b', 'a', 'b']],
    ],
    [
      'more than asked for, if they have to be',
      ["'b' in customer.l", "'a' in customer.l", 'size(customer.l) == 1'],
      [['b', 'a']],
    ],
    ['its own size, not that of another', ["'b' in customer.l", 'size(customer.s) == 3'], [['b'], ['b']]],
    ['nothing where no element is found', ["'zz' in customer.l"], []],
    ['nothing to make it longer where none passes', ["customer.l.all(x, x == 'zz')", 'size(customer.l) == 2'], [[]]],
    // A text has a size too, and is tried where nothing else is left.
    ['no list that nobody reads', ['size(customer.l) > 500'], ['a text']],
    ['but one nearly as long', ['size(customer.l) > 499'], [Array.from({ length: 500 }, () => 'a')]],
  ])('hold %s', (_, asked, expected) => {
    const lists = chosen('customer.l', asked);
    expect(asked.length === 1 || lists.length > 0).toBe(true);
    expect(lists.slice(0, Math.max(expected.length, 1))).toEqual(expected);
  });

  it('hold what they are compared with: two values of each text, and what is written out', () => {
    const asked = ["'a' in customer.l", "customer.s in ['s1', 's2', 's3']", 'customer.n > 1'];
    expect(chosen('customer.l', asked, { hints: ['h1', 'h2'] })).toEqual([
      ['a'],
      ['a'],
      ['a', 's1'],
      ['a', 's2'],
      ['a', 'h1'],
      ['a', 'h2'],
    ]);
  });

  it('hold at most six of these, and only what may be in them', () => {
    const asked: Asked = [["'h1' in customer.l", FALSE]];
    const hints = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7', 'h8'];
    expect(chosen('customer.l', asked, { hints })).toEqual([[], ['a'], ['h2'], ['h3'], ['h4'], ['h5'], ['h6'], ['h7']]);
  });
});

describe('licenses', () => {
  const licenses = (asked: Asked, options?: Options) =>
    licenseChoices(huntFor(asked, options)).map((choice) =>
      Object.fromEntries(choice.map(([name, value]) => [name.replace('license.', ''), value])),
    );
  const has = (name: string): readonly [string, Outcomes] => [`has(license.${name})`, TRUE];

  it.each<[Asked, object[]]>([
    [['license.tier >= 20'], [{ tier: 20 }, { tier: 30 }]],
    [
      ['license.tier >= 0', has('plan')],
      [
        { plan: 'team', tier: 20 },
        { plan: 'business', tier: 30 },
        { plan: '', tier: 0 },
      ],
    ],
    [['license.tier < 25', "license.plan != ''"], [{ plan: 'team', tier: 20 }]],
    [['license.age == 5'], [{ age: 5 }, { age: 5 }, { age: 5 }]],
    [['license.quantity == 0'], [{ quantity: 0 }]],
    [['license.quantity == 3'], [{ quantity: 3 }, { quantity: 3 }]],
    [['license.quantity == 3', 'license.age == 5', 'license.tier > 20'], [{ quantity: 3, age: 5, tier: 30 }]],
    [["'seats' in license.addons", 'license.tier > 20'], [{ addons: ['seats'], tier: 30 }]],
    [
      ["'support' in license.addons", "'seats' in license.addons", 'license.tier > 20'],
      [{ addons: ['support', 'seats'], tier: 30 }],
    ],
    [
      ["license.addons.exists(x, x.startsWith('s'))", "'seats' in license.addons", 'license.tier > 20'],
      [{ addons: ['seats'], tier: 30 }],
    ],
    [
      ["license.addons.exists(x, x.startsWith('s'))", ["'seats' in license.addons", FALSE], 'license.tier > 20'],
      [{ addons: ['support'], tier: 30 }],
    ],
    [[["'seats' in license.addons", FALSE], 'license.tier > 20'], [{ addons: [], tier: 30 }]],
  ])('where %j', (asked, expected) => expect(licenses(asked)).toEqual(expected));

  it('hold none where there is no base plan, and some where there is one', () => {
    const some = licenses([has('quantity'), has('plan')]);
    expect(some.filter(({ plan }) => plan === '')).toEqual([{ plan: '', quantity: 0 }]);
    const held = some.filter(({ plan }) => plan === 'team').map(({ quantity }) => Number(quantity));
    expect(held.length).toBeGreaterThan(0);
    expect(Math.min(...held)).toBeGreaterThan(0);
  });

  it.each(['age', 'quantity'])('have an %s of four at most', (name) => {
    const apart = [5, 9].map((number) => `license.${name} != ${number}`);
    const some = licenses(["license.plan == 'team'", `license.${name} > 0`, ...apart]).map((one) => one[name]);
    expect(some).toHaveLength(4);
    expect(some.slice(0, 2)).toEqual([1, 4]);
  });

  it('are at most four ages by four quantities of each of forty plans', () => {
    const plans = Array.from(
      { length: 50 },
      (_, tier) => ({ name: `plan${tier}`, product: 'p', kind: 'base', tier }) as const,
    );
    const all = licenses([has('plan'), has('age'), 'license.quantity >= 3'], { plans });
    const kinds = Object.groupBy(all, ({ plan }) => String(plan));
    expect(Object.keys(kinds)).toHaveLength(40);
    expect(kinds['plan0']?.length).toBeLessThanOrEqual(16);
    expect(new Set(all.map(({ age }) => age)).size).toBeGreaterThan(1);
  });
});
