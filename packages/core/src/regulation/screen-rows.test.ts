import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../../test/support/countries.ts';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { type FeatureScreen, isFree, prepareScreen, rowsAt, rowsToAsk } from './screen.ts';
import type { FeatureFacts } from './situation.ts';

/** What is prepared for a feature by rows of the house, for a vendor in the United States. */
function screenOf(rows: Readonly<Record<string, HouseRule>>, feature: FeatureFacts = {}): FeatureScreen {
  const groups = { land: [{ members: ['DE', 'FR-75C'] }] };
  const places = { 'x-UA-DNR': { in: 'UA-14' } };
  return prepareScreen(houseRules(rows, { groups, places }), ['US'], [feature])[0]!;
}
const idsAt = (screen: FeatureScreen, country: string | undefined) =>
  rowsAt(screen, country)?.rows.map(({ id }) => id) ?? [];
const usage: HouseRule = { factor: 'usage' };

describe('the rows of a country', () => {
  it('are those that name it, a part of it or a group with one, and those that hold everywhere', () => {
    const screen = screenOf({
      group: { ...usage, where: ['land'] },
      part: { ...usage, where: ['UA-43', 'DE-BE'] },
      area: { ...usage, where: ['x-UA-DNR'] },
      everywhere: { ...usage, where: ['*'], except: ['land'] },
    });
    const at = ['DE', 'FR', 'UA', 'IT', 'ZZ', undefined].map((country) => idsAt(screen, country).toSorted());
    expect(at).toEqual([
      ['everywhere', 'group', 'part'],
      ['everywhere', 'group'],
      ['area', 'everywhere', 'part'],
      ['everywhere'],
      ['area', 'everywhere', 'group', 'part'],
      ['area', 'everywhere', 'group', 'part'],
    ]);
    expect([...screen.countries.keys()].toSorted()).toEqual(['DE', 'FR', 'UA']);
  });

  it('are everywhere those by which another place decides than that of use', () => {
    const screen = screenOf({ billing: { where: ['DE'] }, usage: { ...usage, where: ['DE'] } });
    expect(idsAt(screen, 'DE')).toEqual(['billing', 'usage']);
    expect(idsAt(screen, 'FR')).toEqual(['billing']);
  });

  it('of a place with two codes are those of its own country', () => {
    const rulebook = houseRules({ china: { ...usage, where: ['CN'] }, hongkong: { ...usage, where: ['HK'] } });
    const screen = prepareScreen(rulebook, [], [{}]);
    const ids = (country: string, subdivision?: string) =>
      rowsToAsk(screen, 0, country, subdivision)?.rows.map(({ id }) => id);
    expect(ids('CN')).toEqual(['china']);
    expect(ids('CN', 'CN-GD')).toEqual(['china']);
    expect(ids('CN', 'CN-HK')).toEqual(['hongkong']);
    expect(rowsToAsk(screen, 1, 'CN')).toBeUndefined();
  });
});

