import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { noon } from '../../../../test/support/regulations.ts';
import { assess, mildest, type Verdict } from './assess.ts';
import type { Regulation } from './rulebook.ts';
import type { Act, Situation } from './situation.ts';

type Provision = Regulation['provisions'][number];

const ACTS: readonly Act[] = ['issue', 'renewal', 'migration', 'check'];
const CONTRACT: Situation['contract'] = {
  concluded: '2026-01-31',
  initialTerm: 'P1Y',
  renewalTerm: 'P1Y',
  trial: { from: '2026-01-31', end: '2026-12-31' },
  feeChange: { kind: 'rise', on: '2026-12-31' },
};

function under(rows: Readonly<Record<string, HouseRule>>, situation: Partial<Situation> = {}) {
  const given: Situation = { act: 'issue', places: { billing: ['DE'] }, vendorNexus: [], ...situation };
  return assess(houseRules(rows), given, noon('2026-11-24'));
}

describe('the mildest of verdicts', () => {
  const ruled = (verdict: Verdict, ...because: string[]) => ({ verdict, because });
  it.each([
    ['nothing is ruled', [], ruled('allow')],
    ['all are denied', [ruled('deny', 'b'), ruled('deny', 'a')], ruled('deny', 'a', 'b')],
    ['one is reviewed', [ruled('deny', 'a'), ruled('review', 'b')], ruled('review', 'b')],
    ['one is allowed', [ruled('deny', 'a'), ruled('allow'), ruled('review', 'b')], ruled('allow')],
    ['some have a row in common', [ruled('review', 'a', 'b'), ruled('review', 'b')], ruled('review', 'a', 'b')],
  ])('where %s', (_, assessed, together) => expect(mildest(assessed)).toEqual(together));
});

describe('the zone', () => {
  it.each<[string, Partial<Situation>, string]>([
    ['is the one that is said', { zone: 'Asia/Tokyo' }, 'Asia/Tokyo'],
    ["is the customer's", { places: { billing: ['DE'], usage: ['JP'] } }, 'Europe/Berlin'],
    ['is where it is used, if nobody knows where the customer is', { places: { usage: ['JP'] } }, 'Asia/Tokyo'],
    ["is the seat's in a check", { act: 'check', places: { billing: ['DE'], usage: ['JP'] } }, 'Asia/Tokyo'],
    ['is that of the first place that there is', { places: { billing: ['ZZ', 'FR', 'JP'] } }, 'Europe/Paris'],
    ['is UTC in a check without a seat', { act: 'check' }, 'UTC'],
    ['is UTC where no place is known', { places: {} }, 'UTC'],
  ])('%s', (_, situation, zone) => expect(under({}, situation).zone).toBe(zone));
});

describe('what is said of a row', () => {
  it('is in the order of their names, whatever they are', () => {
    const open: HouseRule = { where: ['DE-BE'] };
    const found = under({ c: {}, d: open, a: {}, b: open, f: { supersedes: ['e', 'g'] }, g: {}, e: {} });
    expect(found.rows.map(({ row }) => row)).toEqual(['a', 'c', 'f']);
    expect(found.undetermined.map(({ row }) => row)).toEqual(['b', 'd']);
    expect(found.superseded).toEqual(['e', 'g']);
    expect(found).toMatchObject({ verdict: 'deny', because: ['a', 'c', 'f'], contract: null });
  });
});

describe('what rows demand', () => {
  it('is in the order of their names, and of what they say, in whatever order they are read', () => {
    const reports = (...due: string[]): HouseRule => ({
      provisions: due.map((day) => ({ kind: 'report.periodic', due: day })),
    });
    const rulebook = houseRules({ a: reports('03-01', '02-01', '04-01'), b: reports('01-01') });
    const situation: Situation = { act: 'issue', places: { billing: ['DE'] }, vendorNexus: [] };
    const demanded = (rows: typeof rulebook.rows) =>
      assess({ ...rulebook, rows }, situation, noon('2026-11-24')).obligations.map((one) => [
        one.row,
        'due' in one && one.due,
      ]);
    expect(demanded(rulebook.rows)).toEqual([
      ['a', '2027-02-01'],
      ['a', '2027-03-01'],
      ['a', '2027-04-01'],
      ['b', '2027-01-01'],
    ]);
    expect(demanded(rulebook.rows.toReversed())).toEqual(demanded(rulebook.rows));
  });
});

