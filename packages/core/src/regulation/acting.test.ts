import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { noon } from '../../../../test/support/regulations.ts';
import { isBound, locatedIn } from './acting.ts';
import { assess } from './assess.ts';
import type { Regulation } from './rulebook.ts';
import type { FeatureFacts, Situation } from './situation.ts';

const DAY = '2026-11-24';
type Provision = Regulation['provisions'][number];

/** What becomes of an issue in Germany, unless it is another situation, under a row alone. */
function under(row: HouseRule, situation: Partial<Situation> = {}, sections: object = {}) {
  const given: Situation = { act: 'issue', places: { billing: ['DE'] }, vendorNexus: [], ...situation };
  return assess(houseRules({ row }, sections), given, noon(DAY));
}
const verdict = (...given: Parameters<typeof under>) => under(...given).verdict;
const denies = (more: object): HouseRule => ({ provisions: [{ kind: 'deny', ...more }] });

describe('a row', () => {
  it.each<[string, HouseRule, 'allow' | 'deny']>([
    ['in force and switched on acts', {}, 'deny'],
    ['switched off does not', { on: false }, 'allow'],
    ['that is pending does not, even if it is switched on', { status: 'pending' }, 'allow'],
    ['that was vacated does not, either', { status: 'vacated' }, 'allow'],
    ['about businesses does not act on a consumer', { who: ['business', 'small_business'] }, 'allow'],
    ['about consumers, among others, does', { who: ['business', 'consumer'] }, 'deny'],
  ])('%s', (_, row, expected) => expect(verdict(row, { licensee: 'consumer' })).toBe(expected));

  it('may act on a licensee of whom nothing is said', () => expect(verdict({ who: ['business'] })).toBe('deny'));

  it('says which place it was held against, its own code first, and the day', () => {
    const place = (places: Situation['places']) => under({ where: ['FR', '*'] }, { places }).rows[0];
    expect(place({ billing: ['FR-75C'] })).toMatchObject({ place: 'FR-75C', on: DAY });
    expect(place({})).toMatchObject({ place: null, on: DAY });
  });
});

describe('an act', () => {
  it.each(['deny', 'review'] as const)('is what a %s may be about', (kind) => {
    const some: HouseRule = { provisions: [{ kind, acts: ['renewal', 'migration'] }] };
    const acts = (['issue', 'renewal', 'migration', 'check'] as const).map((act) =>
      verdict(some, { act, places: { billing: ['DE'], usage: ['DE'] } }),
    );
    expect(acts).toEqual(['allow', kind, kind, 'allow']);
  });
});

describe('a way of delivery', () => {
  it.each([
    ['cloud', 'allow'],
    ['software', 'deny'],
    [undefined, 'deny'],
  ] as const)('that is %s, where a row is about software and support: %s', (delivery, expected) =>
    expect(verdict(denies({ delivery: ['software', 'support'] }), { delivery })).toBe(expected),
  );
});

describe('an attribute', () => {
  it.each([
    ['told of the licensee brings the row about', { ciio: '2026-01-01' }, 'deny'],
    ['that nobody has told of does not', {}, 'allow'],
    ['is no other one', { scc: '2026-01-01' }, 'allow'],
  ] as const)('%s', (_, attributes, expected) =>
    expect(verdict(denies({ only_with: 'ciio' }), { attributes })).toBe(expected),
  );

  it('is not there where there are none', () => expect(verdict(denies({ only_with: 'ciio' }))).toBe('allow'));
});

describe('a feature', () => {
  it.each<[string, NonNullable<Provision['features']>, FeatureFacts, 'allow' | 'deny']>([
    ['carries one of the tags', { tags: ['a', 'b'] }, { tags: ['b', 'c'] }, 'deny'],
    ['carries other tags', { tags: ['a', 'b'] }, { tags: ['c'] }, 'allow'],
    ['carries none', { tags: ['a', 'b'] }, {}, 'allow'],
    ['is of one of the paragraphs', { enc: ['b1', 'b2'] }, { enc: 'b2' }, 'deny'],
    ['is of another paragraph', { enc: ['b1'] }, { enc: 'b2' }, 'allow'],
    ['was given no paragraph', { enc: ['b1'] }, {}, 'allow'],
    ['is of the export class', { export_class: ['5D002'] }, { exportClass: '5D002' }, 'deny'],
    ['is of another export class', { export_class: ['5D002'] }, { exportClass: 'EAR99' }, 'allow'],
    ['is of an export class that is not known', { export_class: ['5D002'] }, {}, 'deny'],
    ['is of another class of software', { software_class: ['design'] }, { softwareClass: 'other' }, 'allow'],
    ['is of a class of software that is not known', { software_class: ['design'] }, {}, 'deny'],
    ['is used in another context', { context: ['workplace'] }, { context: 'home' }, 'allow'],
    ['is used in a context that is not known', { context: ['workplace'] }, {}, 'deny'],
    [
      'is such a one in all but one respect',
      { tags: ['a'], context: ['workplace'] },
      { tags: ['a'], context: 'home' },
      'allow',
    ],
  ])('that %s: %j, and %j: %s', (_, features, feature, expected) =>
    expect(verdict(denies({ features }), { feature })).toBe(expected),
  );
});

