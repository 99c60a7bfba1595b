import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const trying = (plan: string, ...more: object[]) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01', trial: true }, ...more] });
  return acme;
};

describe('a trial', () => {
  it('becomes a paid term at its end by itself, where the plan says so', () => {
    const acme = trying('converting');
    expect(acme.state()).toBe('trial');
    acme.until('2026-02-01');
    expect(acme.types(1)).toEqual(['license.converted']);
    expect(acme.terms()).toEqual(['2026-01-01…2026-01-15 1×converting@1', '2026-01-15…2027-01-15 1×converting@1']);
    expect(acme.state()).toBe('active');
  });

  it('lapses where it does not', () => {
    const acme = trying('lapsing');
    acme.until('2026-02-01');
    expect(acme.types(1)).toEqual(['license.expired']);
    expect(acme.grants('on')).toBe('license_expired');
  });

  it('is no trial where the plan has none', () => {
    expect(trying('small').state()).toBe('active');
  });

  it('waits for its payment in its last week, and lapses without', () => {
    const acme = trying('paid-after-trial');
    acme.until('2026-01-08');
    expect(acme.types(1)).toEqual(['renewal.due', 'gate.opened']);
    expect(acme.open()).toMatchObject([{ kind: 'payment', deadline: Date.parse('2026-01-15') }]);
    acme.until('2026-01-15');
    expect([acme.state(), acme.license().gates[0]?.closed?.outcome]).toEqual(['expired', 'lapsed']);
  });

  it('converts at its end when it was paid for', () => {
    const acme = trying('paid-after-trial');
    acme.until('2026-01-10');
    acme.answers(acme.open()[0]?.id);
    acme.until('2026-01-10T01:00');
    expect(acme.terms()[1]).toBe('2026-01-15…2027-01-15 1×paid-after-trial@1');
    expect(acme.state()).toBe('trial');
    acme.until('2026-01-15');
    expect(acme.state()).toBe('active');
  });
});

describe('converting a trial', () => {
  it('now: ends it, and the paid term counts from today', () => {
    const acme = trying('lapsing');
    acme.until('2026-01-05');
    acme.does({ type: 'convert' });
    expect(acme.state()).toBe('active');
    expect(acme.terms()).toEqual(['2026-01-01…2026-01-05 1×lapsing@1', '2026-01-05…2027-01-05 1×lapsing@1']);
  });

  it('by hand: nobody is asked to pay for its end any more', () => {
    const acme = trying('paid-after-trial');
    acme.until('2026-01-10');
    acme.does({ type: 'convert' });
    expect(acme.license().gates.map(({ closed }) => closed?.outcome)).toEqual(['superseded']);
    expect(acme.license().renewals).toEqual([]);
  });

  it('at its end: it goes on as a trial until then', () => {
    const acme = trying('lapsing');
    acme.does({ type: 'convert', at: 'end' });
    expect(acme.state()).toBe('trial');
    acme.until('2026-01-15');
    expect(acme.state()).toBe('active');
    expect(acme.refuses({ type: 'convert' })).toBe('trial_missing');
  });

  it('after it has lapsed: there is a gap', () => {
    const acme = trying('lapsing');
    acme.until('2026-03-01');
    acme.does({ type: 'convert' });
    expect(acme.terms()).toEqual(['2026-01-01…2026-01-15 1×lapsing@1', '2026-03-01…2027-03-01 1×lapsing@1']);
  });

  it('is about the trial of an add-on, too, in a license that is active', () => {
    const acme = trying('small', { plan: 'tried-pack', from: '2026-01-01', trial: true });
    const line = 'crm/a:tried-pack';
    acme.does({ type: 'extend-trial', line, to: '2026-02-01' });
    acme.does({ type: 'convert', line });
    expect(acme.terms('tried-pack').at(-1)).toMatch(/^2026-01-01T12:00:00.000Z…2027-01-01 1×tried-pack@1$/);
    expect(acme.refuses({ type: 'convert' })).toBe('trial_missing');
  });

  it('of an add-on waits for its payment although the license is active', () => {
    const acme = trying('small', { plan: 'tried-pack', from: '2026-01-01', trial: true });
    acme.until('2026-01-10');
    acme.answers(acme.open()[0]?.id);
    acme.until('2026-01-20');
    expect(acme.terms('tried-pack').at(-1)).toBe('2026-01-15…2027-01-15 1×tried-pack@1');
    expect(acme.grants('seats')).toBe(4);
  });
});

describe('extending a trial', () => {
  it('moves its end, and what was asked about the old end is asked about the new one', () => {
    const acme = trying('paid-after-trial');
    acme.until('2026-01-10');
    const [asked] = acme.open();
    acme.does({ type: 'extend-trial', to: '2026-02-15' });
    acme.until('2026-01-20');
    expect(acme.state()).toBe('trial');
    acme.until('2026-02-10');
    expect(acme.open()).toMatchObject([{ kind: 'payment', deadline: Date.parse('2026-02-15') }]);
    expect(acme.open()[0]?.id).not.toBe(asked?.id);
    acme.answers(acme.open()[0]?.id);
    acme.until('2026-02-15');
    expect(acme.state()).toBe('active');
  });

  it('is to a day that lies ahead, also after it has lapsed', () => {
    const acme = trying('lapsing');
    acme.until('2026-03-01');
    expect(acme.refuses({ type: 'extend-trial', to: '2026-02-20' })).toBe('date_outside');
    expect(acme.refuses({ type: 'extend-trial', to: '2026-03-01' })).toBe('date_outside');
    expect(acme.refuses({ type: 'extend-trial', line: 'x', to: '2026-03-08' })).toBe('line_unknown');
  });

  it('after it has lapsed begins it again from now', () => {
    const acme = trying('lapsing');
    acme.until('2026-03-01');
    acme.does({ type: 'extend-trial', to: '2026-03-08' });
    expect(acme.state()).toBe('trial');
    expect(acme.terms()).toEqual(['2026-01-01…2026-01-15 1×lapsing@1', '2026-03-01…2026-03-08 1×lapsing@1']);
    acme.until('2026-03-08');
    expect(acme.state()).toBe('expired');
  });

  it.each(['2026-01-10', '2026-01-15'])('to %s, which is no later than its end, is refused', (to) => {
    expect(trying('lapsing').refuses({ type: 'extend-trial', to })).toBe('date_outside');
  });

  it('is for trials', () => {
    const acme = trying('small');
    expect(acme.refuses({ type: 'extend-trial', to: '2028-01-01' })).toBe('trial_missing');
  });
});
