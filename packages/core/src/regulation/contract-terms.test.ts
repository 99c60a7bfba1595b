import { describe, expect, it } from 'vitest';
import type { Provision } from '../pack/schema.ts';
import { contractDates } from './contract.ts';
import { type ContractTerms, contractTerms } from './contract-terms.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract } from './situation.ts';

const YEARLY: Contract = { concluded: '2026-01-31', initialTerm: 'P1Y', renewalTerm: 'P1Y' };

/** The terms of a contract of a year, or of another one, by provisions of the rows `a`, `b` and so on. */
function terms(provisions: readonly Provision[], contract: Contract = YEARLY): ContractTerms {
  const acted = provisions.map((provision, index) => ({ row: 'abcd'.charAt(index), provision }));
  return contractTerms(acted, contract, contractDates(contract, '2026-11-24'));
}

describe('what may be agreed of a contract', () => {
  it('is anything where no row says something', () => {
    expect(terms([{ kind: 'deny' }])).toEqual({
      renewalMode: null,
      renewalTermCap: null,
      bound: null,
      noticeCaps: [],
      feeCaps: [],
      channels: [],
      coolingOff: [],
    });
  });

  type Mode = ProvisionOf<'renewal.mode'>['mode'];
  it.each<[readonly Mode[], Mode, readonly string[]]>([
    [['allowed'], 'allowed', ['a']],
    [['allowed', 'indefinite_only'], 'indefinite_only', ['b']],
    [['indefinite_only', 'forbidden', 'allowed'], 'forbidden', ['b']],
    [['forbidden', 'allowed', 'forbidden'], 'forbidden', ['a', 'c']],
  ])('is the strictest renewal: of %j', (modes, mode, rows) => {
    expect(terms(modes.map((one) => ({ kind: 'renewal.mode', mode: one }))).renewalMode).toEqual({
      mode,
      from: '2027-01-31',
      rows,
    });
  });

  it('is a renewal of a day that is not known', () => {
    const { renewalMode } = terms([{ kind: 'renewal.mode', mode: 'forbidden' }], { concluded: '2026-01-31' });
    expect(renewalMode).toEqual({ mode: 'forbidden', from: null, rows: ['a'] });
  });

  it.each([
    [['P1Y', 'P6M'], 'P6M', ['b'], '2026-07-31'],
    [['P12M', 'P2Y', 'P1Y'], 'P12M', ['a', 'c'], '2027-01-31'],
    // Of a contract of 31 January a month is shorter than thirty days.
    [['P30D', 'P1M'], 'P1M', ['b'], '2026-02-28'],
  ])('is the shortest term that rows let follow or bind: of %j', (caps, max, rows, until) => {
    const [follow, bind] = (['renewal.term_cap', 'binding.cap'] as const).map((kind) =>
      terms(caps.map((cap) => ({ kind, max: cap }))),
    );
    expect(follow).toMatchObject({ renewalTermCap: { max, rows }, bound: null });
    expect(bind).toMatchObject({ renewalTermCap: null, bound: { max, rows, until } });
  });

  it('is the least fee of each kind, by its name', () => {
    const { feeCaps } = terms([
      { kind: 'fee.cap', fees: ['switching', 'egress'], max: 'cost' },
      { kind: 'fee.cap', fees: ['switching'], max: 'zero' },
      { kind: 'fee.cap', fees: ['egress'], max: 'cost' },
    ]);
    expect(feeCaps).toEqual([
      { fee: 'egress', max: 'cost', rows: ['a', 'c'] },
      { fee: 'switching', max: 'zero', rows: ['b'] },
    ]);
    expect(terms([{ kind: 'fee.cap', fees: ['switching'], max: 'zero' }]).feeCaps).toEqual([
      { fee: 'switching', max: 'zero', rows: ['a'] },
    ]);
  });

  it('is every way to cancel that any row asks for', () => {
    const { channels } = terms([
      { kind: 'cancel.channel', channels: ['web_button', 'letter'] },
      { kind: 'cancel.channel', channels: ['letter'] },
    ]);
    expect(channels).toEqual([
      { name: 'letter', rows: ['a', 'b'] },
      { name: 'web_button', rows: ['a'] },
    ]);
  });

  it('has rights to change one’s mind', () => {
    const { coolingOff } = terms([{ kind: 'cooling_off', length: 'P14D', triggers: ['conclusion'], refund: 'full' }]);
    expect(coolingOff).toMatchObject([{ trigger: 'conclusion', lastDay: '2026-02-14', rows: ['a'] }]);
  });
});

describe('the most notice that a customer has to give', () => {
  type Cap = Omit<ProvisionOf<'termination.notice_cap'>, 'kind'>;
  const caps = (given: readonly Cap[], contract?: Contract) =>
    terms(
      given.map((one) => ({ kind: 'termination.notice_cap', ...one })),
      contract,
    ).noticeCaps;

  it.each<[string, readonly Cap[], readonly string[]]>([
    ['holds from the beginning', [{ max: 'P3M' }], ['2026-01-31 P3M a']],
    ['holds from the first renewal on', [{ max: 'P1M', after: 'first_renewal' }], ['2027-01-31 P1M a']],
    ['holds from a while on', [{ max: 'P1M', after: 'P5M' }], ['2026-06-30 P1M a']],
    [
      'is less from step to step, in the order of time',
      [{ max: 'P1W', after: 'P2Y' }, { max: 'P3M' }, { max: 'P1M', after: 'first_renewal' }],
      ['2026-01-31 P3M b', '2027-01-31 P1M c', '2028-01-31 P1W a'],
    ],
    [
      'is never more by a step that comes later, nor said again',
      [{ max: 'P1M' }, { max: 'P2M', after: 'P1M' }, { max: 'P1M', after: 'P6M' }, { max: 'P1W', after: 'P1Y' }],
      ['2026-01-31 P1M a', '2027-01-31 P1W d'],
    ],
    [
      'is the least of those that begin on one day',
      [
        { max: 'P2M', after: 'P1Y' },
        { max: 'P1M', after: 'first_renewal' },
        { max: 'P1M', after: 'P12M' },
      ],
      ['2027-01-31 P1M b+c'],
    ],
  ])('%s', (_, given, steps) => {
    expect(caps(given).map(({ from, max, rows }) => `${from} ${max} ${rows.join('+')}`)).toEqual(steps);
  });

  it('says whether it may cost something', () => {
    expect(caps([{ max: 'P1M', fee: 'none' }])).toEqual([{ from: '2026-01-31', max: 'P1M', fee: 'none', rows: ['a'] }]);
    expect(caps([{ max: 'P1M' }])).toEqual([{ from: '2026-01-31', max: 'P1M', fee: null, rows: ['a'] }]);
  });

  it.each<[string, Contract, string]>([
    ['that is said, without a first term', { concluded: '2026-01-31', renewal: '2027-06-01' }, '2027-06-01'],
    ['that has been', { ...YEARLY, concluded: '2020-01-31' }, '2021-01-31'],
    ['that is not known, which is to the advantage of the customer', { concluded: '2026-01-31' }, '2026-01-31'],
  ])('holds from the first renewal on %s', (_, contract, from) => {
    expect(caps([{ max: 'P1M', after: 'first_renewal' }], contract)).toMatchObject([{ from }]);
  });
});
