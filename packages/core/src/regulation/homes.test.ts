import { describe, expect, it } from 'vitest';
import { houseRules } from '../../../../test/support/house-rules.ts';
import { permittedHomes } from './homes.ts';
import type { Acted } from './merge.ts';
import type { Situation } from './situation.ts';

const DAY = '2026-11-24';
const rulebook = houseRules(
  {},
  {
    places: { 'x-DE-HAFEN': { in: 'DE-HH' } },
    groups: {
      north: [{ members: ['DE-HH'] }],
      sound: [{ members: ['DE'] }, { members: ['BR'], from: DAY }, { members: ['US'], operator: 'dpf' }],
    },
  },
);
const HOMES: Situation['homes'] = [
  { id: 'us', place: 'US' },
  { id: 'us-dpf', place: 'US', operator: ['dpf'] },
  { id: 'hafen', place: 'x-DE-HAFEN' },
  { id: 'de', place: 'DE' },
  { id: 'br', place: 'BR' },
  { id: 'nowhere', place: 'ZZ' },
];
const row = (id: string, within: string[], or?: string[]): Acted => ({
  row: id,
  provision: { kind: 'data.home', within, ...(or && { or_attributes: or }) },
});
const homes = (acted: readonly Acted[], more: Partial<Situation> = {}, day = DAY) =>
  permittedHomes(acted, rulebook, { act: 'issue', places: {}, vendorNexus: [], homes: HOMES, ...more }, day);

describe('a home', () => {
  it.each<[string, readonly Acted[], readonly string[]]>([
    ['may be any, where no row says anything', [], ['us', 'us-dpf', 'hafen', 'de', 'br', 'nowhere']],
    ['is in what the row permits, in the order of preference', [row('a', ['sound'])], ['us-dpf', 'hafen', 'de', 'br']],
    ['is in what every row permits', [row('a', ['sound']), row('b', ['US', 'BR'])], ['us-dpf', 'br']],
    ['is not one that is only perhaps there', [row('a', ['north'])], ['hafen']],
    ['is none where rows permit nothing in common', [row('a', ['US']), row('b', ['DE'])], []],
  ])('%s', (_, acted, permitted) => expect(homes(acted).permitted).toEqual(permitted));

  it('is permitted from the day on which its country is', () =>
    expect(homes([row('a', ['sound'])], {}, '2026-11-23').permitted).toEqual(['us-dpf', 'hafen', 'de']));

  it('is null where there was nothing to choose from, and none where there was no choice', () => {
    expect(homes([row('a', ['DE'])], { homes: undefined }).permitted).toBeNull();
    expect(homes([row('a', ['DE'])], { homes: [] }).permitted).toEqual([]);
  });
});

describe('what rows permit', () => {
  it('is said of each, by their names', () =>
    expect(homes([row('b', ['US', 'DE']), row('a', ['sound'])]).within).toEqual([
      { row: 'a', places: ['sound'] },
      { row: 'b', places: ['US', 'DE'] },
    ]));
});

describe('a safeguard', () => {
  const acted = [row('b', ['DE'], ['scc', 'bcr']), row('a', ['US'], ['scc']), row('c', ['DE', 'US'])];

  it.each<[string, Situation['attributes'], readonly string[], readonly string[]]>([
    ['that is held lifts the rows that know it', { scc: DAY }, ['scc'], ['c']],
    ['lifts no others', { bcr: DAY }, ['bcr'], ['a', 'c']],
    ['is recorded once, beside others', { scc: DAY, bcr: DAY }, ['bcr', 'scc'], ['c']],
    ['that is held from tomorrow on lifts none', { scc: '2026-11-25' }, [], ['a', 'b', 'c']],
    ['lifts none where none is held', undefined, [], ['a', 'b', 'c']],
  ])('%s', (_, attributes, recorded, binding) => {
    const found = homes(acted, { attributes });
    expect(found.recorded).toEqual(recorded);
    expect(found.within.map((one) => one.row)).toEqual(binding);
  });
});
