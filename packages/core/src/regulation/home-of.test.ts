import { describe, expect, it } from 'vitest';
import { ALL_ON, noon, SHIPPED } from '../../../../test/support/regulations.ts';
import { type HomeFacts, homeOf } from './home-of.ts';
import type { Home } from './situation.ts';

const VIRGINIA: Home = { id: 'us-east-1', place: 'US' };
const FRANKFURT: Home = { id: 'eu-central-1', place: 'DE' };
const LONDON: Home = { id: 'eu-west-2', place: 'GB' };
const BOTH = [VIRGINIA, FRANKFURT];
const AT = noon('2026-11-24');

const homeIn = (homes: readonly Home[], customer: HomeFacts, at = AT) => homeOf(SHIPPED, customer, homes, at);

describe('the home of a customer', () => {
  it.each<[string, HomeFacts, string]>([
    ['the preferred one, where no law asks for another', { country: 'US', subdivision: 'US-CA' }, 'us-east-1'],
    ['the first that is in the EEA, for who is there', { country: 'DE' }, 'eu-central-1'],
    ['that of an outermost region, too', { country: 'FR', subdivision: 'FR-974' }, 'eu-central-1'],
    ['the same, whatever the customer is to the law', { country: 'IE', kind: 'consumer' }, 'eu-central-1'],
    ['not that of Greenland, which is not in the EEA', { country: 'GL' }, 'us-east-1'],
    [
      'the preferred one, with safeguards that are held',
      { country: 'DE', attributes: { scc: '2026-01-01' } },
      'us-east-1',
    ],
    [
      'not that yet, with safeguards from tomorrow on',
      { country: 'DE', attributes: { scc: '2026-12-01' } },
      'eu-central-1',
    ],
    ['no other for what is no evidence', { country: 'DE', attributes: { scc: true, industry: 'x' } }, 'eu-central-1'],
  ])('is %s', (_, customer, home) => expect(homeIn(BOTH, customer)).toEqual({ home }));

  it('is not known while nobody says where the customer is', () => {
    expect(homeIn(BOTH, { kind: 'business' })).toBeUndefined();
  });

  it('is where the operator makes it adequate, and only from the day that it does', () => {
    const certified = [{ ...VIRGINIA, operator: ['dpf'] }, FRANKFURT];
    expect(homeIn(certified, { country: 'DE' })).toEqual({ home: 'us-east-1' });
    expect(homeIn(certified, { country: 'DE' }, noon('2023-07-09'))).toEqual({ home: 'eu-central-1' });
  });

  it('is adequate no longer when the decision has ended', () => {
    const homes = [LONDON, FRANKFURT];
    expect(homeIn(homes, { country: 'DE' }, noon('2031-12-26'))).toEqual({ home: 'eu-west-2' });
    expect(homeIn(homes, { country: 'DE' }, noon('2031-12-28'))).toEqual({ home: 'eu-central-1' });
  });

  it('is nowhere, where no home is permitted, and the rows say what would be', () => {
    expect(homeIn([VIRGINIA], { country: 'DE' })).toEqual({
      home: undefined,
      rows: [{ row: 'eu-home', places: ['EEA', 'adequate'] }],
    });
    expect(homeOf(ALL_ON, { country: 'RU' }, BOTH, AT)).toMatchObject({ home: undefined, rows: [{ row: 'ru-home' }] });
  });
});
