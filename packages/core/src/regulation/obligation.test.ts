import { describe, expect, it } from 'vitest';
import type { Provision } from '../pack/schema.ts';
import { contractDates } from './contract.ts';
import { obligationOf } from './obligation.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract, Situation } from './situation.ts';

const DAY = '2026-11-24';
const YEARLY: Contract = { concluded: '2026-01-31', initialTerm: 'P1Y', renewalTerm: 'P1Y' };

/** What row `r` demands of a contract of a year, or of another one; of none, where it is null. */
function demanded(
  provision: Provision,
  contract: Partial<Contract> | null = {},
  situation: Partial<Situation> = {},
  day = DAY,
) {
  const whole = contract === null ? undefined : { ...YEARLY, ...contract };
  const given: Situation = { act: 'renewal', places: {}, vendorNexus: [], contract: whole, ...situation };
  return obligationOf('r', provision, given, whole && contractDates(whole, day), day);
}

describe('a notice before something', () => {
  it('is said with its days, its words, and what follows from missing it', () => {
    const provision: Provision = {
      kind: 'notice.window',
      anchor: 'renewal',
      min: 'P15D',
      max: 'P1M',
      channel: ['letter'],
      content: ['price'],
      on_missed: { exit: 'any_time', refund_within: 'P30D' },
    };
    expect(demanded(provision)).toEqual({
      row: 'r',
      kind: 'notice.window',
      anchor: 'renewal',
      on: '2027-01-31',
      earliest: '2026-12-31',
      latest: '2027-01-16',
      channel: ['letter'],
      content: ['price'],
      onMissed: { exit: 'any_time', refundWithin: 'P30D' },
    });
  });

  it.each<[string, Partial<ProvisionOf<'notice.window'>>, Partial<Contract>, object]>([
    [
      'with nothing said, is given before the day',
      {},
      {},
      { earliest: null, latest: '2027-01-30', channel: [], content: [], onMissed: null },
    ],
    ['has a first day alone', { max: 'P1M' }, {}, { earliest: '2026-12-31', latest: '2027-01-30' }],
    ['has a last day alone', { min: 'P1M' }, {}, { earliest: null, latest: '2026-12-31' }],
    [
      'has no days where its own is not known',
      { min: 'P15D', max: 'P1M' },
      { initialTerm: undefined },
      { on: null, earliest: null, latest: null },
    ],
    [
      'may open a way out without a refund',
      { on_missed: { exit: 'until_next_expiry' } },
      {},
      { onMissed: { exit: 'until_next_expiry', refundWithin: null } },
    ],
  ])('%s', (_, said, contract, shown) => {
    expect(demanded({ kind: 'notice.window', anchor: 'renewal', ...said }, contract)).toMatchObject(shown);
  });

  it.each([
    [DAY, '2027-01-31'],
    ['2027-01-31', '2027-01-31'],
    ['2027-02-01', '2028-01-31'],
    ['2026-01-31', '2027-01-31'],
  ])('from time to time is next, on %s, that of %s', (day, next) => {
    const reminder = { row: 'r', kind: 'notice.periodic', every: 'P1Y', next };
    expect(demanded({ kind: 'notice.periodic', every: 'P1Y' }, {}, {}, day)).toEqual(reminder);
  });
});

describe('a change', () => {
  const rise: Partial<Contract> = { feeChange: { kind: 'rise', on: '2026-12-31' } };
  const charged: Partial<Contract> = { feeChange: { kind: 'rise', on: '2026-12-31', charge: '2027-01-05' } };

  it.each<[string, Partial<ProvisionOf<'change.notice'>>, object]>([
    ['is announced before it', {}, { earliest: null, latest: '2026-12-30', exitUntil: null }],
    ['is announced in time', { min: 'P7D', max: 'P30D' }, { earliest: '2026-12-01', latest: '2026-12-24' }],
    ['may be left because of', { exit_within: 'P30D' }, { exitUntil: '2027-01-30' }],
  ])('%s', (_, said, shown) => {
    expect(demanded({ kind: 'change.notice', change: 'fee', ...said }, rise)).toEqual({
      row: 'r',
      kind: 'change.notice',
      change: 'fee',
      on: '2026-12-31',
      earliest: null,
      latest: '2026-12-30',
      exitUntil: null,
      ...shown,
    });
  });

  it.each<[string, ProvisionOf<'change.reconsent'>['or_cancel'], Partial<Contract>, string | null, string | null]>([
    ['only', undefined, rise, null, null],
    ['or left after the charge', { after_charge: 'P14D', refund: 'pro_rata' }, charged, '2027-01-19', 'pro_rata'],
    [
      'or left after its day where no charge is known',
      { after_charge: 'P14D', refund: 'full' },
      rise,
      '2027-01-14',
      'full',
    ],
    [
      'or left after its day where it is none of a fee',
      { after_charge: 'P14D', refund: 'full' },
      { modification: { on: '2026-12-31' } },
      '2027-01-14',
      'full',
    ],
  ])('is consented to %s', (_, or, contract, cancelUntil, refund) => {
    const change = contract.modification === undefined ? 'price_rise' : 'more_than_minor';
    expect(demanded({ kind: 'change.reconsent', change, ...(or && { or_cancel: or }) }, contract)).toEqual({
      row: 'r',
      kind: 'change.reconsent',
      change,
      on: '2026-12-31',
      cancelUntil,
      refund,
    });
  });

  it.each<Provision>([
    { kind: 'change.notice', change: 'fee', exit_within: 'P30D' },
    { kind: 'change.reconsent', change: 'fee', or_cancel: { after_charge: 'P14D', refund: 'full' } },
  ])('that is not coming demands nothing: $kind', (provision) => expect(demanded(provision)).toBeUndefined());
});

