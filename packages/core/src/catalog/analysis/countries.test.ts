import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { COUNTRIES, SUBDIVISION } from './countries.ts';

describe('countries', () => {
  it('are any two capitals, each once, the well-known ones first', () => {
    expect(COUNTRIES).toHaveLength(26 * 26);
    expect(new Set(COUNTRIES).size).toBe(26 * 26);
    expect(COUNTRIES.filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
    expect(COUNTRIES.slice(0, 3)).toEqual(['DE', 'US', 'FR']);
  });
});

describe('subdivisions', () => {
  it.each(['DE-BE', 'US-CA', 'FR-IDF', 'JP-13', 'AT-9'])('%s is one', (text) =>
    expect(SUBDIVISION.whole.test(text)).toBe(true),
  );

  it.each(['', 'DE', 'DE-', 'DE-BERL', 'de-be', 'DE-be', 'DEU-BE', 'D-BE', 'DEBE', ' DE-BE', 'DE-BE '])(
    '%j is none',
    (text) => expect(SUBDIVISION.whole.test(text)).toBe(false),
  );

  it.each(['', 'D', 'DE', 'DE-', 'DE-B'])('may begin with %j', (text) =>
    expect(SUBDIVISION.beginning.test(text)).toBe(true),
  );

  it.each(['d', 'DEU', 'D-', 'DE-BERL', 'DE-b', 'DE_'])('never begins with %j', (text) =>
    expect(SUBDIVISION.beginning.test(text)).toBe(false),
  );

  it.prop([fc.stringMatching(SUBDIVISION.whole)], { numRuns: 30 })('begins as subdivisions begin', (text) => {
    for (let length = 0; length <= text.length; length += 1)
      expect(SUBDIVISION.beginning.test(text.slice(0, length))).toBe(true);
  });
});
