import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { packOf, saidOf, saidOfRow, whereInRow } from '../../../../test/support/packs.ts';
import { earliest, latest } from './check.ts';

describe('a code that is of no place is pointed at', () => {
  it.each([
    ['where a row holds', { where: ['DE', 'QQ'] }],
    ['where it does not', { except: ['QQ'] }],
    ['whom it binds', { vendor_nexus: ['QQ'] }],
    ['where a provision holds', { provisions: [{ kind: 'deny', where: ['QQ'] }] }],
    ['where an exception does', { provisions: [{ kind: 'deny', unless: [{ purpose: ['x'] }, { where: ['QQ'] }] }] }],
    ['where data lives', { provisions: [{ kind: 'data.home', within: ['QQ'] }] }],
  ])('%s', (_, fields) => {
    expect(saidOfRow(fields)).toEqual([
      'error place_unknown: there is no country "QQ" in ISO 3166-1. Did you mean "AQ"?',
    ]);
    expect(whereInRow(fields)).toMatch(/^"QQ"/);
  });

  it.each([
    ['who publishes', 'vendor: { nexus: [US, QQ] }\n', 'a.yaml:3:23'],
    ['who is a member', 'groups: { ours: [{ members: [DE] }, { members: [FR, QQ] }] }\n', 'a.yaml:3:53'],
    ['what an area lies in', 'places: { x-UA-Q: { in: QQ } }\n', 'a.yaml:3:21'],
  ])('%s', (_, sections, place) =>
    expect(saidOf(packOf(sections))).toEqual([
      `${place}: error place_unknown: there is no country "QQ" in ISO 3166-1. Did you mean "AQ"?`,
    ]),
  );

  it.each([
    ['part of a country', 'US-ZZ', 'place_unknown: ISO 3166-2 has no subdivision "US-ZZ". Did you mean "US-AZ"?'],
    ['country only before a dash', 'USA', 'group_unknown: there is no group "USA".'],
    ['country only at the beginning', 'theUS', 'group_unknown: there is no group "theUS".'],
    ['area', 'x-UA-Q', 'place_unknown: no pack says where "x-UA-Q" lies.'],
    ['name that every object has', 'constructor', 'group_unknown: there is no group "constructor".'],
  ])('as a %s', (_, code, said) => expect(saidOfRow({ where: [code] })).toEqual([`error ${said}`]));
});

describe('everywhere', () => {
  const NONE = 'error group_unknown: there is no group "*". Did you mean "EU"?';
  it.each([
    ['where a row holds', { where: ['*'] }, []],
    ['but not where it does not', { except: ['*'] }, [NONE]],
    ['whom it binds', { vendor_nexus: ['*'] }, [NONE]],
    ['where a provision holds', { provisions: [{ kind: 'deny', where: ['*'] }] }, [NONE]],
    ['where data lives', { provisions: [{ kind: 'data.home', within: ['*'] }] }, [NONE]],
  ])('is a place %s', (_, fields, said) => expect(saidOfRow(fields)).toEqual(said));
});

describe('an area that ISO has no code for', () => {
  const ours = (within: string) =>
    packOf(`places: { x-UA-Q: { in: ${within} }, x-UA-R: { in: UA-14 } }
groups: { ours: [{ members: [x-UA-Q] }] }
`);
  it.each([
    ['a country', 'UA', []],
    ['a part of one', 'UA-09', []],
    [
      'another area',
      'x-UA-R',
      ['a.yaml:3:21: error place_unknown: "x-UA-R" is an area of a pack; an area lies in a place of ISO 3166'],
    ],
    ['an area of no pack', 'x-UA-S', ['a.yaml:3:21: error place_unknown: no pack says where "x-UA-S" lies.']],
    [
      'a group',
      'ours',
      ['a.yaml:3:21: error place_unknown: "ours" is no country of ISO 3166-1: they have two letters, such as US'],
    ],
  ])('lies in %s: what is wrong is said once, and not where it is named', (_, within, said) =>
    expect(saidOf(ours(within))).toEqual(said),
  );
});

