import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import type { LifecycleCommand } from './command.ts';

const bought = (...plans: readonly string[]) => {
  const acme = life();
  for (const [index, plan] of plans.entries())
    acme.buys({ order: 'ab'[index] ?? 'z', items: [{ plan, from: '2026-01-01', trial: plan === 'converting' }] });
  /** What has been agreed besides the order: since when, how many of what, and why. */
  const agreed = () =>
    acme
      .license()
      .amendments.map(
        ({ from, to, quantity, plan, why }) =>
          `${day(from)}…${to === null ? '' : day(to)} ${quantity}×${plan} ${why ?? ''}`,
      );
  return { ...acme, agreed };
};
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('what a command leaves in the license', () => {
  it.each<[LifecycleCommand, string, readonly string[]]>([
    [{ type: 'amend', quantity: 3, from: '2026-02-01' }, 'small', ['2026-02-01…2027-01-01 3×small@1 amendment']],
    [{ type: 'migrate', plan: 'rich' }, 'small', ['2026-01-01…2027-01-01 1×rich@1 migration']],
    [{ type: 'renew' }, 'small', ['2027-01-01…2028-01-01 1×small@1 renewal']],
    [{ type: 'extend-trial', to: '2026-02-01' }, 'converting', ['2026-01-15…2026-02-01 1×converting@1 extension']],
    [{ type: 'convert', at: 'end' }, 'converting', ['2026-01-15…2027-01-15 1×converting@1 conversion']],
  ])('%j: why there is a term', (command, plan, expected) => {
    const acme = bought(plan);
    acme.does(command);
    expect(acme.agreed()).toEqual(expected);
  });

  it.each(['suspended', 'revoked'] as const)('since when it is %s', (state) => {
    const acme = bought('small');
    acme.skip('2026-03-01T09:00');
    acme.does({ type: state === 'suspended' ? 'suspend' : 'revoke' });
    expect(acme.license().hold).toEqual({ state, since: Date.parse('2026-03-01T09:00Z') });
  });
});

describe('amendments of a day on which something was agreed already', () => {
  it('leave a term that was added one that was added, from its first day', () => {
    const acme = bought('small', 'pack');
    for (const line of ['crm/a:small', 'crm/b:pack']) acme.does({ type: 'renew', line });
    acme.does({ type: 'amend', line: 'crm/a:small', quantity: 2, from: '2027-01-01' });
    expect(acme.agreed()).toEqual([
      '2027-01-01…2028-01-01 1×pack@1 renewal',
      '2027-01-01…2028-01-01 2×small@1 renewal',
    ]);
  });

  it('are amendments on any later day', () => {
    const acme = bought('small');
    acme.does({ type: 'renew' });
    acme.does({ type: 'amend', quantity: 2, from: '2027-02-01' });
    expect(acme.agreed()).toEqual([
      '2027-01-01…2028-01-01 1×small@1 renewal',
      '2027-02-01…2028-01-01 2×small@1 amendment',
    ]);
  });

  it('take the place of those that they cover, of their own line alone', () => {
    const acme = bought('small', 'pack');
    const amends = (line: string, quantity: number, from: string) => acme.does({ type: 'amend', line, quantity, from });
    amends('crm/b:pack', 5, '2026-02-01');
    amends('crm/a:small', 2, '2026-02-01');
    amends('crm/a:small', 4, '2026-02-01');
    expect(acme.agreed()).toEqual([
      '2026-02-01…2027-01-01 5×pack@1 amendment',
      '2026-02-01…2027-01-01 4×small@1 amendment',
    ]);
  });

  it('leave what they cover where the fee changes, since they may yet be void', () => {
    const acme = bought('small');
    acme.does({ type: 'amend', quantity: 2, from: '2026-02-01' });
    acme.does({ type: 'amend', quantity: 3, from: '2026-02-01', feeChange: 'rise' });
    expect(acme.agreed()).toHaveLength(2);
    expect(acme.terms()).toEqual(['2026-01-01…2026-02-01 1×small@1', '2026-02-01…2027-01-01 3×small@1']);
  });
});

describe('a renewal that is done', () => {
  /** Two lines that come up for renewal on one day, and wait for somebody each. */
  const comesUp = () => {
    const acme = bought('approved');
    acme.until('2026-12-10');
    acme.buys({ order: 'b', items: [{ plan: 'tried-pack', from: '2026-12-10', trial: true }] });
    acme.until('2026-12-20');
    return acme;
  };

  it('leaves those of other lines, and what is asked about them', () => {
    const acme = comesUp();
    const both = ['crm/a:approved', 'crm/b:tried-pack'];
    const lines = () => acme.license().renewals.map(({ line }) => line);
    const asked = () => acme.open().map(({ command }) => ('line' in command ? command.line : undefined));
    expect([lines(), asked()]).toEqual([both, both]);
    acme.does({ type: 'renew', line: 'crm/a:approved' });
    expect([lines(), asked()]).toEqual([['crm/b:tried-pack'], ['crm/b:tried-pack']]);
  });
});

describe('what is refused', () => {
  it.each<[string, string, LifecycleCommand, string]>([
    ['a trial', 'converting', { type: 'renew' }, 'crm/a:converting is a trial, which is converted and not renewed'],
    ['a term without an end', 'for-ever', { type: 'renew' }, 'crm/a:for-ever has no end, so there is nothing to renew'],
    ['a term that is no trial', 'small', { type: 'convert' }, 'crm/a:small is no trial'],
    ['one without an end', 'for-ever', { type: 'convert' }, 'crm/a:for-ever is no trial'],
    ['a term that is no trial', 'small', { type: 'extend-trial', to: '2026-03-01' }, 'crm/a:small is no trial'],
    [
      'a day before the line',
      'small',
      { type: 'amend', quantity: 2, from: '2025-12-31' },
      'the line crm/a:small covers 2026-01-01 to 2027-01-01; the change must begin in it',
    ],
    [
      'a day before a line without an end',
      'for-ever',
      { type: 'amend', quantity: 2, from: '2025-12-31' },
      'the line crm/a:for-ever covers 2026-01-01 to for ever; the change must begin in it',
    ],
    [
      'what is so already',
      'small',
      { type: 'amend', quantity: 1, feeChange: 'none' },
      'crm/a:small is 1 × small@1 already on that day',
    ],
    [
      'a plan of another kind',
      'small',
      { type: 'migrate', plan: 'pack' },
      'the catalog has no plan "pack" of the same kind for lab',
    ],
    [
      'a plan of another product',
      'small',
      { type: 'migrate', plan: 'works-s' },
      'the catalog has no plan "works-s" of the same kind for lab',
    ],
    [
      'the customer itself',
      'small',
      { type: 'transfer', to: 'acme', expiry: 'keep' },
      'the license belongs to acme already',
    ],
    [
      'a plan that was not bought to begin later',
      'small',
      { type: 'activate' },
      'nothing of the license waits for its first use or lies ahead',
    ],
  ])('%s: %s, %j', (_, plan, command, message) => {
    expect(bought(plan).tries(command)).toMatchObject({ outcome: 'refused', message });
  });
});