describe('an exception inside a provision', () => {
  const softened = (unless: readonly object[], situation: Partial<Situation> = {}) =>
    verdict(denies({ unless }), situation);

  it.each<[string, object, Partial<Situation>, 'allow' | 'deny']>([
    ['begins with its first day', { from: DAY }, {}, 'allow'],
    ['has not begun the day before', { from: '2026-11-25' }, {}, 'deny'],
    ['holds in its place', { where: ['DE-BE'] }, { places: { billing: ['DE-BE'] } }, 'allow'],
    ['does not hold where only the country is known', { where: ['DE-BE'] }, {}, 'deny'],
    ['holds for its class', { export_class: ['EAR99'] }, { feature: { exportClass: 'EAR99' } }, 'allow'],
    ['does not hold for another', { export_class: ['EAR99'] }, { feature: { exportClass: '5D002' } }, 'deny'],
    ['does not hold for a class that is not known', { export_class: ['EAR99'] }, {}, 'deny'],
    [
      'holds for its class of software',
      { software_class: ['other'] },
      { feature: { softwareClass: 'other' } },
      'allow',
    ],
    ['does not hold for one that is not known', { software_class: ['other'] }, {}, 'deny'],
    ['holds for its purpose', { purpose: ['medical', 'safety'] }, { feature: { purpose: 'safety' } }, 'allow'],
    ['does not hold for another purpose', { purpose: ['medical'] }, { feature: { purpose: 'fun' } }, 'deny'],
    ['holds for evidence from its day on', { attribute: 'licence' }, { attributes: { licence: DAY } }, 'allow'],
    ['not the day before', { attribute: 'licence' }, { attributes: { licence: '2026-11-25' } }, 'deny'],
    [
      'holds for evidence of thirty days',
      { attribute: 'asked', held_for: 'P30D' },
      { attributes: { asked: '2026-10-25' } },
      'allow',
    ],
    ['not of less', { attribute: 'asked', held_for: 'P30D' }, { attributes: { asked: '2026-10-26' } }, 'deny'],
    ['needs evidence', { attribute: 'licence' }, {}, 'deny'],
    ['has no evidence in what every object is', { attribute: 'constructor' }, { attributes: {} }, 'deny'],
    ['needs all that it says', { from: '2026-01-01', attribute: 'licence' }, {}, 'deny'],
  ])('%s', (_, exception, situation, expected) => expect(softened([exception], situation)).toBe(expected));

  it('is enough alone, beside another that does not hold', () =>
    expect(softened([{ attribute: 'licence' }, { where: ['DE'] }])).toBe('allow'));

  it('in a place does not hold where no place is known', () => {
    const row = { where: ['*'], ...denies({ unless: [{ where: ['DE'] }] }) };
    expect([verdict(row), verdict(row, { places: {} })]).toEqual(['allow', 'deny']);
  });
});

