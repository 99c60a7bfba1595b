import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { lifeProgram, programUnder } from '../../../../test/support/life-catalog.ts';
import { packOf, rowOf } from '../../../../test/support/packs.ts';
import { noon } from '../../../../test/support/regulations.ts';
import type { Home } from '../regulation/situation.ts';
import { denied, distinctClasses, isClear, screenIssue, verdictOn } from './screen-issue.ts';

const acme = life();
acme.buys({
  items: [{ plan: 'small', from: '2026-01-01' }],
  customer: { kind: 'consumer', country: 'CH', zone: 'UTC' },
});
const license = acme.license();

function screened(provisions: readonly object[], homes?: readonly Home[]) {
  const own = packOf(`rows: { own: ${rowOf({ where: ['CH'], provisions })} }\n`, 'own');
  return screenIssue(license, programUnder({ 'own.yaml': own }), license.items, noon('2026-01-01'), homes);
}

const CLEAR = { verdict: 'allow', rows: [], forms: [], homeless: false };

describe('an order is screened', () => {
  it.each([
    ['and nothing is against it', [{ kind: 'binding.cap', max: 'P1Y' }], CLEAR],
    ['and is denied', [{ kind: 'deny' }], { ...CLEAR, verdict: 'deny', rows: ['own'] }],
    ['and is reviewed', [{ kind: 'review' }], { ...CLEAR, verdict: 'review', rows: ['own'] }],
    ['for the act that is barred', [{ kind: 'deny', acts: ['issue'] }], { ...CLEAR, verdict: 'deny', rows: ['own'] }],
    ['for another act than is barred', [{ kind: 'deny', acts: ['renewal'] }], CLEAR],
    [
      'and asks for consent',
      [{ kind: 'require.consent', forms: ['express'] }],
      { ...CLEAR, rows: ['own'], forms: ['express'] },
    ],
  ])('%s', (_, provisions, screening) => expect(screened(provisions)).toEqual(screening));

  it('without regulations, and nothing is against it', () => {
    expect(screenIssue(license, lifeProgram, license.items, noon('2026-01-01'))).toEqual(CLEAR);
  });

  it.each([
    ['one is permitted', ['CH', 'US'], false],
    ['none is', ['US'], true],
  ])('for homes of which %s', (_, places, homeless) => {
    const homes = places.map((place) => ({ id: place.toLowerCase(), place }));
    expect(screened([{ kind: 'data.home', within: ['CH'] }], homes).homeless).toBe(homeless);
  });
});

describe('a screening', () => {
  const screening = { verdict: 'deny', rows: ['one', 'two'], forms: [], homeless: false } as const;

  it.each([
    [false, 'regulation_denied', 'regulations forbid the order: one, two'],
    [true, 'home_not_permitted', 'no home is permitted for the order: one, two'],
  ])('is a refusal that names its rows (homeless: %s)', (homeless, code, message) =>
    expect(denied({ ...screening, homeless }, 'the order')).toMatchObject({ code, message, rows: ['one', 'two'] }),
  );

  it.each([
    [{ verdict: 'allow', forms: [] }, true],
    [{ verdict: 'review', forms: [] }, false],
    [{ verdict: 'deny', forms: [] }, false],
    [{ verdict: 'allow', forms: ['express'] }, false],
  ] as const)('%j is clear: %s', (said, clear) => expect(isClear({ ...screening, ...said })).toBe(clear));
});

describe('plans are judged by the classes of what they grant', () => {
  it('once where several features are of one', () => {
    expect(distinctClasses(lifeProgram, [{ plan: 'small@1' }, { plan: 'pack@1' }])).toHaveLength(1);
  });

  it('as something of which nothing is known, where they grant nothing', () => {
    expect(distinctClasses(lifeProgram, [])).toEqual([{}]);
    expect(distinctClasses(lifeProgram, [{ plan: 'none@1' }])).toEqual([{}]);
    const asked: unknown[] = [];
    expect(() =>
      verdictOn(lifeProgram, [], (feature) => {
        asked.push(feature);
        throw new Error('asked');
      }),
    ).toThrow('asked');
    expect(asked).toEqual([{}]);
  });
});
