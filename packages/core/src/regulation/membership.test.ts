import { describe, expect, it } from 'vitest';
import { houseRules } from '../../../../test/support/house-rules.ts';
import { standing, type Standing, within } from './membership.ts';
import { locate } from './place.ts';

describe('a day', () => {
  it.each([
    ['2026-01-01', undefined, undefined, true],
    ['2026-01-01', '2026-01-01', undefined, true],
    ['2025-12-31', '2026-01-01', undefined, false],
    ['2026-01-01', undefined, '2026-01-01', false],
    ['2025-12-31', undefined, '2026-01-01', true],
    ['2026-06-01', '2026-01-01', '2027-01-01', true],
  ])('%s from %s, to %s: %s', (day, from, to, is) => expect(within(day, from, to)).toBe(is));
});

const rulebook = houseRules(
  {},
  {
    places: { 'x-UA-DNR': { in: 'UA-14' }, 'x-UA-SEA': { in: 'UA' } },
    groups: {
      near: [
        { members: ['FR'], from: '2010-01-01', to: '2015-01-01' },
        { members: ['FR'], from: '2020-01-01' },
        { members: ['US'], operator: 'dpf' },
        { members: ['AT'] },
      ],
      states: [{ members: ['US-CA'], from: '2026-01-01' }, { members: ['DE'] }],
      certified: [{ members: ['US-CA'], operator: 'dpf' }],
      occupied: [{ members: ['x-UA-DNR'] }],
      islands: [{ members: ['US-PR'] }],
    },
  },
);
const stands = (code: string, named: readonly string[], day?: string, operator?: readonly string[]): Standing => {
  const location = locate(code, rulebook.places);
  if (location === undefined) throw new Error(`there is no ${code}`);
  return standing(rulebook, location, named, day, operator);
};

describe('a place', () => {
  it.each<[string, readonly string[], Standing]>([
    ['DE', ['*'], 'in'],
    ['DE', ['DE'], 'in'],
    ['DE-BY', ['DE'], 'in'],
    ['DE', ['AT', 'DE'], 'in'],
    ['DE', ['AT'], 'out'],
    ['DE', [], 'out'],
    ['DE-BY', ['DE-HE'], 'out'],
    ['AT', ['near'], 'in'],
    ['AT-9', ['near'], 'in'],
    ['AT', ['states', 'near'], 'in'],
    ['AT', ['states'], 'out'],
    ['x-UA-DNR', ['UA-14'], 'in'],
    ['x-UA-DNR', ['occupied'], 'in'],
    ['UA-14', ['occupied'], 'out'],
  ])('%s among %j is %s', (code, named, is) => expect(stands(code, named, '2026-06-01')).toBe(is));

  it.each<[string | undefined, Standing]>([
    ['2009-12-31', 'out'],
    ['2010-01-01', 'in'],
    ['2014-12-31', 'in'],
    ['2015-01-01', 'out'],
    ['2019-12-31', 'out'],
    ['2020-01-01', 'in'],
    [undefined, 'in'],
  ])('that was in a group twice is on %s: %s', (day, is) => expect(stands('FR', ['near'], day)).toBe(is));

  it.each<[readonly string[] | undefined, Standing]>([
    [undefined, 'out'],
    [[], 'out'],
    [['commercial'], 'out'],
    [['commercial', 'dpf'], 'in'],
  ])('that is in a group by its operator is with %j: %s', (operator, is) => {
    expect(stands('US-NY', ['near'], '2026-06-01', operator)).toBe(is);
  });
});

describe('a place of which only the country is known', () => {
  it.each<[string, string, readonly string[], Standing]>([
    ['may be a part that is named', 'US', ['US-CA'], 'open'],
    ['may be it, beside what it is not', 'US', ['DE', 'US-CA', 'FR'], 'open'],
    ['is no part of another country', 'US', ['CA-ON'], 'out'],
    ['is not another country', 'US', ['DE'], 'out'],
    ['may be an area that lies in a part of it', 'UA', ['x-UA-DNR'], 'open'],
    ['may be an area that lies in it', 'UA', ['x-UA-SEA'], 'open'],
    ['is not an area that lies in another', 'US', ['x-UA-DNR'], 'out'],
    ['is not one of those that no pack defines', 'UA', ['x-UA-LNR'], 'out'],
    ['may be a member of a group', 'US', ['states'], 'open'],
    ['is none where no part of it is', 'FR', ['states'], 'out'],
    ['may be an area that is a member', 'UA', ['occupied'], 'open'],
    ['is no member that only an operator makes one', 'US', ['certified'], 'out'],
    ['is all of it where that is named, too', 'US', ['US-CA', 'US'], 'in'],
  ])('%s: %s among %j', (_, code, named, is) => expect(stands(code, named, '2026-06-01')).toBe(is));

  it('may be a member from the day on that the part of it is one', () => {
    expect(stands('US', ['states'], '2025-12-31')).toBe('out');
    expect(stands('US', ['states'], '2026-01-01')).toBe('open');
    expect(stands('US', ['states'])).toBe('open');
  });
});

describe('a territory, which ISO gives two codes', () => {
  it.each([
    ['PR', 'PR'],
    ['PR', 'US-PR'],
    ['US-PR', 'PR'],
    ['US-PR', 'US-PR'],
    ['PR', 'islands'],
    ['US-PR', 'islands'],
  ])('is itself by either: %s is in %s', (code, named) => expect(stands(code, [named], '2026-06-01')).toBe('in'));

  it('is no part of the other country', () => {
    expect(stands('US-PR', ['US'], '2026-06-01')).toBe('out');
    expect(stands('US', ['US-PR'], '2026-06-01')).toBe('out');
    expect(stands('US', ['islands'], '2026-06-01')).toBe('out');
  });
});