describe('a place', () => {
  const groups = { groups: { north: [{ members: ['DE-SH', 'DE-HH'] }], land: [{ members: ['DE', 'FR'] }] } };
  const at = (place: string, row: HouseRule) => {
    const { verdict: found, undetermined } = under(row, { places: { billing: [place] } }, groups);
    return undetermined[0]?.why ?? found;
  };

  it.each<[string, string, HouseRule, string]>([
    ['in the row', 'FR', { where: ['land'] }, 'deny'],
    ['outside of it', 'IT', { where: ['land'] }, 'allow'],
    ['of which the subdivision is missing', 'DE', { where: ['north'] }, 'subdivision'],
    ['that is excepted', 'DE-SH', { except: ['north'] }, 'allow'],
    ['that is not excepted', 'DE-BE', { except: ['north'] }, 'deny'],
    ['that may be excepted', 'DE', { except: ['north'] }, 'subdivision'],
    ['outside of it that may be excepted', 'DE', { where: ['FR'], except: ['north'] }, 'allow'],
    ['in the part that a provision is about', 'DE-SH', denies({ where: ['north'] }), 'deny'],
    ['outside of that part', 'DE-BE', denies({ where: ['north'] }), 'allow'],
    ['perhaps in that part', 'DE', denies({ where: ['north'] }), 'subdivision'],
    ['in that part, but not in the row', 'DE-SH', { where: ['FR'], ...denies({ where: ['north'] }) }, 'allow'],
  ])('%s: %s', (_, place, row, expected) => expect(at(place, row)).toBe(expected));

  it.each<[string, HouseRule, string]>([
    ['is anywhere for a row that holds everywhere', { where: ['*'] }, 'deny'],
    ['may be an exception from everywhere', { where: ['*'], except: ['FR'] }, 'place'],
    ['may be where a provision of it holds', { where: ['*'], ...denies({ where: ['FR'] }) }, 'place'],
    ['may be where a row holds', { where: ['FR'] }, 'place'],
  ])('that is not known %s', (_, row, expected) => {
    const { verdict: found, undetermined } = under(row, { places: {} });
    expect(undetermined[0]?.why ?? found).toBe(expected);
  });

  it.each([[['ZZ', 'DE']], [['DE', 'ZZ']]])('that no country has counts as unknown, in whatever order: %j', (usage) =>
    expect(under({ where: ['DE-BE'], factor: 'usage', unknown: 'deny' }, { places: { usage } })).toMatchObject({
      verdict: 'deny',
      undetermined: [{ row: 'row', why: 'place' }],
    }),
  );

  it('is one of several: that one of them is in the row is enough', () =>
    expect(verdict({}, { places: { billing: ['FR', 'DE', 'IT'] } })).toBe('deny'));
});

describe('the places of a licensee', () => {
  const rulebook = houseRules({});
  const located = (act: Situation['act'], places: Situation['places'], vendorNexus: readonly string[] = []) => {
    const found = locatedIn(rulebook, { act, places, vendorNexus });
    const codes = (factor: keyof typeof found) => found[factor].map((one) => one?.codes[0]);
    return {
      billing: codes('billing'),
      usage: codes('usage'),
      subjects: codes('data_subject'),
      nexus: codes('vendor_nexus'),
      law: codes('governing_law'),
    };
  };

  it('are not known where nobody says them', () =>
    expect(located('issue', {})).toEqual({
      billing: [undefined],
      usage: [undefined],
      subjects: [undefined],
      nexus: [undefined],
      law: [undefined],
    }));

  it('are what is said, each by its own factor', () =>
    expect(
      located('check', { billing: ['DE'], usage: ['FR'], data_subject: ['IT'], governing_law: ['IE'] }, ['US', 'CH']),
    ).toEqual({ billing: ['DE'], usage: ['FR'], subjects: ['IT'], nexus: ['US', 'CH'], law: ['IE'] }));

  it('are where they use it and where they live, in acts upon a license; in a check where they use it alone', () => {
    const usage = (act: Situation['act'], places: Situation['places']) => located(act, places).usage;
    expect(usage('issue', { billing: ['DE'], usage: ['FR'] })).toEqual(['FR', 'DE']);
    expect(usage('renewal', { billing: ['DE'] })).toEqual(['DE']);
    expect(usage('migration', { usage: ['FR'] })).toEqual(['FR']);
    expect(usage('check', { billing: ['DE'] })).toEqual([undefined]);
  });

  it('are those of the people whose data it is where nobody says another', () => {
    expect(located('issue', { billing: ['DE'], data_subject: [] }).subjects).toEqual(['DE']);
    expect(located('issue', { billing: ['DE'] }).subjects).toEqual(['DE']);
  });
});

describe('a vendor', () => {
  const rulebook = houseRules({}, { groups: { club: [{ members: ['FR'], from: '2020-01-01', to: '2026-01-01' }] } });
  const bound = (vendorNexus: readonly string[], on?: string) => {
    const situation: Situation = { act: 'issue', places: {}, vendorNexus };
    return isBound(['club', 'US'], { rulebook, situation, located: locatedIn(rulebook, situation) }, on);
  };

  it.each<[string, readonly string[], string | undefined, boolean]>([
    ['is bound by its place', ['US'], DAY, true],
    ['is bound by the name of the group', ['club'], DAY, true],
    ['is bound by a place in the group, while it is a member', ['FR'], '2025-12-31', true],
    ['is not bound by it any more', ['FR'], '2026-01-01', false],
    ['has been bound by it, without a day', ['FR'], undefined, true],
    ['is bound by one of several', ['CH', 'US-CA'], DAY, true],
    ['is bound by part of a place', ['US-CA'], DAY, true],
    ['elsewhere is not', ['CH'], DAY, false],
    ['of whom nobody says where it is, is not', [], DAY, false],
  ])('%s', (_, nexus, on, expected) => expect(bound(nexus, on)).toBe(expected));
});
