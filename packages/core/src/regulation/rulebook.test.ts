import { describe, expect, it } from 'vitest';
import { houseRules } from '../../../../test/support/house-rules.ts';
import { loadRulebook, RulebookUnreadableError } from './rulebook.ts';

const BARE = { v: 1, version: 'rb_0', packs: [], places: {}, groups: {}, rows: [] };

describe('a rulebook', () => {
  it('is itself, with its groups by member', () => {
    const groups = {
      near: [{ code: 'FR', from: '2020-01-01' }, { code: 'AT' }, { code: 'FR', from: '2010-01-01', to: '2015-01-01' }],
    };
    const { members, ...rest } = loadRulebook({ ...BARE, groups });
    expect(rest).toEqual({ ...BARE, groups });
    expect([...members.keys()]).toEqual(['near']);
    expect([...(members.get('near') ?? [])]).toEqual([
      ['FR', [groups.near[0], groups.near[2]]],
      ['AT', [groups.near[1]]],
    ]);
  });

  it('finds a territory by the code of its own country, whichever of its two the pack has', () => {
    const { groups, members } = houseRules({}, { groups: { islands: [{ members: ['US-PR', 'FR-974'] }] } });
    expect(groups.islands?.map(({ code }) => code)).toEqual(['US-PR', 'FR-974']);
    expect([...(members.get('islands')?.keys() ?? [])]).toEqual(['PR', 'RE']);
  });
});

describe('what is no rulebook that this version reads', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'rulebook'],
    ['a number', 1],
    ['a function that has the parts of one', Object.assign(() => undefined, BARE)],
    ['an object without a form', { groups: {}, rows: [] }],
    ['a later form', { ...BARE, v: 2 }],
    ['the form as a text', { ...BARE, v: '1' }],
    ['one without rows', { v: 1, groups: {} }],
    ['one without groups', { v: 1, rows: [] }],
  ])('is said to be none: %s', (_, value) => {
    let thrown: unknown;
    try {
      loadRulebook(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RulebookUnreadableError);
    expect(thrown).toMatchObject({
      code: 'rulebook_unreadable',
      message: 'this is no rulebook of form 1, the one that this reader knows',
    });
  });
});
