import { describe, expect, it } from 'vitest';
import { anchorOf, changeOf, contractDates, datesOf, lastDay, termsFit } from './contract.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract, ContractChange, Situation } from './situation.ts';

type Window = ProvisionOf<'notice.window'>;

const DAY = '2026-11-24';
const YEARLY: Contract = { concluded: '2024-01-31', initialTerm: 'P1Y', renewalTerm: 'P1Y' };
const RENEWAL: Situation = { act: 'renewal', places: {}, vendorNexus: [] };
const given = (contract: Partial<Contract>): Contract => ({ ...YEARLY, ...contract });
const datesFor = (contract: Partial<Contract>) => contractDates(given(contract), DAY);
const change = (on: string, newContract = false): ContractChange => ({ on, what: 'amendment', newContract });

describe('the renewals of a contract', () => {
  it.each<[string, Partial<Contract>, string | undefined, string | undefined]>([
    ['are reckoned from its terms', {}, '2025-01-31', '2027-01-31'],
    ['are the first one before it has come', { concluded: '2026-01-31' }, '2027-01-31', '2027-01-31'],
    ['are that of the day itself', { concluded: '2025-11-24' }, '2026-11-24', '2026-11-24'],
    ['go on by the first term where no other is said', { renewalTerm: undefined }, '2025-01-31', '2027-01-31'],
    ['go on by terms of their own', { renewalTerm: 'P1M' }, '2025-01-31', '2026-11-30'],
    ['are the one that is said', { renewal: '2027-06-01' }, '2025-01-31', '2027-06-01'],
    ['are unknown without a first term', { initialTerm: undefined }, undefined, undefined],
    [
      'are the one that is said, whatever the terms',
      { initialTerm: undefined, renewal: '2027-06-01' },
      undefined,
      '2027-06-01',
    ],
  ])('%s', (_, contract, firstRenewal, renewal) => {
    expect(datesFor(contract)).toMatchObject({ firstRenewal, renewal });
  });
});

describe('the dates of a contract that was changed', () => {
  it.each<[string, readonly ContractChange[] | undefined, string, readonly string[]]>([
    ['are its own where nothing was changed', undefined, '2024-01-31', ['2024-01-31']],
    [
      'are those of all changes so far, in order',
      [change('2026-11-24'), change('2025-03-01'), change('2026-11-25'), change('2025-09-01')],
      '2024-01-31',
      ['2024-01-31', '2025-03-01', '2025-09-01', '2026-11-24'],
    ],
    [
      'begin anew with a new contract',
      [change('2025-09-01'), change('2025-06-01', true), change('2025-03-01')],
      '2025-06-01',
      ['2025-06-01', '2025-09-01'],
    ],
    [
      'begin anew with the last of them',
      [change('2026-01-01', true), change('2025-06-01', true)],
      '2026-01-01',
      ['2026-01-01'],
    ],
    ['do not before it has come', [change('2026-11-25', true)], '2024-01-31', ['2024-01-31']],
  ])('%s', (_, changes, concluded, touched) => {
    expect(datesFor({ changes })).toMatchObject({ concluded, touched });
  });

  it('reckon the first renewal from the new contract', () => {
    expect(datesFor({ changes: [change('2026-02-28', true)] })).toMatchObject({
      firstRenewal: '2027-02-28',
      renewal: '2027-02-28',
    });
  });
});

describe('the day that a notice is given before', () => {
  const trial = { from: '2026-10-01', end: '2026-12-01' };
  it.each<[Window['anchor'], string, Partial<Contract>, string | undefined]>([
    ['renewal', 'is that', { charge: '2027-02-02' }, '2027-01-31'],
    ['expiry', 'is the renewal', { charge: '2027-02-02' }, '2027-01-31'],
    ['renewal', 'is unknown without a term', { initialTerm: undefined }, undefined],
    ['charge', 'is that', { charge: '2027-02-02' }, '2027-02-02'],
    ['charge', 'is the renewal where no other is said', {}, '2027-01-31'],
    ['trial_end', 'is that', { trial, charge: '2027-02-02' }, '2026-12-01'],
    ['trial_end', 'is none without a trial', { charge: '2027-02-02' }, undefined],
    ['first_payment', 'is the charge', { trial, charge: '2026-12-05' }, '2026-12-05'],
    ['first_payment', 'is the end of the trial where no other is said', { trial }, '2026-12-01'],
    ['first_payment', 'is none without a trial', { charge: '2026-12-05' }, undefined],
    ['cancellation_deadline', 'is that', { cancellationDeadline: '2027-01-01', noticePeriod: 'P1M' }, '2027-01-01'],
    [
      'cancellation_deadline',
      'is as long before the renewal as notice has to be given',
      { noticePeriod: 'P1M' },
      '2026-12-31',
    ],
    ['cancellation_deadline', 'is the renewal where no notice has to be given', {}, '2027-01-31'],
    [
      'cancellation_deadline',
      'is that, whatever the terms',
      { cancellationDeadline: '2027-01-01', initialTerm: undefined },
      '2027-01-01',
    ],
    ['cancellation_deadline', 'is unknown without a term', { noticePeriod: 'P1M', initialTerm: undefined }, undefined],
  ])('%s: %s', (anchor, _, contract, day) => {
    expect(anchorOf(anchor, given(contract), datesFor(contract))).toBe(day);
  });
});