describe('a row is asked', () => {
  const some = { features: { tags: ['some'] } };
  it.each<[string, HouseRule, boolean]>([
    ['in force and switched on', {}, true],
    ['switched off', { on: false }, false],
    ['not in force', { status: 'pending' }, false],
    ['neither', { on: false, status: 'pending' }, false],
    ['advisory', { advisory: true }, false],
    ['not advisory', { advisory: false }, true],
    ['whose law binds the vendor', { vendor_nexus: ['CH', 'US'] }, true],
    ['whose law does not', { vendor_nexus: ['CH'] }, false],
    ['about other features', { provisions: [{ kind: 'deny', features: { tags: ['other'] } }] }, false],
    ['about other acts', { provisions: [{ kind: 'deny', acts: ['issue'] }] }, false],
    ['on use, whatever it says', { provisions: [{ kind: 'report.periodic', due: '02-01' }] }, true],
    ['on another place, that reviews', { factor: 'billing', provisions: [{ kind: 'review' }] }, true],
    ['on another place, that caps', { factor: 'billing', provisions: [{ kind: 'limit.cap', max: 1 }] }, true],
    [
      'on another place, that requires something',
      { factor: 'billing', provisions: [{ kind: 'require.attribute', attributes: ['a'] }] },
      true,
    ],
    [
      'on another place, that wants a report',
      { factor: 'billing', provisions: [{ kind: 'report.periodic', due: '02-01' }] },
      false,
    ],
    [
      'on another place, that wants consent to a feature',
      { factor: 'billing', provisions: [{ kind: 'require.consent', forms: ['express'], ...some }] },
      true,
    ],
    [
      'on another place, that wants consent to a charge',
      { factor: 'billing', provisions: [{ kind: 'require.consent', forms: ['express'] }] },
      false,
    ],
    [
      'on another place, that wants a report about a feature',
      { factor: 'billing', provisions: [{ kind: 'report.periodic', due: '02-01', ...some }] },
      false,
    ],
  ])('%s: %j: %s', (_, row, asked) => {
    const screen = screenOf({ row: { ...usage, ...row } }, { tags: ['some'] });
    expect([idsAt(screen, 'DE'), idsAt(screen, undefined)]).toEqual(asked ? [['row'], ['row']] : [[], []]);
  });

  it('for its provisions that a check has to look at', () => {
    const provisions: HouseRule['provisions'] = [
      { kind: 'limit.cap', max: 1 },
      { kind: 'data.home', within: ['DE'] },
    ];
    const [row] = rowsAt(screenOf({ row: { ...usage, provisions } }), 'DE')?.rows ?? [];
    expect(row?.provisions).toEqual([{ kind: 'limit.cap', max: 1 }]);
  });
});

describe('a free country', () => {
  const named = () => screenOf({ group: { ...usage, where: ['land'] }, part: { ...usage, where: ['UA-43'] } });

  it('is one in which no row acts, found by its letters', () => {
    const screen = named();
    const unlike = COUNTRIES.filter(({ country }) => {
      return isFree(screen.free, country) !== (rowsAt(screen, country) === undefined);
    });
    expect(unlike).toEqual([]);
    expect(['DE', 'FR', 'UA', 'IT'].map((country) => isFree(screen.free, country))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  // "A\u00ab" would be found at the place of "DK", were more than a letter looked at.
  it.each([undefined, null, 73, '', 'I', 'ITA', 'it', 'ZZ', 'XK', ' IT', ['I', 'T'], 'A\u00ab', '@A', 'A@', '[['])(
    'is not %j',
    (country) => expect(isFree(named().free, country)).toBe(false),
  );

  it('is none where a row holds everywhere', () => {
    const everywhere = screenOf({ row: { ...usage, where: ['*'] } });
    expect(COUNTRIES.filter(({ country }) => isFree(everywhere.free, country))).toEqual([]);
  });

  it('is every one where there is no row', () =>
    expect(COUNTRIES.every(({ country }) => isFree(screenOf({}).free, country))).toBe(true));
});

describe('what is prepared', () => {
  it('numbers the contexts and purposes that rows tell apart, after what is not said', () => {
    const features = (context: string[]) => ({ features: { context } });
    const { contexts, purposes } = screenOf({
      a: {
        ...usage,
        provisions: [{ kind: 'deny', ...features(['work', 'school']), unless: [{ purpose: ['medical'] }] }],
      },
      b: {
        ...usage,
        provisions: [
          {
            kind: 'deny',
            ...features(['home', 'work']),
            unless: [{ attribute: 'a' }, { purpose: ['fun', 'medical'] }],
          },
          { kind: 'review' },
        ],
      },
    });
    expect([...contexts]).toEqual([
      [undefined, 0],
      ['work', 1],
      ['school', 2],
      ['home', 3],
    ]);
    expect([...purposes]).toEqual([
      [undefined, 0],
      ['medical', 1],
      ['fun', 2],
    ]);
  });

  it('is shared by features that are alike', () => {
    const [one, other, same] = prepareScreen(
      houseRules({ row: usage }),
      [],
      [{ tags: ['a'] }, { tags: ['b'] }, { tags: ['a'] }],
    );
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});
