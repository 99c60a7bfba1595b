import { describe, expect, it } from 'vitest';
import { noon, SHIPPED } from '../../../../test/support/regulations.ts';
import { assess } from './assess.ts';
import type { Contract, FeatureFacts, Situation } from './situation.ts';

/** The three worked examples of the collection of regulations, to the day. */
const on = (day: string, situation: Situation) => assess(SHIPPED, situation, noon(day));

describe('A: a Californian consumer, on an annual plan since 2024-08-01, extended on 2025-08-01', () => {
  const contract: Contract = {
    concluded: '2024-08-01',
    initialTerm: 'P1Y',
    renewalTerm: 'P1Y',
    changes: [{ on: '2025-08-01', what: 'extension', newContract: false }],
    consentedOn: '2025-08-01',
  };
  const renewing = (more: Partial<Contract> = {}): Situation => ({
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: ['US-CA'] },
    vendorNexus: ['US'],
    contract: { ...contract, ...more },
  });

  it('before the renewal on 2026-08-01, is told between 2026-06-17 and 2026-07-17, and reminded each year, with proof of consent', () => {
    const { verdict, rows, obligations, contract: terms } = on('2026-06-01', renewing());
    expect(verdict).toBe('allow');
    expect(rows.map(({ row }) => row)).toEqual(['ca-2863', 'ca-notice']);
    expect(obligations).toEqual([
      { row: 'ca-2863', kind: 'notice.periodic', every: 'P1Y', next: '2026-08-01' },
      { row: 'ca-2863', kind: 'require.consent', forms: ['express'], given: false, keepUntil: null },
      {
        row: 'ca-notice',
        kind: 'notice.window',
        anchor: 'renewal',
        on: '2026-08-01',
        earliest: '2026-06-17',
        latest: '2026-07-17',
        channel: [],
        content: [],
        onMissed: null,
      },
    ]);
    expect(terms?.channels).toEqual([{ name: 'online', rows: ['ca-2863'] }]);
  });

  it('is told of a price rise between 30 and 7 days before it, besides', () => {
    const { obligations } = on('2026-06-01', renewing({ feeChange: { kind: 'rise', on: '2026-08-01' } }));
    expect(obligations.find(({ row }) => row === 'ca-fee')).toEqual({
      row: 'ca-fee',
      kind: 'change.notice',
      change: 'fee',
      on: '2026-08-01',
      earliest: '2026-07-02',
      latest: '2026-07-25',
      exitUntil: null,
    });
  });

  it('was not under the law of 2025-07-01 before the extension', () => {
    const { rows } = on('2025-07-31', renewing());
    expect(rows.map(({ row }) => row)).toEqual(['ca-notice']);
  });

  it.each([
    ['the consent outlives the contract', '2026-08-01', '2028-08-01'],
    ['the contract outlives the consent', '2028-08-01', '2029-08-01'],
  ])('has its consent kept until the later of two dates: %s', (_, ended, keepUntil) => {
    expect(on('2026-06-01', renewing({ ended })).obligations).toContainEqual(
      expect.objectContaining({ kind: 'require.consent', keepUntil }),
    );
  });
});

describe('B: a German consumer, with a contract of 2021-11-15', () => {
  const contract: Contract = { concluded: '2021-11-15', initialTerm: 'P1Y', renewalTerm: 'P1Y' };
  const migrated = (newContract: boolean): Contract => ({
    ...contract,
    changes: [{ on: '2023-03-01', what: 'migration', newContract }],
  });
  const situation = (given: Contract): Situation => ({
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: ['DE'] },
    vendorNexus: ['DE'],
    contract: given,
  });

  it('is under the old regime', () => {
    const { contract: terms } = on('2022-10-01', situation(contract));
    expect(terms).toMatchObject({
      renewalMode: null,
      renewalTermCap: { max: 'P12M', rows: ['de-renew-old'] },
      noticeCaps: [{ from: '2021-11-15', max: 'P3M', rows: ['de-renew-old'] }],
      bound: null,
    });
  });

  it('is anchored anew by a migration on 2023-03-01 that forms a new contract', () => {
    const { contract: terms } = on('2023-03-01', situation(migrated(true)));
    expect(terms).toEqual({
      renewalMode: { mode: 'indefinite_only', from: '2024-03-01', rows: ['de-renew'] },
      renewalTermCap: null,
      noticeCaps: [{ from: '2023-03-01', max: 'P1M', fee: null, rows: ['de-renew'] }],
      bound: { max: 'P24M', until: '2025-03-01', rows: ['de-renew'] },
      feeCaps: [],
      channels: [{ name: 'web_button', rows: ['de-button'] }],
      coolingOff: [
        {
          trigger: 'conclusion',
          from: '2023-03-01',
          lastDay: '2023-03-15',
          refund: 'full',
          refundWithin: 'P14D',
          waived: false,
          rows: ['eu-withdraw'],
        },
      ],
    });
  });

  it('stays under the old regime where somebody has called the migration no new contract', () => {
    const { contract: terms } = on('2023-03-01', situation(migrated(false)));
    expect(terms).toMatchObject({ renewalMode: null, renewalTermCap: { max: 'P12M' } });
    expect(terms?.coolingOff).toMatchObject([{ from: '2021-11-15', lastDay: '2021-11-29' }]);
  });
});

describe('C: a vendor of the United States, and a business in Ireland', () => {
  const seat = (place: string, feature: FeatureFacts = {}, more: Partial<Situation> = {}): Situation => ({
    act: 'check',
    licensee: 'business',
    places: { billing: ['IE'], usage: [place] },
    vendorNexus: ['US'],
    feature: { exportClass: 'EAR99', softwareClass: 'other', ...feature },
    ...more,
  });

  it.each([
    ['2025-02-01', 'allow'],
    ['2025-02-02', 'deny'],
  ])('an Irish seat that infers emotions at work, on %s: %s, whatever was bought', (day, verdict) => {
    const tags = ['ai.emotion-inference'];
    expect(on(day, seat('IE', { tags, context: 'workplace' })).verdict).toBe(verdict);
  });

  it('a seat in UA-14 is reviewed until there is postal evidence', () => {
    expect(on('2026-11-24', seat('UA-14'))).toMatchObject({ verdict: 'review', because: ['us-dnr-lnr'] });
    const attributes = { postal_evidence: '2026-11-20' };
    expect(on('2026-11-24', seat('UA-14', {}, { attributes })).verdict).toBe('allow');
  });

  const licensed = { us_export_licence: '2025-01-01' };
  it.each([
    ['2025-06-29', 'EAR99', {}, 'deny'],
    ['2025-06-29', 'EAR99', licensed, 'deny'],
    ['2025-06-30', 'EAR99', {}, 'deny'],
    ['2025-06-30', 'EAR99', licensed, 'allow'],
    ['2025-09-01', 'EAR99', {}, 'deny'],
    ['2025-09-01', 'EAR99', licensed, 'allow'],
    ['2025-09-02', 'EAR99', {}, 'allow'],
    ['2025-09-02', '5D992.c', {}, 'deny'],
    ['2025-09-02', '5D992.c', licensed, 'allow'],
    ['2025-09-02', '5D002', {}, 'deny'],
  ] as const)('a seat in SY on %s, for a feature of %s, with %j: %s', (day, exportClass, attributes, verdict) => {
    expect(on(day, seat('SY', { exportClass }, { attributes })).verdict).toBe(verdict);
  });
});
