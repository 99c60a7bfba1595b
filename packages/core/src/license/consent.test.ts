import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { factsOf } from './facts.ts';

const program = regulatedProgram();
const CONSENT = { form: 'express', text: 'terms-7', channel: 'checkout' } as const;

/** A consumer in California who consented at the checkout. */
function californian() {
  const acme = life({ program });
  acme.buys({
    items: [{ plan: 'by-hand', from: '2026-01-01' }],
    customer: { country: 'US', subdivision: 'US-CA', kind: 'consumer' },
    consents: [{ ...CONSENT, at: '2026-01-01T12:00:00Z' }],
  });
  const facts = () => factsOf(acme.license(), program, acme.now()).jurisdiction;
  const id = () => acme.license().consents[0]?.id ?? '';
  return { ...acme, facts, id };
}

describe('a consent', () => {
  it('is kept once, however often its order comes', () => {
    const acme = californian();
    acme.buys({
      items: [{ plan: 'by-hand', from: '2026-01-01' }],
      consents: [{ ...CONSENT, at: '2026-01-01T12:00:00Z' }],
    });
    expect(acme.license().consents).toHaveLength(1);
  });

  it('is in the facts of checks by its form alone, while it is in effect', () => {
    const acme = californian();
    expect(acme.facts()?.consents).toEqual(['express']);
    acme.does({ type: 'withdraw-consent', id: acme.id() });
    expect(acme.facts()?.consents).toBeUndefined();
  });

  it('that is withdrawn takes nothing that counts, and its proof stays', () => {
    const acme = californian();
    acme.does({ type: 'withdraw-consent', id: acme.id() });
    expect(acme.state()).toBe('active');
    expect(acme.license().consents).toMatchObject([{ ...CONSENT, withdrawn: acme.now() }]);
    expect(acme.refuses({ type: 'withdraw-consent', id: acme.id() })).toBe('nothing_changes');
  });

  it('that is withdrawn lets the next order wait for it', () => {
    const acme = californian();
    acme.does({ type: 'withdraw-consent', id: acme.id() });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }] });
    expect(acme.open()).toMatchObject([{ kind: 'consent', forms: ['express'] }]);
  });

  it.each([
    ['is kept until three years after it was given, where that is later', '2026-12-31', '2029-01-01'],
    ['is kept until a year after the end, where that is later', '2029-06-01', '2030-06-01'],
  ])('%s', (_, cancelled, until) => {
    const acme = californian();
    for (const end of ['2027-01-01', '2028-01-01', '2029-01-01'])
      if (end < cancelled) {
        acme.until(`${Number(end.slice(0, 4)) - 1}-12-20`);
        acme.does({ type: 'renew' });
      }
    acme.until(cancelled);
    expect(acme.license().consents[0]?.keepUntil).toBeNull();
    acme.does({ type: 'cancel' });
    expect(acme.license().consents[0]?.keepUntil).toBe(until);
  });

  it('is kept without an end again where the license goes on', () => {
    const acme = californian();
    acme.until('2027-06-01');
    expect([acme.state(), acme.license().consents[0]?.keepUntil]).toEqual(['expired', '2029-01-01']);
    acme.does({ type: 'renew' });
    expect([acme.state(), acme.license().consents[0]?.keepUntil]).toEqual(['active', null]);
  });

  it('is forgotten when no row asks for its proof any longer', () => {
    const acme = californian();
    acme.until('2026-12-31');
    acme.does({ type: 'cancel' });
    acme.skip('2029-01-01T12:00');
    acme.does({ type: 'record-evidence', attribute: 'scc', since: '2026-01-01' });
    expect(acme.license().consents).toHaveLength(1);
    acme.skip('2029-01-02');
    acme.does({ type: 'revoke' });
    expect(acme.license().consents).toEqual([]);
  });

  it('is kept without an end where no row ever asked for its proof', () => {
    const acme = life({ program });
    acme.buys({ items: [{ plan: 'by-hand', from: '2026-01-01' }], customer: { country: 'IE' } });
    acme.does({ type: 'record-consent', ...CONSENT });
    acme.does({ type: 'cancel' });
    acme.skip('2040-01-01');
    acme.does({ type: 'revoke' });
    expect(acme.license().consents).toMatchObject([{ form: 'express', keepUntil: null }]);
  });

  it('that was withdrawn is not given again by the order that brought it', () => {
    const acme = californian();
    acme.does({ type: 'withdraw-consent', id: acme.id() });
    const withdrawn = acme.now();
    acme.skip('2026-01-02');
    acme.buys({
      items: [{ plan: 'by-hand', from: '2026-01-01' }],
      consents: [{ ...CONSENT, at: '2026-01-01T12:00:00Z' }],
    });
    expect(acme.license().consents).toMatchObject([{ ...CONSENT, withdrawn }]);
  });

  it('is listed by when it was given', () => {
    const acme = californian();
    const given = (text: string, at: string) => acme.does({ type: 'record-consent', ...CONSENT, text, at });
    given('terms-5', '2025-05-01T00:00:00Z');
    given('terms-6', '2025-06-01T00:00:00Z');
    expect(acme.license().consents.map(({ text }) => text)).toEqual(['terms-5', 'terms-6', 'terms-7']);
  });

  it.each([
    ['lies ahead', { ...CONSENT, at: '2027-01-01T00:00:00Z' }, 'date_outside'],
    ['is known', { ...CONSENT, at: '2026-01-01T12:00:00Z' }, 'nothing_changes'],
  ])('is not recorded where it %s', (_, given, code) => {
    expect(californian().refuses({ type: 'record-consent', ...given })).toBe(code);
  });

  it('that the license does not have is not withdrawn', () => {
    expect(californian().refuses({ type: 'withdraw-consent', id: 'consent_none' })).toBe('consent_unknown');
  });

  it('is one of 64 at most', () => {
    const acme = californian();
    for (let n = 1; n < 64; n += 1)
      acme.does({ type: 'record-consent', ...CONSENT, text: `terms-${n}`, at: '2025-01-01T00:00:00Z' });
    expect(acme.license().consents).toHaveLength(64);
    expect(acme.tries({ type: 'record-consent', ...CONSENT, text: 'one more' })).toMatchObject({
      code: 'consents_full',
      message: 'a license keeps the proofs of 64 consents at most',
    });
    const consents = [{ ...CONSENT, text: 'one more', at: '2026-01-01T12:00:00Z' }];
    expect(acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }], consents })).toMatchObject({
      code: 'consents_full',
    });
    const known = [{ ...CONSENT, at: '2026-01-01T12:00:00Z' }];
    expect(acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }], consents: known })).toMatchObject({
      outcome: 'changed',
    });
  });
});

