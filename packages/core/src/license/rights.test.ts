import { describe, expect, it } from 'vitest';
import { consumer } from '../../../../test/support/consumers.ts';
import { lifeProgram, programUnder } from '../../../../test/support/life-catalog.ts';
import { life } from '../../../../test/support/life.ts';
import { packOf, rowOf } from '../../../../test/support/packs.ts';
import { noon } from '../../../../test/support/regulations.ts';
import type { Notice } from './license.ts';
import { rightsOf } from './rights.ts';

/** The rights of a consumer in Switzerland on a day of a contract of a year from 2026-01-01 on, where one row of a pack is all that acts. */
function rightsBy(
  provisions: readonly object[],
  parts: { readonly notices?: Notice[]; readonly fee?: string; readonly plan?: string } = {},
) {
  const own = packOf(`rows: { own: ${rowOf({ where: ['CH'], provisions })} }\n`, 'own');
  const program = programUnder({ 'own.yaml': own });
  const { fee, notices = [], plan = 'small' } = parts;
  const acme = consumer('CH', { from: '2026-01-01', program, plan });
  if (fee !== undefined) acme.does({ type: 'amend', feeChange: 'rise', from: fee });
  const license = { ...acme.license(), notices };
  return (day: string) => rightsOf(license, program, noon(day));
}

describe("a right to change one's mind is open", () => {
  const from = (...triggers: string[]) => [{ kind: 'cooling_off', length: 'P14D', triggers, refund: 'full' }];

  it.each([
    ['on the day of the contract', '2026-01-01', ['2026-01-15']],
    ['on its last day', '2026-01-15', ['2026-01-15']],
    ['no longer on the next', '2026-01-16', []],
  ])('%s', (_, day, open) =>
    expect(rightsBy(from('conclusion'))(day)?.coolingOff.map(({ lastDay }) => lastDay)).toEqual(open),
  );

  it.each([
    ['not before it', '2026-12-31', []],
    ['on its first day', '2027-01-01', ['2027-01-15']],
  ])('with a renewal: %s', (_, day, open) =>
    expect(rightsBy(from('renewal'))(day)?.coolingOff.map(({ lastDay }) => lastDay)).toEqual(open),
  );

  it('with what it gives, and the rows that say so', () => {
    expect(rightsBy(from('conclusion'))('2026-01-02')?.coolingOff).toEqual([
      { trigger: 'conclusion', lastDay: '2026-01-15', refund: 'full', refundWithin: null, rows: ['own'] },
    ]);
  });
});

describe('a way out of a change', () => {
  const notice = { kind: 'change.notice', change: 'price_rise', min: 'P1D', exit_within: 'P14D' };
  const reconsent = {
    kind: 'change.reconsent',
    change: 'price_rise',
    or_cancel: { after_charge: 'P30D', refund: 'pro_rata' },
  };
  const exit = { row: 'own', why: 'change', refundWithin: null };

  it.each([
    ['on its last day', [notice], '2026-07-15', [{ ...exit, until: '2026-07-15', refund: null }]],
    ['no longer on the next', [notice], '2026-07-16', []],
    ['of which nothing is said', [{ ...notice, exit_within: undefined }], '2026-07-01', []],
    ['that needs consent', [reconsent], '2026-07-31', [{ ...exit, until: '2026-07-31', refund: 'pro_rata' }]],
    ['that needs consent, too late', [reconsent], '2026-08-01', []],
    ['that needs consent and nothing else', [{ ...reconsent, or_cancel: undefined }], '2026-07-01', []],
  ])('%s', (_, provisions, day, exits) =>
    expect(rightsBy(provisions, { fee: '2026-07-01' })(day)?.exits).toEqual(exits),
  );

  it('is none where another kind of notice is owed', () => {
    const provisions = [{ kind: 'notice.window', anchor: 'renewal', min: 'P15D' }];
    expect(rightsBy(provisions)('2026-07-01')?.exits).toEqual([]);
  });
});

describe('a way out after a notice that was missed', () => {
  const missed = (exit: string | null): Notice => ({
    row: 'own',
    kind: 'notice.window',
    anchor: 'renewal',
    on: '2026-01-01',
    earliest: null,
    latest: '2025-12-17',
    channel: [],
    content: [],
    due: 0,
    given: null,
    missed: { at: 0, exit, refundWithin: 'P30D' },
  });
  const out = { row: 'own', why: 'notice_missed', refund: null, refundWithin: 'P30D' };

  it.each([
    ['is open for good', missed('any_time'), '2030-01-01', [{ ...out, until: null }]],
    ['is open until the term is over', missed('until_next_expiry'), '2026-12-31', [{ ...out, until: '2026-12-31' }]],
    ['is closed with the next term', missed('until_next_expiry'), '2027-01-01', []],
    ['is none where the row gives none', missed(null), '2026-01-01', []],
    ['is none where it was not missed', { ...missed('any_time'), missed: null }, '2026-01-01', []],
  ])('%s', (_, one, day, exits) =>
    expect(rightsBy([{ kind: 'deny', acts: ['migration'] }], { notices: [one] })(day)?.exits).toEqual(exits),
  );

  it('is open for good where the contract has no next expiry', () => {
    const parts = { plan: 'for-ever', notices: [missed('until_next_expiry')] };
    expect(rightsBy([{ kind: 'binding.cap', max: 'P1Y' }], parts)('2030-01-01')?.exits).toEqual([
      { ...out, until: null },
    ]);
  });
});

describe('what a customer is held to', () => {
  it.each([
    ['at first', '2026-05-31', 'P3M'],
    ['on the last day before the next', '2026-06-30', 'P3M'],
    ['from the day on which less is asked', '2026-07-01', 'P1M'],
  ])('is a notice: %s', (_, day, max) => {
    const provisions = [
      { kind: 'termination.notice_cap', max: 'P3M' },
      { kind: 'termination.notice_cap', max: 'P1M', after: 'P6M', fee: 'none' },
    ];
    expect(rightsBy(provisions)(day)?.notice).toEqual({ max, fee: max === 'P1M' ? 'none' : null, rows: ['own'] });
  });

  it('is the longest time that a row allows', () => {
    expect(rightsBy([{ kind: 'binding.cap', max: 'P2Y' }])('2026-05-01')).toEqual({
      coolingOff: [],
      exits: [],
      notice: null,
      boundUntil: { on: '2028-01-01', rows: ['own'] },
    });
  });
});

it('nobody has rights without a contract, or where no regulations are published', () => {
  const acme = life();
  acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }] });
  expect(rightsOf(acme.license(), lifeProgram, noon('2026-01-02'))).toBeUndefined();
  const program = programUnder({ 'own.yaml': packOf(`rows: { own: ${rowOf({ where: ['CH'] })} }\n`) });
  expect(rightsOf({ ...acme.license(), items: [] }, program, noon('2026-01-02'))).toBeUndefined();
});
