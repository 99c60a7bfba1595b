import { describe, expect, it } from 'vitest';
import { LAB_FILES, loadedProgram } from '../../test/support/catalogs.ts';
import { order } from '../../test/support/orders.ts';
import { LAWFUL_PACKS, noon } from '../../test/support/regulations.ts';
import type { Homes } from '../homes.ts';
import { turnAway } from './turn-away.ts';

const lawful = loadedProgram({ ...LAB_FILES, ...LAWFUL_PACKS });
const german = order({ customer: { id: 'acme-7', name: 'Acme GmbH', country: 'DE' } });
const VIRGINIA = { id: 'us-east-1', place: 'US' };
const FRANKFURT = { id: 'eu-central-1', place: 'DE' };

const asked = (all: Homes['all'], addressed = german) => {
  const isKnown = () => Promise.resolve(false);
  return turnAway({ homes: { here: 'us-east-1', all }, isKnown }, lawful, addressed, noon('2026-11-24'));
};

describe('a customer who is turned away', () => {
  it('is sent to its home, at the address that this cell was told', async () => {
    expect(await asked([VIRGINIA, { ...FRANKFURT, address: 'https://eu.example' }])).toEqual({
      code: 'customer_foreign',
      home: 'eu-central-1',
      members: { home: 'eu-central-1', address: 'https://eu.example' },
      detail: `this customer's home is "eu-central-1", and this is "us-east-1"; call its API at https://eu.example`,
    });
  });

  it('is told where the address can be found, where this cell was not told', async () => {
    const away = await asked([VIRGINIA, FRANKFURT]);
    expect(away?.members).toEqual({ home: 'eu-central-1' });
    expect(away?.detail).toContain('the output Api of the stack in eu-central-1');
  });

  it('is one without safeguards: who holds them, and says so with the order, stays', async () => {
    const safe = order({ customer: { id: 'acme-7', country: 'DE', evidence: { scc: '2026-01-01' } } });
    expect(await asked([VIRGINIA, FRANKFURT], safe)).toBeUndefined();
  });

  it('is told which rows no home satisfies', async () => {
    const away = await asked([VIRGINIA]);
    expect(away).toMatchObject({
      code: 'home_not_permitted',
      detail: expect.stringContaining('eu-home asks for one in EEA or adequate'),
      members: { rows: [{ row: 'eu-home', places: ['EEA', 'adequate'] }] },
    });
    expect(away).not.toHaveProperty('home');
  });

  it('is not told on: nothing that is kept says who it is', async () => {
    for (const away of [await asked([VIRGINIA, FRANKFURT]), await asked([VIRGINIA])])
      expect(JSON.stringify(away)).not.toMatch(/acme/i);
  });
});