describe('evidence', () => {
  it('is in the facts since its day, until it is withdrawn', () => {
    const acme = californian();
    acme.does({ type: 'record-evidence', attribute: 'scc', since: '2026-01-01' });
    expect(acme.facts()?.evidence).toEqual({ scc: '2026-01-01' });
    expect(acme.refuses({ type: 'record-evidence', attribute: 'scc', since: '2026-01-01' })).toBe('nothing_changes');
    acme.does({ type: 'withdraw-evidence', attribute: 'scc' });
    expect(acme.facts()?.evidence).toBeUndefined();
    expect(acme.refuses({ type: 'withdraw-evidence', attribute: 'scc' })).toBe('evidence_unknown');
  });

  it('may come with an order instead: the newest that says anything of it has it all, and what was recorded goes before', () => {
    const acme = californian();
    const says = (order: string, at: string, evidence: object) =>
      acme.buys({ order, at, items: [{ plan: 'pack', from: '2025-08-01' }], customer: { evidence } });
    says('b', '2025-09-02T00:00:00Z', { scc: '2026-01-01', ciio: '2025-01-01' });
    says('c', '2025-09-01T00:00:00Z', { scc: '2020-01-01' });
    expect(acme.facts()?.evidence).toEqual({ scc: '2026-01-01', ciio: '2025-01-01' });
    expect(acme.tries({ type: 'withdraw-evidence', attribute: 'scc' })).toMatchObject({
      code: 'evidence_unknown',
      message: 'an order says that "scc" is proven; send one that says otherwise',
    });
    expect(acme.tries({ type: 'withdraw-evidence', attribute: 'none' })).toMatchObject({
      code: 'evidence_unknown',
      message: '"none" is not proven',
    });
    acme.does({ type: 'record-evidence', attribute: 'scc', since: '2024-01-01' });
    expect(acme.facts()?.evidence).toMatchObject({ scc: '2024-01-01' });
    acme.does({ type: 'withdraw-evidence', attribute: 'scc' });
    expect(acme.facts()?.evidence).toMatchObject({ scc: '2026-01-01' });
    says('d', '2025-09-03T00:00:00Z', {});
    expect(acme.facts()?.evidence).toBeUndefined();
  });
});
