import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { noon } from '../../../../test/support/regulations.ts';
import { type Assessment, assess, assessEach } from './assess.ts';
import type { FeatureFacts, Situation } from './situation.ts';

const TAGGED = { features: { tags: ['loud'] } };
const LOUD: FeatureFacts = { tags: ['loud'] };
const QUIET: FeatureFacts = {};

const about = (situation: Partial<Situation>): Situation => ({
  act: 'issue',
  places: { billing: ['DE'] },
  vendorNexus: [],
  ...situation,
});
const under = (rows: Readonly<Record<string, HouseRule>>, situation: Partial<Situation> = {}): Assessment =>
  assess(houseRules(rows), about(situation), noon('2026-11-24'));
/** The same for each of some features, and for them together. */
const each = (
  rows: Readonly<Record<string, HouseRule>>,
  features: readonly FeatureFacts[],
  more: Partial<Situation> = {},
) => assessEach(houseRules(rows), about(more), features, noon('2026-11-24'));

describe('a row that acts', () => {
  it('is said with why it does, and how far it can be trusted', () => {
    expect(under({ one: {} }).rows).toEqual([
      {
        row: 'one',
        pack: 'house',
        kinds: ['deny'],
        factor: 'billing',
        place: 'DE',
        on: '2026-11-24',
        source: 'House rules',
        tag: 'P',
        reviewedBy: null,
        advisory: false,
      },
    ]);
  });

  it.each<[string, HouseRule, object]>([
    [
      'by each of its kinds once',
      { provisions: [{ kind: 'review' }, { kind: 'deny' }, { kind: 'review', acts: ['issue'] }] },
      { kinds: ['review', 'deny'] },
    ],
    [
      'by those that act alone',
      { provisions: [{ kind: 'review', acts: ['check'] }, { kind: 'deny' }] },
      { kinds: ['deny'] },
    ],
    ['everywhere, at no place', { where: ['*'], factor: 'usage' }, { place: 'DE', factor: 'usage' }],
    ['for people to weigh', { advisory: true }, { advisory: true }],
    ['by the counsel who has looked', { reviewed_by: 'Jane Doe', tag: 'B' }, { reviewedBy: 'Jane Doe', tag: 'B' }],
  ])('is said %s', (_, row, shown) => expect(under({ one: row }).rows).toMatchObject([shown]));

  it('is not said where nothing of it acts', () => {
    expect(under({ one: { provisions: [{ kind: 'deny', acts: ['check'] }] } })).toMatchObject({
      rows: [],
      undetermined: [],
      verdict: 'allow',
    });
  });

  it('may act by one provision, and be open by another', () => {
    const provisions: HouseRule['provisions'] = [{ kind: 'review' }, { kind: 'deny', where: ['UA-43'] }];
    expect(under({ one: { where: ['UA'], provisions } }, { places: { billing: ['UA'] } })).toMatchObject({
      rows: [{ row: 'one', kinds: ['review'] }],
      undetermined: [{ row: 'one', why: 'subdivision' }],
    });
  });
});

describe('a row that another one takes the place of', () => {
  const after: HouseRule = { supersedes: ['before'], provisions: [{ kind: 'review' }] };

  it('neither acts nor is said to', () => {
    expect(under({ before: {}, after })).toMatchObject({
      verdict: 'review',
      because: ['after'],
      rows: [{ row: 'after' }],
      superseded: ['before'],
    });
  });

  it('is not open either', () => {
    const before: HouseRule = { where: ['UA-43'], factor: 'usage' };
    const found = under({ before, after: { ...after, where: ['UA'] } }, { places: { billing: ['UA'] } });
    expect(found).toMatchObject({ undetermined: [], superseded: [], rows: [{ row: 'after' }] });
    expect(under({ before }, { places: { billing: ['UA'] } }).undetermined).toEqual([
      { row: 'before', why: 'subdivision' },
    ]);
  });

  it('acts where the other does not', () => {
    expect(under({ before: {}, after: { ...after, where: ['FR'] } })).toMatchObject({
      because: ['before'],
      superseded: [],
    });
  });

  it('is none where it would not act', () => {
    expect(under({ before: { where: ['FR'] }, after })).toMatchObject({ because: ['after'], superseded: [] });
  });
});

describe('of several features', () => {
  it('a row is said once, with all its kinds', () => {
    const one: HouseRule = { provisions: [{ kind: 'review' }, { kind: 'deny', ...TAGGED }] };
    expect(each({ one }, [LOUD, QUIET]).together.rows).toMatchObject([{ row: 'one', kinds: ['review', 'deny'] }]);
    expect(each({ one }, [QUIET, LOUD]).together.rows).toMatchObject([{ row: 'one', kinds: ['review', 'deny'] }]);
  });

  it('each demands its own, and what all demand is demanded once', () => {
    const one: HouseRule = {
      provisions: [
        { kind: 'report.periodic', due: '02-01' },
        { kind: 'retention.delete_by', after_last_interaction: 'P3Y', ...TAGGED },
      ],
    };
    const { together } = each({ one }, [LOUD, QUIET, LOUD]);
    expect(together.obligations.map(({ kind }) => kind)).toEqual(['report.periodic', 'retention.delete_by']);
  });

  it('a row that is open for one is open for all, and said once', () => {
    const rows: Record<string, HouseRule> = {
      everything: { where: ['UA-43'] },
      loud: { where: ['UA-43'], provisions: [{ kind: 'deny', ...TAGGED }] },
    };
    const places = { billing: ['UA'] };
    expect(each(rows, [LOUD, QUIET], { places }).together.undetermined).toEqual([
      { row: 'everything', why: 'subdivision' },
      { row: 'loud', why: 'subdivision' },
    ]);
    expect(each(rows, [QUIET, QUIET], { places }).together.undetermined).toEqual([
      { row: 'everything', why: 'subdivision' },
    ]);
  });

  it('a row is superseded for all only where it acts for none', () => {
    const after: HouseRule = { supersedes: ['before'], provisions: [{ kind: 'review', ...TAGGED }] };
    const rows = { before: {}, after };
    const said = (...features: readonly FeatureFacts[]) => {
      const { superseded, rows: acting } = each(rows, features).together;
      return { superseded, rows: acting.map(({ row }) => row) };
    };
    expect(said(LOUD, LOUD)).toEqual({ superseded: ['before'], rows: ['after'] });
    expect(said(LOUD, QUIET)).toEqual({ superseded: [], rows: ['after', 'before'] });
    expect(said(QUIET)).toEqual({ superseded: [], rows: ['before'] });
  });
});
