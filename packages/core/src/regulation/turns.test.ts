import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { turnsOf } from './turns.ts';
import type { Situation } from './situation.ts';

const GROUPS = {
  groups: {
    north: [
      { members: ['NO'], from: '2021-01-01', to: '2031-01-01' },
      { members: ['SE'], from: '2022-01-01' },
    ],
    south: [{ members: ['IT'], to: '2032-01-01' }],
    always: [{ members: ['PT'] }],
  },
};

const NORTH = ['2021-01-01', '2022-01-01', '2031-01-01'];
const turns = (row: HouseRule, attributes?: Situation['attributes']) =>
  turnsOf(houseRules({ one: row }, GROUPS), { act: 'check', places: {}, vendorNexus: [], attributes });

describe('the days on which a check may turn by time alone', () => {
  it.each<[string, HouseRule, readonly string[]]>([
    ['are none of a row without any', {}, []],
    [
      'are those of the row',
      { effective_from: '2026-01-01', effective_to: '2027-01-01' },
      ['2026-01-01', '2027-01-01'],
    ],
    [
      'are those of each of its provisions',
      { provisions: [{ kind: 'deny', effective_from: '2026-05-01', effective_to: '2026-06-01' }, { kind: 'review' }] },
      ['2026-05-01', '2026-06-01'],
    ],
    [
      'are said once, in order',
      {
        effective_from: '2026-05-01',
        provisions: [
          { kind: 'deny', effective_from: '2026-05-01' },
          { kind: 'review', effective_from: '2025-05-01' },
        ],
      },
      ['2025-05-01', '2026-05-01'],
    ],
    ['are those on which the groups change where it holds', { where: ['DE', 'north', 'always'] }, NORTH],
    ['are those of what it leaves out', { where: ['*'], except: ['south'] }, ['2032-01-01']],
    ['are those of whose law binds the vendor', { vendor_nexus: ['north'] }, NORTH],
    ['are those of where a provision holds', { provisions: [{ kind: 'deny', where: ['south'] }] }, ['2032-01-01']],
    [
      'are those of an exception, and of where it holds',
      { provisions: [{ kind: 'deny', unless: [{ from: '2024-05-17', where: ['south'] }] }] },
      ['2024-05-17', '2032-01-01'],
    ],
  ])('%s', (_, row, days) => expect(turns(row)).toEqual(days));

  it('are those from which evidence is held, and has been for long enough', () => {
    const evidence = { licence: '2026-01-31', request: '2026-03-01' };
    const provisions: HouseRule['provisions'] = [
      { kind: 'deny', unless: [{ attribute: 'licence' }, { attribute: 'request', held_for: 'P30D' }] },
    ];
    expect(turns({}, evidence)).toEqual(['2026-01-31', '2026-03-01']);
    expect(turns({ provisions }, evidence)).toEqual(['2026-01-31', '2026-03-01', '2026-03-02', '2026-03-31']);
    expect(turns({ provisions })).toEqual([]);
  });

  it('are those of every row', () => {
    const rows = { one: { effective_from: '2027-01-01' }, other: { effective_to: '2026-01-01' } };
    const asked = { act: 'check', places: {}, vendorNexus: [] } as const;
    expect(turnsOf(houseRules(rows), asked)).toEqual(['2026-01-01', '2027-01-01']);
  });
});
