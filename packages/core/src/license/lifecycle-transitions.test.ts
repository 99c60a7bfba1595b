import { describe, expect, it } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';
import type { LicenseState } from '../terms/facts.ts';
import type { LifecycleCommand, LifecycleCommandType } from './command.ts';
import type { RefusalCode } from './refusal.ts';
import { COMMAND_TYPES, legalIn, movesOf } from './transitions.ts';

const bought = (plan: string, more: object = {}) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01', ...more }] });
  return acme;
};
const after = (acme: Life, change: LifecycleCommand) => {
  acme.does(change);
  return acme;
};
const on = (acme: Life, day: string) => {
  acme.until(day);
  return acme;
};

/** A license in each state. */
const IN: Readonly<Record<LicenseState, () => Life>> = {
  pending: () => bought('by-hand', { from: '2026-06-01' }),
  trial: () => bought('lapsing', { trial: true }),
  active: () => bought('by-hand'),
  grace: () => on(bought('by-hand'), '2027-01-05'),
  suspended: () => after(bought('by-hand'), { type: 'suspend' }),
  expired: () => on(bought('by-hand'), '2027-06-01'),
  cancelled: () => after(bought('by-hand'), { type: 'cancel' }),
  revoked: () => after(bought('by-hand'), { type: 'revoke' }),
};

/** Each command as it can be carried out where its state allows it. */
const COMMANDS: Readonly<Record<LifecycleCommandType, LifecycleCommand>> = {
  activate: { type: 'activate' },
  amend: { type: 'amend', quantity: 2 },
  migrate: { type: 'migrate', plan: 'told' },
  renew: { type: 'renew' },
  convert: { type: 'convert' },
  'extend-trial': { type: 'extend-trial', to: '2028-01-01' },
  suspend: { type: 'suspend' },
  reinstate: { type: 'reinstate' },
  cancel: { type: 'cancel' },
  revoke: { type: 'revoke' },
  transfer: { type: 'transfer', to: 'zenith', expiry: 'keep' },
  override: { type: 'override', id: 'x', feature: 'seats', operation: 'set', value: 9 },
  'clear-override': { type: 'clear-override', id: 'x' },
  accept: { type: 'accept', order: 'crm/a' },
  'record-consent': { type: 'record-consent', form: 'express', text: 'terms-1', channel: 'checkout' },
  'withdraw-consent': { type: 'withdraw-consent', id: 'consent_x' },
  'record-evidence': { type: 'record-evidence', attribute: 'scc', since: '2026-01-01' },
  'withdraw-evidence': { type: 'withdraw-evidence', attribute: 'scc' },
  'record-notice': { type: 'record-notice', row: 'ca-notice', on: '2027-01-01' },
};
const STATES = ['pending', 'trial', 'active', 'grace', 'suspended', 'expired', 'cancelled', 'revoked'] as const;

/** What a command says that its state allows, but that has nothing to do. */
const NOTHING_TO_DO: Readonly<Partial<Record<LifecycleCommandType, RefusalCode>>> = {
  activate: 'nothing_to_activate',
  renew: 'trial_missing',
  convert: 'trial_missing',
  'extend-trial': 'trial_missing',
  reinstate: 'nothing_to_reinstate',
  'clear-override': 'override_unknown',
  accept: 'nothing_held',
  'withdraw-consent': 'consent_unknown',
  'withdraw-evidence': 'evidence_unknown',
  'record-notice': 'notice_unknown',
};

const pairs = STATES.flatMap((state) => COMMAND_TYPES.map((type) => ({ state, type, moves: movesOf(type, state) })));

describe('the table of transitions', () => {
  it.each(STATES)('has a license that is %s', (state) => expect(IN[state]().state()).toBe(state));

  it.each(pairs.filter(({ moves }) => moves === undefined))('$state takes no $type', ({ state, type }) => {
    expect(IN[state]().tries(COMMANDS[type])).toMatchObject({
      outcome: 'refused',
      code: 'command_illegal',
      legal: legalIn(state),
    });
  });

  it.each(pairs.filter(({ moves }) => moves !== undefined))(
    '$state takes $type, to $moves',
    ({ state, type, moves }) => {
      const acme = IN[state]();
      const proposal = acme.tries(COMMANDS[type]);
      const became = proposal.outcome === 'refused' ? proposal.code : acme.state();
      expect([...(moves ?? []), NOTHING_TO_DO[type]]).toContain(became);
    },
  );
});

describe('a refusal', () => {
  it('names the state, and what it allows instead', () => {
    expect(IN.cancelled().tries({ type: 'renew' })).toEqual({
      outcome: 'refused',
      code: 'command_illegal',
      message:
        'a license that is cancelled takes no "renew"; it takes revoke, accept, record-consent, withdraw-consent, record-evidence, withdraw-evidence',
      legal: ['revoke', 'accept', 'record-consent', 'withdraw-consent', 'record-evidence', 'withdraw-evidence'],
    });
  });

  it('is the same whether the sweeper has come by or not', () => {
    const acme = bought('once');
    acme.skip('2027-06-01');
    const before = acme.refuses({ type: 'suspend' });
    acme.until('2027-06-01');
    expect([before, acme.refuses({ type: 'suspend' })]).toEqual(['command_illegal', 'command_illegal']);
  });
});

describe('what each state grants', () => {
  it.each<[LicenseState, unknown]>([
    ['pending', 'license_pending'],
    ['trial', true],
    ['active', true],
    ['grace', true],
    ['suspended', 'license_suspended'],
    ['expired', 'license_expired'],
    ['cancelled', 'license_cancelled'],
    ['revoked', 'license_revoked'],
  ])('%s: %s', (state, granted) => expect(IN[state]().grants('on')).toBe(granted));
});
