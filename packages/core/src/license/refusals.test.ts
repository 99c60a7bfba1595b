import { describe, expect, it } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';
import type { LifecycleCommand } from './command.ts';
import type { Proposal } from './world.ts';

const said = (proposal: Proposal) =>
  proposal.outcome === 'refused' ? `${proposal.code}: ${proposal.message}` : proposal.outcome;

/** A license of a plan for 2026, as it is in March. */
function licensed(plan: string, ...more: readonly { readonly plan: string; readonly [field: string]: unknown }[]) {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }, ...more.map((item) => ({ from: '2026-01-01', ...item }))] });
  acme.until('2026-03-01');
  return acme;
}

const lineOf = (acme: Life, plan: string) => acme.license().items.find(({ ordered }) => ordered === plan)?.line ?? '';
const set = { type: 'override', id: 'promised', feature: 'seats', operation: 'set', value: 5 } as const;

describe('a refusal says what is so, and what there is instead', () => {
  it.each<[string, LifecycleCommand, string]>([
    [
      'small',
      { type: 'activate' },
      'nothing_to_activate: nothing of the license waits for its first use or lies ahead',
    ],
    ['small', { type: 'amend', line: 'x', quantity: 2 }, 'line_unknown: there is no line "x"; there are crm/a:small'],
    ['boost', { type: 'amend', quantity: 2 }, 'line_unknown: the license has no base plan'],
    [
      'small',
      { type: 'amend', from: '2027-06-01', quantity: 2 },
      'date_outside: the line crm/a:small covers 2026-01-01 to 2027-01-01; the change must begin in it',
    ],
    [
      'for-ever',
      { type: 'amend', from: '2025-06-01', quantity: 2 },
      'date_outside: the line crm/a:for-ever covers 2026-01-01 to for ever; the change must begin in it',
    ],
    [
      'small',
      { type: 'migrate', plan: 'pack' },
      'plan_unknown: the catalog has no plan "pack" of the same kind for lab',
    ],
    [
      'small',
      { type: 'migrate', plan: 'works-s' },
      'plan_unknown: the catalog has no plan "works-s" of the same kind for lab',
    ],
    ['small', { type: 'renew', plan: 'none' }, 'plan_unknown: the catalog has no plan "none" of the same kind for lab'],
    ['small', { type: 'amend', quantity: 1 }, 'nothing_changes: crm/a:small is 1 × small@1 already on that day'],
    ['for-ever', { type: 'renew' }, 'term_endless: crm/a:for-ever has no end, so there is nothing to renew'],
    [
      'small',
      { type: 'renew', end: Date.parse('2026-07-01') },
      'term_renewed: the term that ends on 2026-07-01 is not the last one of crm/a:small',
    ],
    ['small', { type: 'convert' }, 'trial_missing: crm/a:small is no trial'],
    ['small', { type: 'extend-trial', to: '2027-06-01' }, 'trial_missing: crm/a:small is no trial'],
    ['small', { type: 'convert', line: 'x' }, 'line_unknown: there is no line "x"; there are crm/a:small'],
    ['small', { type: 'renew', line: 'x' }, 'line_unknown: there is no line "x"; there are crm/a:small'],
    ['small', { type: 'transfer', to: 'acme', expiry: 'keep' }, 'customer_same: the license belongs to acme already'],
    ['small', { type: 'clear-override', id: 'x' }, 'override_unknown: there is no override "x"'],
    [
      'small',
      { type: 'cancel', at: '2026-02-01' },
      'date_outside: 2026-02-01 has passed; a license is cancelled now, at its end, or on a day that lies ahead',
    ],
    ['for-ever', { type: 'cancel', at: 'end' }, 'term_endless: the license has no end; cancel it now, or on a day'],
    [
      'small',
      { type: 'reinstate' },
      'nothing_to_reinstate: the license is neither suspended nor revoked, and no cancellation is under way',
    ],
    ['small', { ...set, feature: 'jobs' }, 'feature_unknown: lab has no feature "jobs"'],
    ['small', { ...set, feature: 'on' }, 'value_invalid: on is on or off: set it to true or false'],
    ['small', { ...set, value: 'many' }, 'value_invalid: seats is a number: set takes one'],
    ['small', { ...set, value: 1.5 }, 'value_invalid: set takes a whole number of 0 or more'],
    ['small', { ...set, operation: 'multiply', value: -1 }, 'value_invalid: multiply takes a number of 0 or more'],
    ['small', { ...set, operation: 'add', value: null }, 'value_invalid: only "set" takes unlimited (null)'],
    ['small', { ...set, from: '2026-05-01', to: '2026-04-01' }, 'date_outside: the override ends before it begins'],
    ['small', { type: 'accept', order: 'crm/a' }, 'nothing_held: no order "crm/a" is held up'],
    ['small', { type: 'withdraw-consent', id: 'x' }, 'consent_unknown: there is no consent "x"'],
    ['small', { type: 'withdraw-evidence', attribute: 'x' }, 'evidence_unknown: "x" is not proven'],
    [
      'small',
      { type: 'record-consent', form: 'express', text: '1', channel: 'web', at: '2026-03-02T00:00:00Z' },
      'date_outside: 2026-03-02T00:00:00Z lies ahead; a consent is recorded once it was given',
    ],
    [
      'small',
      { type: 'record-notice', row: 'x', on: '2027-01-01' },
      'notice_unknown: no notice of x is due before 2027-01-01',
    ],
  ])('%s, %j', (plan, command, message) => expect(said(licensed(plan).tries(command))).toBe(message));

  it('names the overrides that there are', () => {
    const acme = licensed('small');
    acme.does(set);
    acme.does({ ...set, id: 'fair-use' });
    expect(said(acme.tries({ type: 'clear-override', id: 'x' }))).toBe(
      'override_unknown: there is no override "x"; there are promised, fair-use',
    );
  });

  it('what ends with its base plan is not renewed by itself', () => {
    const acme = licensed('small', { plan: 'pack', coterm: true });
    expect(said(acme.tries({ type: 'renew', line: lineOf(acme, 'pack') }))).toBe(
      `term_endless: ${lineOf(acme, 'pack')} ends with its base plan, and is renewed with it`,
    );
  });

  it('a trial is converted and not renewed, and is extended to a later day', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'long-trial', from: '2026-01-01', trial: true }] });
    expect(said(acme.tries({ type: 'renew' }))).toBe(
      'trial_missing: crm/a:long-trial is a trial, which is converted and not renewed',
    );
    expect(said(acme.tries({ type: 'extend-trial', to: '2026-02-15' }))).toBe(
      'date_outside: the trial ends on 2026-02-15; it is extended to a later day that lies ahead',
    );
  });

  it('what is proven already', () => {
    const acme = licensed('small');
    acme.does({ type: 'record-evidence', attribute: 'age', since: '2026-01-01' });
    expect(said(acme.tries({ type: 'record-evidence', attribute: 'age', since: '2026-01-01' }))).toBe(
      'nothing_changes: "age" is proven since 2026-01-01 already',
    );
  });

  it('a consent that is known, or withdrawn', () => {
    const acme = licensed('small');
    const consent = { form: 'express', text: '1', channel: 'web' } as const;
    acme.does({ type: 'record-consent', ...consent });
    expect(said(acme.tries({ type: 'record-consent', ...consent }))).toBe(
      'nothing_changes: the license has this express consent already',
    );
    const id = acme.license().consents[0]?.id ?? '';
    acme.does({ type: 'withdraw-consent', id });
    expect(said(acme.tries({ type: 'withdraw-consent', id }))).toBe(
      'nothing_changes: it was withdrawn at 2026-03-01T00:00:00.000Z',
    );
  });
});

