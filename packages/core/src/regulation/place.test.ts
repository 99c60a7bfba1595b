import { iso31661, iso31662 } from 'iso-3166';
import { describe, expect, it } from 'vitest';
import { isZone } from '../time/civil.ts';
import { countries, isPlace, locate, ownCountry, parentsIn, subdivisions, zoneOf } from './place.ts';

const own = { 'x-UA-DNR': 'UA-14' };

describe('where a code is', () => {
  it.each([
    ['US-CA', ['US-CA', 'US']],
    ['US', ['US']],
    ['FR-75C', ['FR-75C', 'FR-IDF', 'FR']],
    ['ES-SE', ['ES-SE', 'ES-AN', 'ES']],
    ['x-UA-DNR', ['x-UA-DNR', 'UA-14', 'UA']],
  ])('%s lies in %j', (code, codes) => expect(locate(code, own)?.codes).toEqual(codes));

  it.each([
    ['CN-HK', 'HK'],
    ['CN-MO', 'MO'],
    ['US-PR', 'PR'],
    ['FR-974', 'RE'],
    ['FI-01', 'AX'],
    ['NL-AW', 'AW'],
    ['NL-BQ2', 'BQ'],
  ])('%s is %s, which is not its mother country', (code, country) => expect(locate(code)?.codes).toEqual([country]));

  it.each(['ZZ', 'XK', 'us', 'USA', '', 'x-UA-LNR', 'EU', 'constructor', '__proto__', 'US_CA'])(
    'is nowhere for "%s"',
    (code) => expect(locate(code, own)).toBeUndefined(),
  );

  it('is open where only the country is known, or the country has no such subdivision', () => {
    expect(locate('US')).toMatchObject({ open: true });
    expect(locate('US-ZZ')).toEqual({ codes: ['US'], open: true });
    expect(locate('US-CA')).toMatchObject({ open: false });
    expect(isPlace('US-ZZ')).toBe(false);
  });

  it('is not open in a country that has no subdivisions', () => expect(locate('AW')).toMatchObject({ open: false }));

  it('is exactly known of an area that a pack defines, and nowhere where that lies nowhere', () => {
    expect(locate('x-UA-DNR', own)).toEqual({ codes: ['x-UA-DNR', 'UA-14', 'UA'], open: false });
    expect(locate('x-QQ-A', { 'x-QQ-A': 'QQ-1' })).toBeUndefined();
    expect([isPlace('x-UA-DNR', own), isPlace('x-UA-DNR')]).toEqual([true, false]);
  });

  it('is a place under either of two codes', () => {
    expect([isPlace('CN-HK'), isPlace('HK')]).toEqual([true, true]);
    expect([ownCountry('CN-HK'), ownCountry('CN-GD'), ownCountry('toString')]).toEqual(['HK', undefined, undefined]);
  });

  it('is known of all countries and subdivisions of ISO 3166', () => {
    const codes = [...iso31661.map(({ alpha2 }) => alpha2), ...iso31662.map(({ code }) => code)];
    expect(codes.length).toBe(249 + 5070);
    expect(codes.filter((code) => !isPlace(code))).toEqual([]);
  });
});

describe('the codes of', () => {
  it('all countries are those of ISO 3166', () =>
    expect(countries().toSorted()).toEqual(iso31661.map(({ alpha2 }) => alpha2).toSorted()));

  it('the subdivisions of a country are its own; there are none where there is no country', () => {
    expect(subdivisions('AT')).toEqual(['AT-1', 'AT-2', 'AT-3', 'AT-4', 'AT-5', 'AT-6', 'AT-7', 'AT-8', 'AT-9']);
    expect([subdivisions('AW'), subdivisions('ZZ')]).toEqual([[], []]);
  });
});

// Held against itself, since what was read of a country is kept.
describe('a line of data', () => {
  it.each<[string, [string, string][]]>([
    ['', []],
    ['BE', [['DE-BE', 'DE']]],
    [
      '1 X>1 10',
      [
        ['DE-1', 'DE'],
        ['DE-X', 'DE-1'],
        ['DE-10', 'DE'],
      ],
    ],
  ])('"%s" of a country says what each of its parts lies in', (line, parents) =>
    expect([...parentsIn('DE', line)]).toEqual(parents),
  );
});

describe("the zone of a place's capital", () => {
  const zone = (code: string) => {
    const found = locate(code, own);
    return found && zoneOf(found);
  };

  it('is known of every country, and by the platform', () => {
    const zones = iso31661.map(({ alpha2 }) => zone(alpha2) ?? '');
    expect(zones.filter((name) => name === 'UTC' || !isZone(name))).toEqual([]);
  });

  it("is the subdivision's where that keeps another time", () => {
    expect([zone('US'), zone('US-CA'), zone('US-NY'), zone('AU-WA'), zone('x-UA-DNR')]).toEqual([
      'America/New_York',
      'America/Los_Angeles',
      'America/New_York',
      'Australia/Perth',
      'Europe/Kyiv',
    ]);
  });

  it('is that of the nearest place that has one, and UTC where none has', () => {
    expect(zoneOf({ codes: ['x-AU-A', 'AU-WA', 'AU'], open: false })).toBe('Australia/Perth');
    expect(zoneOf({ codes: ['ZZ'], open: false })).toBe('UTC');
  });
});
