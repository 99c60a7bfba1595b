import { describe, expect, it } from 'vitest';
import { contractDates } from './contract.ts';
import { coolingOff } from './cooling-off.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract } from './situation.ts';

type Right = Omit<ProvisionOf<'cooling_off'>, 'kind'>;

const CONCLUDED: Contract = { concluded: '2026-01-31' };
const PLAIN: Right = { length: 'P14D', triggers: ['conclusion'], refund: 'full' };

/** The rights that rows `a`, `b` and so on give. */
function rights(given: readonly Partial<Right>[], contract: Partial<Contract> = {}) {
  const whole = { ...CONCLUDED, ...contract };
  const acted = given.map((right, index) => ({
    row: 'abc'.charAt(index),
    provision: { kind: 'cooling_off' as const, ...PLAIN, ...right },
  }));
  return coolingOff(acted, whole, contractDates(whole, '2026-06-01'));
}

describe('a right to change one’s mind', () => {
  it('is given by no row but those that say so', () => {
    const deny = { row: 'a', provision: { kind: 'deny' as const } };
    expect(coolingOff([deny], CONCLUDED, contractDates(CONCLUDED, '2026-06-01'))).toEqual([]);
  });

  it('is said with its first and last day, what is refunded, and who gives it', () => {
    expect(rights([{}])).toEqual([
      {
        trigger: 'conclusion',
        from: '2026-01-31',
        lastDay: '2026-02-14',
        refund: 'full',
        refundWithin: null,
        waived: false,
        rows: ['a'],
      },
    ]);
  });

  it.each([
    ['was not told', false, 'P12M', '2027-02-14'],
    ['was told', true, 'P12M', '2026-02-14'],
    ['may have been', undefined, 'P12M', '2026-02-14'],
    ['was not told, which is nothing to the row', false, undefined, '2026-02-14'],
  ])('is longer for a customer who %s', (_, informed, extra, lastDay) => {
    expect(rights([{ if_not_informed: extra }], { informed })[0]).toMatchObject({ lastDay });
  });

  it.each<[string, Right['waiver'], Contract['waiver'], boolean]>([
    ['all that is asked', ['consent', 'acknowledgement'], ['acknowledgement', 'consent', 'digital_content'], true],
    ['a part of what is asked', ['consent', 'acknowledgement'], ['consent'], false],
    ['nothing of what is asked', ['consent'], undefined, false],
    ['what no row asks for', undefined, ['consent'], false],
  ])('is given up by %s', (_, waiver, said, waived) => {
    expect(rights([{ waiver }], { waiver: said })[0]).toMatchObject({ waived });
  });
});

describe('what triggers it', () => {
  const yearly = { initialTerm: 'P1Y', renewalTerm: 'P6M' };
  const trial = { from: '2026-01-31', end: '2026-03-01' };

  it.each<[string, Right['triggers'], Partial<Contract>, readonly string[]]>([
    ['the end of a trial', ['trial_end'], { trial }, ['2026-03-01 trial_end 2026-03-15']],
    ['no end of a trial that there is not', ['trial_end'], {}, []],
    ['a renewal', ['renewal'], yearly, ['2027-01-31 renewal 2027-02-14']],
    ['no renewal that is not known', ['renewal'], {}, []],
    [
      'each of several, by day',
      ['renewal', 'trial_end', 'conclusion'],
      { ...yearly, trial },
      ['2026-01-31 conclusion 2026-02-14', '2026-03-01 trial_end 2026-03-15', '2027-01-31 renewal 2027-02-14'],
    ],
    [
      'two on one day, by name',
      ['trial_end', 'renewal'],
      { renewal: '2026-03-01', trial },
      ['2026-03-01 renewal 2026-03-15', '2026-03-01 trial_end 2026-03-15'],
    ],
  ])('is %s', (_, triggers, contract, said) => {
    expect(
      rights([{ triggers }], contract).map(({ from, trigger, lastDay }) => `${from} ${trigger} ${lastDay}`),
    ).toEqual(said);
  });

  it.each<[string, string | undefined, Partial<Contract>, boolean]>([
    ['as long as the row says', 'P6M', yearly, true],
    ['shorter', 'P7M', yearly, false],
    ['any, where the row says nothing', undefined, yearly, true],
    ['as long as the first term where no other is said', 'P1Y', { initialTerm: 'P1Y' }, true],
    ['shorter, where the first term is', 'P2Y', { initialTerm: 'P1Y' }, false],
    ['of a length that is not known', 'P1Y', { renewal: '2027-01-31' }, true],
    ['of a day that is not known', 'P6M', { renewalTerm: 'P1Y' }, false],
  ])('is a renewal for a term: %s', (_, least, contract, triggers) => {
    expect(rights([{ triggers: ['renewal'], renewal_at_least: least }], contract)).toHaveLength(triggers ? 1 : 0);
  });
});

describe('of the rights that several rows give on one event', () => {
  it.each<[string, readonly Partial<Right>[], object]>([
    [
      'the longest counts',
      [{ length: 'P7D' }, { length: 'P30D' }, {}],
      { lastDay: '2026-03-02', rows: ['a', 'b', 'c'] },
    ],
    ['the fullest refund does', [{ refund: 'pro_rata' }, { refund: 'full' }], { refund: 'full' }],
    ['none is full where none of them is', [{ refund: 'pro_rata' }, { refund: 'pro_rata' }], { refund: 'pro_rata' }],
    [
      'the quickest refund does',
      [{ refund_within: 'P1M' }, { refund_within: 'P14D' }, { refund_within: 'P30D' }],
      { refundWithin: 'P14D' },
    ],
    [
      'a row that says nothing of when takes nothing from it',
      [{}, { refund_within: 'P14D' }],
      { refundWithin: 'P14D' },
    ],
    [
      'of two words for the same the first is said',
      [{ refund_within: 'P2W' }, { refund_within: 'P14D' }],
      { refundWithin: 'P14D' },
    ],
    [
      'of two words for the same the first is said, whoever says it first',
      [{ refund_within: 'P14D' }, { refund_within: 'P2W' }],
      { refundWithin: 'P14D' },
    ],
  ])('%s', (_, given, merged) => expect(rights(given)).toMatchObject([merged]));

  it('only those stand that were not given up', () => {
    const given: Partial<Right>[] = [{ waiver: ['consent'], length: 'P30D' }, { refund: 'pro_rata' }];
    expect(rights(given, { waiver: ['consent'] })).toMatchObject([
      { lastDay: '2026-02-14', refund: 'pro_rata', waived: false, rows: ['b'] },
    ]);
  });

  it('all are shown, as the best of them, where all were given up', () => {
    const given: Partial<Right>[] = [{ waiver: ['consent'], length: 'P30D' }, { waiver: ['consent'] }];
    expect(rights(given, { waiver: ['consent'] })).toMatchObject([
      { lastDay: '2026-03-02', waived: true, rows: ['a', 'b'] },
    ]);
  });
});