describe('data that no home is permitted for', () => {
  const home = { provisions: [{ kind: 'data.home' as const, within: ['DE'] }] };
  const verdicts = (homes: Situation['homes']) => ACTS.map((act) => under({ home }, { act, homes }).verdict);

  it('bars what would bring it somewhere, and nothing else', () => {
    expect(verdicts([{ id: 'fr', place: 'FR' }])).toEqual(['deny', 'allow', 'deny', 'allow']);
    expect(under({ home }, { homes: [{ id: 'fr', place: 'FR' }] }).because).toEqual(['home']);
  });

  it('is none where a home is, or where there was none to choose from', () => {
    expect(verdicts([{ id: 'de', place: 'DE' }])).toEqual(['allow', 'allow', 'allow', 'allow']);
    expect(verdicts(undefined)).toEqual(['allow', 'allow', 'allow', 'allow']);
  });
});

describe('a row of which nobody knows whether it holds', () => {
  const some = { features: { tags: ['some'] } };
  it.each<[Provision, ...Act[]]>([
    [{ kind: 'deny' }, ...ACTS],
    [{ kind: 'review' }, ...ACTS],
    [{ kind: 'data.home', within: ['DE'] }, 'issue', 'migration'],
    [{ kind: 'transfer.condition', condition: 'filed' }, 'issue', 'migration'],
    [{ kind: 'limit.cap', max: 5 }, 'renewal', 'check'],
    [{ kind: 'limit.cap', max: 5, ...some }, 'check'],
    [{ kind: 'require.attribute', attributes: ['filed'] }, 'renewal', 'check'],
    [{ kind: 'require.attribute', attributes: ['filed'], ...some }, 'check'],
    [{ kind: 'require.consent', forms: ['express'] }, 'renewal'],
    [{ kind: 'require.consent', forms: ['express'], ...some }, 'check'],
    [{ kind: 'retention.delete_by', after_last_interaction: 'P1Y' }],
    [{ kind: 'report.periodic', due: '02-01' }],
    [{ kind: 'notice.window', anchor: 'renewal', min: 'P1M' }, 'renewal'],
    [{ kind: 'notice.periodic', every: 'P1Y' }, 'renewal'],
    [{ kind: 'renewal.mode', mode: 'forbidden' }, 'renewal'],
    [{ kind: 'binding.cap', max: 'P1Y' }, 'renewal'],
    [{ kind: 'change.notice', change: 'fee', min: 'P1M' }, 'renewal'],
    [{ kind: 'exit.terms', notice: 'P2M', transition: 'P30D', retrieval: 'P30D' }, 'renewal'],
  ])('and says %j has a person look before %s', (provision, ...waiting) => {
    const row: HouseRule = { where: ['DE-BE'], provisions: [provision] };
    const situation = { places: { billing: ['DE'], usage: ['DE'] }, contract: CONTRACT, feature: { tags: ['some'] } };
    const found = ACTS.map((act) => [act, under({ row }, { act, ...situation })] as const);
    expect(found.filter(([, { verdict }]) => verdict === 'review').map(([act]) => act)).toEqual(waiting);
    for (const [, { verdict, because }] of found) expect(because).toEqual(verdict === 'review' ? ['row'] : []);
  });

  const cap: Provision = { kind: 'limit.cap', max: 5 };
  it.each<[string, HouseRule, Situation['places'], Verdict]>([
    ['denies where its place is missing, and it says so', {}, {}, 'deny'],
    ['does where it would have been a review', { provisions: [{ kind: 'review' }] }, {}, 'deny'],
    ['does where one of its provisions would bar', { provisions: [cap, { kind: 'review' }] }, {}, 'deny'],
    ['does not where it would bar nothing', { provisions: [cap] }, {}, 'review'],
    ['does not where a subdivision is missing', { where: ['DE-BE'] }, { usage: ['DE'] }, 'review'],
    ['does not where it says otherwise', { unknown: 'review' }, {}, 'review'],
    ['does not elsewhere', {}, { usage: ['FR'] }, 'allow'],
  ])('%s', (_, row, places, verdict) => {
    const found = under({ row: { factor: 'usage', unknown: 'deny', ...row } }, { act: 'check', places });
    expect(found).toMatchObject({ verdict, because: verdict === 'allow' ? [] : ['row'] });
  });

  it('is no reason beside one that denies', () => {
    const found = under({ open: { where: ['DE-BE'] }, denies: {}, reviews: { provisions: [{ kind: 'review' }] } });
    expect(found).toMatchObject({ verdict: 'deny', because: ['denies'] });
  });

  it('is a reason beside one that has to be reviewed', () => {
    const found = under({ open: { where: ['DE-BE'] }, reviews: { provisions: [{ kind: 'review' }] } });
    expect(found).toMatchObject({ verdict: 'review', because: ['open', 'reviews'] });
  });
});