describe('a consent', () => {
  const asked: Provision = { kind: 'require.consent', forms: ['express', 'acknowledgement'] };
  const kept: Provision = { ...asked, keep: { after_consent: 'P3Y', after_end: 'P1Y' } };

  it.each<[string, readonly string[] | undefined, boolean]>([
    ['in all forms', ['acknowledgement', 'written_release', 'express'], true],
    ['in one form', ['express'], false],
    ['in none', [], false],
    ['in none that is known', undefined, false],
  ])('is given %s', (_, consents, given) => {
    expect(demanded(asked, null, { consents })).toEqual({
      row: 'r',
      kind: 'require.consent',
      forms: ['express', 'acknowledgement'],
      given,
      keepUntil: null,
    });
  });

  it.each<[string, Provision, Partial<Contract> | null, string | null]>([
    ['until long after it was given', kept, { consentedOn: '2026-01-31', ended: '2027-01-31' }, '2029-01-31'],
    ['until long after the end', kept, { consentedOn: '2026-01-31', ended: '2028-02-01' }, '2029-02-01'],
    ['until the day that both come to', kept, { consentedOn: '2026-01-31', ended: '2028-01-31' }, '2029-01-31'],
    ['until nobody knows when, before the end', kept, { consentedOn: '2026-01-31' }, null],
    ['until nobody knows when, where nobody knows since when', kept, { ended: '2027-01-31' }, null],
    ['until nobody knows when, without a contract', kept, null, null],
    ['for no row that does not say so', asked, { consentedOn: '2026-01-31', ended: '2027-01-31' }, null],
  ])('is kept %s', (_, provision, contract, keepUntil) => {
    expect(demanded(provision, contract)).toMatchObject({ keepUntil });
  });
});

describe('what is due whether or not there is a contract', () => {
  it.each<[string, Partial<Situation>, string | null]>([
    ['on no day that is known', {}, null],
    ['long after the last visit', { lastInteraction: '2026-02-28' }, '2029-02-28'],
    ['at the end of the purpose', { purposeEnded: '2027-01-01' }, '2027-01-01'],
    ['at the end, where it comes first', { lastInteraction: '2026-02-28', purposeEnded: '2029-02-27' }, '2029-02-27'],
    [
      'after the visit, where it comes first',
      { lastInteraction: '2026-02-28', purposeEnded: '2029-03-01' },
      '2029-02-28',
    ],
  ])('data is deleted %s', (_, situation, by) => {
    const provision: Provision = { kind: 'retention.delete_by', after_last_interaction: 'P3Y' };
    expect(demanded(provision, null, situation)).toEqual({ row: 'r', kind: 'retention.delete_by', by });
  });

  it.each([
    ['02-01', '2027-01-31', '2027-02-01'],
    ['02-01', '2027-02-01', '2027-02-01'],
    ['02-01', '2027-02-02', '2028-02-01'],
    ['12-31', '2027-12-31', '2027-12-31'],
    ['02-29', '2027-02-28', '2027-02-28'],
    ['02-29', '2027-03-01', '2028-02-29'],
    ['02-29', '2028-02-29', '2028-02-29'],
    ['02-29', '2028-03-01', '2029-02-28'],
  ])('a report of each %s is next, on %s, that of %s', (due, day, next) => {
    const report = { row: 'r', kind: 'report.periodic', due: next };
    expect(demanded({ kind: 'report.periodic', due }, null, {}, day)).toEqual(report);
  });

  it.each<[ProvisionOf<'transfer.condition'>['people_a_year'], number | undefined, boolean]>([
    [undefined, 5, true],
    [{ from: 10, to: 100 }, undefined, true],
    [{ from: 10, to: 100 }, 9, false],
    [{ from: 10, to: 100 }, 10, true],
    [{ from: 10, to: 100 }, 99, true],
    [{ from: 10, to: 100 }, 100, false],
    [{ from: 10 }, 1_000_000, true],
    [{ to: 100 }, 0, true],
    [{ to: 100 }, 100, false],
    [{}, 0, true],
  ])('a transfer for so many people (%j) is under a condition for %j: %s', (people, peopleAYear, is) => {
    const provision: Provision = { kind: 'transfer.condition', condition: 'assessment', people_a_year: people };
    expect(demanded(provision, null, { peopleAYear })).toEqual(
      is ? { row: 'r', kind: 'transfer.condition', condition: 'assessment' } : undefined,
    );
  });
});

describe('what is demanded of a contract', () => {
  const exit: Provision = { kind: 'exit.terms', notice: 'P2M', transition: 'P30D', retrieval: 'P31D' };

  it('is to be left on terms', () =>
    expect(demanded(exit)).toEqual({
      row: 'r',
      kind: 'exit.terms',
      noticeAtMost: 'P2M',
      transitionAtMost: 'P30D',
      retrievalAtLeast: 'P31D',
    }));

  it.each<Provision>([
    exit,
    { kind: 'notice.window', anchor: 'renewal' },
    { kind: 'notice.periodic', every: 'P1Y' },
    { kind: 'change.notice', change: 'fee' },
  ])('is nothing where there is none: $kind', (provision) => expect(demanded(provision, null)).toBeUndefined());

  it.each<Provision>([
    { kind: 'deny' },
    { kind: 'review' },
    { kind: 'limit.cap', max: 5 },
    { kind: 'binding.cap', max: 'P1Y' },
    { kind: 'data.home', within: ['DE'] },
  ])('is nothing by itself of what is merged with others: $kind', (provision) =>
    expect(demanded(provision)).toBeUndefined(),
  );
});