describe('an answer that is refused says why', () => {
  const asked = (kind: 'approval' | 'notice' = 'approval') => {
    const acme = licensed('small');
    acme.does({ type: 'amend', quantity: 2 }, { gate: { kind, deadline: '2026-04-01' } });
    return { acme, gate: acme.open()[0]?.id };
  };

  it('no such gate', () => {
    expect(said(asked().acme.answers('x'))).toBe('gate_unknown: the license has no gate "x"');
  });

  it('a notice', () => {
    const { acme, gate } = asked('notice');
    expect(said(acme.answers(gate))).toBe(
      'gate_unanswerable: a notice takes no answer: it passes by itself at its deadline',
    );
  });

  it.each([
    [true, 'yes'],
    [false, 'no'],
  ])('another answer than the first, %s', (first, word) => {
    const { acme, gate } = asked();
    acme.answers(gate, first);
    expect(said(acme.answers(gate, first))).toBe('unchanged');
    expect(said(acme.answers(gate, !first))).toBe(
      `gate_settled: the gate was answered ${word} by ada at 2026-03-01T00:00:00.000Z; the first answer stands`,
    );
  });

  it.each(['up', 'down'] as const)('one that comes at the deadline, with the sweeper %s', (sweeper) => {
    const { acme, gate } = asked();
    acme.until('2026-04-01', { sweeper });
    expect(said(acme.answers(gate))).toBe(
      'gate_lapsed: its deadline passed at 2026-04-01T00:00:00.000Z; ask for the change again',
    );
  });

  it('one about a change that is over', () => {
    const { acme, gate } = asked();
    acme.does({ type: 'revoke' });
    expect(said(acme.answers(gate))).toBe('gate_settled: the change that it was about is over: superseded');
  });

  it('a gate whose deadline has passed when it is asked for', () => {
    const acme = licensed('small');
    const gate = { kind: 'approval', deadline: '2026-03-01' };
    expect(said(acme.tries({ type: 'amend', quantity: 2 }, { gate }))).toBe(
      "date_outside: 2026-03-01 has passed; a gate's deadline lies ahead",
    );
  });
});