describe('a provision about contracts of such terms', () => {
  const trial = { from: '2026-10-01', end: '2026-11-01' };
  it.each<[string, Window['when'], Partial<Contract>, boolean]>([
    ['is about all where nothing is said', undefined, { initialTerm: 'P1D' }, true],
    ['at least so long', { initial_term: { at_least: 'P12M' } }, {}, true],
    ['at least so long, by a day', { initial_term: { at_least: 'P367D' } }, {}, false],
    ['longer than', { initial_term: { more_than: 'P365D' } }, {}, true],
    ['longer than, and not as long', { initial_term: { more_than: 'P1Y' } }, {}, false],
    [
      'a term that is not known is one of them',
      { initial_term: { more_than: 'P1Y' } },
      { initialTerm: undefined },
      true,
    ],
    ['a renewal for more than a month', { renewal_term: { more_than: 'P1M' } }, { renewalTerm: 'P1M' }, false],
    ['a renewal of its own', { renewal_term: { more_than: 'P1M' } }, { initialTerm: 'P1M' }, true],
    ['a renewal for the first term', { renewal_term: { more_than: 'P1M' } }, { renewalTerm: undefined }, true],
    [
      'a renewal for a first term that is too short',
      { renewal_term: { more_than: 'P1M' } },
      { renewalTerm: undefined, initialTerm: 'P1M' },
      false,
    ],
    ['a long trial', { trial: { at_least: 'P31D' } }, { trial }, true],
    ['a longer one', { trial: { more_than: 'P31D' } }, { trial }, false],
    ['a trial that is not known', { trial: { more_than: 'P31D' } }, {}, true],
    [
      'all of it at once: the first term',
      { initial_term: { more_than: 'P1Y' }, renewal_term: { at_least: 'P1Y' } },
      {},
      false,
    ],
    [
      'all of it at once: a trial',
      { initial_term: { at_least: 'P1Y' }, trial: { more_than: 'P31D' } },
      { trial },
      false,
    ],
  ])('%s', (_, when, contract, fits) => {
    expect(termsFit(when, given(contract), datesFor(contract))).toBe(fits);
  });
});

describe('the day of a change', () => {
  const rise = { kind: 'rise', on: '2026-12-31' } as const;
  const fall = { kind: 'fall', on: '2026-12-31' } as const;
  const modification = { on: '2027-03-01' };
  it.each<[ProvisionOf<'change.notice'>['change'], string, Partial<Contract>, string | undefined]>([
    ['fee', 'is that of a rise', { feeChange: rise, modification }, '2026-12-31'],
    ['fee', 'is that of a fall', { feeChange: fall }, '2026-12-31'],
    ['fee', 'is none without one', { modification }, undefined],
    ['price_rise', 'is that of a rise', { feeChange: rise, modification }, '2026-12-31'],
    ['price_rise', 'is none of a fall', { feeChange: fall }, undefined],
    ['price_rise', 'is none without one', { modification }, undefined],
    ['more_than_minor', 'is that of the service', { feeChange: rise, modification }, '2027-03-01'],
    ['more_than_minor', 'is none of a fee', { feeChange: rise }, undefined],
  ])('%s: %s', (kind, _, contract, day) => expect(changeOf(kind, given(contract))).toBe(day));
});

describe('the days that are held against the dates of a row', () => {
  const contract = given({
    changes: [change('2025-06-01')],
    feeChange: { kind: 'rise', on: '2026-12-31' },
    trial: { from: '2024-01-31', end: '2024-03-01' },
  });
  const dates = contractDates(contract, DAY);
  const days = (provision: Parameters<typeof datesOf>[0], appliesTo: Parameters<typeof datesOf>[1] = 'event') =>
    datesOf(provision, appliesTo, { ...RENEWAL, contract }, dates, DAY);
  const deny = { kind: 'deny' } as const;

  it.each<[Parameters<typeof datesOf>[0], string]>([
    [{ kind: 'notice.window', anchor: 'renewal' }, '2027-01-31'],
    [{ kind: 'notice.window', anchor: 'trial_end' }, '2024-03-01'],
    [{ kind: 'change.notice', change: 'fee' }, '2026-12-31'],
    [{ kind: 'change.reconsent', change: 'price_rise' }, '2026-12-31'],
    [{ kind: 'renewal.mode', mode: 'forbidden' }, '2027-01-31'],
    [{ kind: 'renewal.term_cap', max: 'P1Y' }, '2027-01-31'],
    [{ kind: 'change.notice', change: 'more_than_minor' }, DAY],
    [{ kind: 'binding.cap', max: 'P1Y' }, DAY],
    [{ kind: 'notice.periodic', every: 'P1Y' }, DAY],
    [deny, DAY],
  ])('are that of the event: %j on %s', (provision, day) => expect(days(provision)).toEqual([day]));

  it('are those of the contract where the row says so', () => {
    expect(days(deny, 'contract_concluded')).toEqual(['2024-01-31']);
    expect(days(deny, 'contract_entered_amended_extended')).toEqual(['2024-01-31', '2025-06-01']);
  });

  it.each([
    ['no contract', undefined, undefined],
    ['no contract, but dates of one', undefined, dates],
    ['a contract of which no dates are known', contract, undefined],
  ])('are none of a contract where there is %s', (_, one, known) => {
    const asked = { ...RENEWAL, contract: one };
    expect(datesOf(deny, 'event', asked, known, DAY)).toEqual([DAY]);
    expect(datesOf(deny, 'contract_concluded', asked, known, DAY)).toEqual([]);
    expect(datesOf(deny, 'contract_entered_amended_extended', asked, known, DAY)).toEqual([]);
  });

  it('end with the day before a half-open end', () => expect(lastDay('2026-03-01')).toBe('2026-02-28'));
});
