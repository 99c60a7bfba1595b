import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ALL_ON, noon, SHIPPED } from '../../../../test/support/regulations.ts';
import { shift } from './period.ts';
import { assess } from './assess.ts';
import { prepareScreen, rowsToAsk } from './screen.ts';
import type { FeatureFacts, Situation } from './situation.ts';

const PLAIN: FeatureFacts = { exportClass: 'EAR99', softwareClass: 'other' };
const FEATURES: readonly FeatureFacts[] = [
  PLAIN,
  { ...PLAIN, tags: ['ai.emotion-inference'] },
  { ...PLAIN, tags: ['biometric', 'ai.gpai'] },
  { exportClass: '5D002', enc: 'b2', softwareClass: 'other' },
  { exportClass: 'EAR99', softwareClass: 'design' },
  { softwareClass: 'communications', exportClass: '5D992.c' },
];
const PLACES = [
  'DE',
  'US-CA',
  'US-IL',
  'US',
  'UA',
  'UA-14',
  'UA-43',
  'x-UA-DNR',
  'IR',
  'SY',
  'RU',
  'BY',
  'BR',
  'JP',
  'CN-HK',
  'FR-974',
];

describe('what a check has to look at', () => {
  it('is nothing for a plain feature where no row names the country', () => {
    const screen = prepareScreen(SHIPPED, ['US'], FEATURES);
    expect(rowsToAsk(screen, 0, 'DE')).toBeUndefined();
    expect(rowsToAsk(screen, 0, 'US', 'US-CA')).toBeUndefined();
    expect(rowsToAsk(screen, 2, 'US', 'US-CA')?.rows.map(({ id }) => id)).toEqual(['il-bipa']);
    expect(rowsToAsk(screen, 1, 'DE')?.rows.map(({ id }) => id)).toEqual(['ai-emotion']);
    expect(rowsToAsk(screen, 0, undefined)?.rows.length).toBeGreaterThan(3);
  });

  it('is nothing at all for a plain feature of a vendor whom no such law binds', () => {
    const screen = prepareScreen(SHIPPED, ['CH'], [PLAIN]);
    expect([rowsToAsk(screen, 0, 'KP'), rowsToAsk(screen, 0, undefined)]).toEqual([undefined, undefined]);
  });

  const situation = fc.record({
    feature: fc.nat({ max: FEATURES.length - 1 }),
    place: fc.constantFrom(...PLACES, undefined),
    nexus: fc.constantFrom(['US'], ['EU'], ['IE', 'US'], ['CH']),
    licensee: fc.constantFrom('consumer' as const, 'business' as const, undefined),
    day: fc.integer({ min: 0, max: 4000 }).map((days) => shift('2019-01-01', `P${days}D`)),
  });

  test.prop([situation], { numRuns: 500 })(
    'leaves out no row that acts',
    ({ feature, place, nexus, licensee, day }) => {
      const screen = prepareScreen(ALL_ON, nexus, FEATURES);
      const facts = FEATURES[feature]!;
      const asked: Situation = {
        act: 'check',
        licensee,
        places: place === undefined ? {} : { usage: [place] },
        vendorNexus: nexus,
        feature: facts,
      };
      const country = place?.startsWith('x-') ? 'UA' : place?.slice(0, 2);
      const whole = assess(ALL_ON, asked, noon(day));
      const rows = rowsToAsk(screen, feature, country, place);
      const part = rows && assess(rows, asked, noon(day));
      expect({ verdict: part?.verdict ?? 'allow', attributes: part?.attributes ?? [] }).toEqual({
        verdict: whole.verdict,
        attributes: whole.attributes,
      });
      const consents = (one?: typeof whole) => one?.obligations.filter(({ kind }) => kind !== 'report.periodic') ?? [];
      expect(consents(part)).toEqual(consents(whole));
    },
  );
});