describe('a group', () => {
  it.each([
    ['a country', 'DE'],
    ['a part of one', 'US-CA'],
    ['a part that is a country too', 'CN-HK'],
  ])('has not the name of %s', (_, name) =>
    expect(saidOf(packOf(`groups: { ${name}: [{ members: [FR] }] }\n`))).toEqual([
      `a.yaml:3:11: error name_reserved: "${name}" is a place; a group has another name`,
    ]),
  );

  it.each([
    ['at no time', 'from: 2020-01-01, to: 2020-01-01', ['ends on 2020-01-01, but begins on 2020-01-01']],
    ['before they are', 'from: 2020-01-02, to: 2020-01-01', ['ends on 2020-01-01, but begins on 2020-01-02']],
    ['for a day', 'from: 2020-01-01, to: 2020-01-02', []],
    ['from a day on', 'from: 2020-01-01', []],
    ['up to a day', 'to: 2020-01-01', []],
  ])('has members %s', (_, dates, said) =>
    expect(saidOf(packOf(`groups:\n  ours:\n  - { members: [DE], ${dates} }\n`))).toEqual(
      said.map((message) => `a.yaml:5:40: error dates_invalid: ${message}`),
    ),
  );

  it.each([
    ['in the same list', '[{ members: [DE, DE] }]', 'a.yaml:3:34'],
    ['at all times', '[{ members: [DE] }, { members: [FR, DE] }]', 'a.yaml:3:53'],
    [
      'third, with none of the two before',
      '[{ members: [DE], to: 2020-01-01 }, { members: [DE], from: 2021-01-01 }, { members: [DE], from: 2020-06-01, to: 2020-07-01 }]',
      undefined,
    ],
    [
      'third, with the first',
      '[{ members: [DE], to: 2020-01-01 }, { members: [DE], from: 2021-01-01 }, { members: [DE], to: 2000-01-01 }]',
      'a.yaml:3:102',
    ],
    [
      'from the day on which it ended',
      '[{ members: [DE], to: 2020-01-01 }, { members: [DE], from: 2020-01-01 }]',
      undefined,
    ],
  ])('names a member again, %s', (_, entries, place) =>
    expect(saidOf(packOf(`groups: { ours: ${entries} }\n`))).toEqual(
      place === undefined ? [] : [`${place}: error dates_overlap: "DE" is a member already in a part of this time`],
    ),
  );

  it('that leads to others that contain each other does not contain itself', () => {
    expect(
      saidOf(
        packOf('groups:\n  one: [{ members: [two] }]\n  two: [{ members: [three] }]\n  three: [{ members: [two] }]\n'),
      ),
    ).toEqual([
      'a.yaml:5:3: error group_cycle: the group contains itself: two → three → two',
      'a.yaml:6:3: error group_cycle: the group contains itself: three → two → three',
    ]);
  });

  it('contains itself by whatever way comes to it', () => {
    const text =
      'groups:\n  one: [{ members: [DE, two] }, { members: [three] }]\n  two: [{ members: [FR] }]\n  three: [{ members: [one] }]\n';
    expect(saidOf(packOf(text))[0]).toBe('a.yaml:4:3: error group_cycle: the group contains itself: one → three → one');
  });

  it('may contain what another contains, and names that every object has', () => {
    expect(
      saidOf(
        packOf(
          'groups: { one: [{ members: [two, three] }], two: [{ members: [three] }], three: [{ members: [DE] }] }\n',
        ),
      ),
    ).toEqual([]);
    expect(saidOf(packOf('groups: { ours: [{ members: [constructor] }] }\n'))).toEqual([
      'a.yaml:3:30: error group_unknown: there is no group "constructor".',
    ]);
  });
});

describe('of two dates', () => {
  const date = fc.option(fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-02'), { nil: undefined });

  test.prop([date, date], { numRuns: 50 })(
    'the later begins, the earlier ends; what is not said is no bound',
    (a, b) => {
      expect(latest(a, b) ?? '').toBe([a ?? '', b ?? ''].toSorted()[1]);
      expect(earliest(a, b) ?? '~').toBe([a ?? '~', b ?? '~'].toSorted()[0]);
    },
  );
});
