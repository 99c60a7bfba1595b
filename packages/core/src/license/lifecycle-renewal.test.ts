import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const year = (plan: string) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  return acme;
};

describe('a term that renews by itself', () => {
  it('is followed by the next one at its very end, year after year', () => {
    const acme = year('small');
    acme.until('2028-06-01');
    expect(acme.types(1)).toEqual(['license.renewed', 'license.renewed']);
    expect(acme.terms()).toEqual([
      '2026-01-01…2027-01-01 1×small@1',
      '2027-01-01…2028-01-01 1×small@1',
      '2028-01-01…2029-01-01 1×small@1',
    ]);
    expect(acme.state()).toBe('active');
  });

  it('comes up before, where the plan gives notice, and nobody is asked', () => {
    const acme = year('told');
    acme.until('2026-12-02');
    expect(acme.types(1)).toEqual(['renewal.due']);
    acme.until('2027-01-01');
    expect(acme.types(2)).toEqual(['license.renewed']);
    expect(acme.license().renewals).toEqual([]);
  });

  it('goes on granting for a week while the sweeper is down, and then no longer', () => {
    const acme = year('small');
    acme.until('2026-06-01');
    const late = (text: string) => {
      const { state } = acme.license();
      acme.skip(text);
      return [state, acme.grants('seats')];
    };
    expect(late('2026-12-31T23:59')).toEqual(['active', 1]);
    expect(late('2027-01-07T23:59')).toEqual(['active', 1]);
    expect(late('2027-01-08')).toEqual(['active', 'license_expired']);
  });

  it('is made up for, term by term and as of when each was due, by a sweeper that was down', () => {
    const [up, down] = [year('monthly'), year('monthly')];
    up.until('2026-07-15');
    down.until('2026-07-15', { sweeper: 'down' });
    expect(down.terms()).toEqual(up.terms());
    expect(down.types()).toEqual(up.types());
    expect([down.state(), down.grants('on')]).toEqual(['active', true]);
    expect(down.advance()).toBe(false);
  });

  it.each([
    ['2026-01-31', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['2028-01-31', ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
    ['2026-01-30', ['2026-02-28', '2026-03-30', '2026-04-30', '2026-05-30']],
  ])('from %s on has month ends that do not wear off', (from, ends) => {
    const acme = life({ now: from });
    acme.buys({ items: [{ plan: 'monthly', from }] });
    acme.until(ends[2]!);
    expect(acme.terms().map((term) => term.slice(11, 21))).toEqual(ends);
  });

  it('that began on a leap day ends on one whenever there is one', () => {
    const acme = life({ now: '2024-02-29' });
    acme.buys({ items: [{ plan: 'small', from: '2024-02-29' }] });
    acme.until('2028-03-01');
    expect(acme.terms().map((term) => term.slice(11, 21))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
    ]);
  });

  it.each([
    ['Europe/Berlin', ['2026-03-14T23:00:00.000Z', '2026-04-14T22:00:00.000Z']],
    ['America/Sao_Paulo', ['2026-03-15T03:00:00.000Z', '2026-04-15T03:00:00.000Z']],
    ['Pacific/Kiritimati', ['2026-03-14T10:00:00.000Z', '2026-04-14T10:00:00.000Z']],
  ])('in %s begins where the day does, on both sides of a change of the clock', (zone, begins) => {
    const acme = life();
    acme.buys({ items: [{ plan: 'monthly', from: '2026-02-15' }], customer: { zone } });
    acme.until('2026-04-16');
    expect(acme.terms().map((term) => term.split('…')[0])).toEqual([expect.any(String), ...begins]);
  });

  it('gives way to what was ordered for the time after it', () => {
    const acme = year('small');
    acme.buys({ order: 'b', items: [{ plan: 'told', from: '2027-03-01' }] });
    acme.until('2027-02-01');
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×small@1', '2027-03-01…2028-03-01 1×told@1']);
    expect([acme.state(), acme.grants('on')]).toEqual(['pending', 'license_pending']);
    acme.until('2027-03-01');
    expect(acme.state()).toBe('active');
  });

  it('ends where a new order begins, although it had renewed beyond that', () => {
    const acme = year('small');
    acme.until('2027-02-01');
    acme.buys({ order: 'b', items: [{ plan: 'told', from: '2027-06-01', quantity: 2 }] });
    expect(acme.terms()).toEqual([
      '2026-01-01…2027-01-01 1×small@1',
      '2027-01-01…2027-06-01 1×small@1',
      '2027-06-01…2028-06-01 2×told@1',
    ]);
    expect(acme.license().waiting).toEqual([]);
  });

  it('does not go on from a time that was over when it was ordered', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'small', from: '2024-01-01', to: '2025-01-01' }] });
    expect(acme.due()).toBeUndefined();
    expect(acme.state()).toBe('expired');
  });
});

describe('a term that a person renews', () => {
  it('comes up thirty days before, has its grace, and expires', () => {
    const acme = year('by-hand');
    acme.until('2026-12-02');
    expect(acme.types(1)).toEqual(['renewal.due']);
    acme.until('2027-01-14');
    expect([acme.state(), acme.grants('seats')]).toEqual(['grace', 1]);
    acme.until('2027-01-15');
    expect([acme.state(), acme.grants('seats')]).toEqual(['expired', 'license_expired']);
    expect(acme.types(2)).toEqual(['license.lapsed', 'license.expired']);
  });

  it('goes on from its end when it is renewed in its grace, or long after', () => {
    for (const when of ['2027-01-10', '2027-03-01']) {
      const acme = year('by-hand');
      acme.until(when);
      acme.does({ type: 'renew' });
      expect(acme.terms().at(-1)).toBe('2027-01-01…2028-01-01 1×by-hand@1');
      expect(acme.state()).toBe('active');
    }
  });

  it('takes another plan, quantity or period, as an offer says', () => {
    const acme = year('by-hand');
    acme.until('2026-12-10');
    acme.does({ type: 'renew', plan: 'told', quantity: 4, term: 'P2Y' });
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×by-hand@1', '2027-01-01…2029-01-01 4×told@1']);
  });

  it('is renewed once, where the command names the term that it follows', () => {
    const acme = year('by-hand');
    const end = Date.parse('2027-01-01');
    acme.does({ type: 'renew', end });
    expect(acme.refuses({ type: 'renew', end })).toBe('term_renewed');
    acme.does({ type: 'renew' });
    expect(acme.terms()).toHaveLength(3);
  });

  it('does not come up again once it is renewed', () => {
    const acme = year('by-hand');
    acme.until('2026-12-10');
    acme.does({ type: 'renew' });
    expect(acme.license().renewals).toEqual([]);
    expect(acme.due()).toMatchObject({ at: Date.parse('2027-12-02'), what: 'renewal' });
  });
});

describe('the basis of a renewal', () => {
  const renewedAt = (plan: string, when: string) => {
    const acme = year(plan);
    acme.until(when);
    acme.does({ type: 'renew' });
    return acme.terms().at(-1);
  };

  it.each([
    ['by-hand', '2026-10-01', '2027-01-01…2028-01-01'],
    ['by-hand', '2027-02-01', '2027-01-01…2028-01-01'],
    ['from-now', '2026-10-01', '2026-10-01…2027-10-01'],
    ['from-now', '2027-02-01', '2027-02-01…2028-02-01'],
    ['now-if-expired', '2026-10-01', '2027-01-01…2028-01-01'],
    ['now-if-expired', '2027-02-01', '2027-02-01…2028-02-01'],
  ])('%s, on %s: %s', (plan, when, term) => {
    expect(renewedAt(plan, when)).toBe(`${term} 1×${plan}@1`);
  });

  it('now: cuts off what was left of the term', () => {
    const acme = year('from-now');
    acme.until('2026-10-01');
    acme.does({ type: 'renew' });
    expect(acme.terms()[0]).toBe('2026-01-01…2026-10-01 1×from-now@1');
  });
});

describe('a term that does not renew', () => {
  it('is over when it ends', () => {
    const acme = year('once');
    acme.until('2027-01-01');
    expect(acme.types(1)).toEqual(['license.expired']);
    expect(acme.grants('on')).toBe('license_expired');
  });

  it('has no end where the plan has none', () => {
    const acme = year('for-ever');
    expect(acme.due()).toBeUndefined();
    expect(acme.refuses({ type: 'renew' })).toBe('term_endless');
    acme.skip('2090-01-01');
    expect(acme.grants('on')).toBe(true);
  });

  it.each([
    ['once', 'expired', 'license_expired', 'license_expired'],
    ['maintained', 'expired', 1, 'not_granted'],
    ['let-be', 'expired', 1, 10],
    ['withdrawn', 'revoked', 'license_revoked', 'license_revoked'],
  ])('leaves behind what its plan says: %s', (plan, state, seats, runs) => {
    const acme = year(plan);
    acme.until('2029-01-01');
    expect([acme.state(), acme.grants('seats'), acme.grants('runs')]).toEqual([state, seats, runs]);
  });

  it('that was withdrawn is revoked by nobody, so nobody reinstates it, and a new order stands', () => {
    const acme = year('withdrawn');
    acme.until('2027-06-01');
    expect(acme.refuses({ type: 'reinstate' })).toBe('nothing_to_reinstate');
    acme.buys({ order: 'b', items: [{ plan: 'small', from: '2027-06-01' }] });
    expect(acme.state()).toBe('active');
  });
});

describe('time', () => {
  it('does nothing before its moment, and names what fell due', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'once', from: '2026-01-01' }] });
    acme.until('2026-12-31');
    expect(acme.proposed({ type: 'advance', customer: 'acme', product: 'lab' })).toMatchObject({
      outcome: 'unchanged',
      customer: { id: 'acme' },
    });
    acme.until('2027-01-01');
    expect(acme.events.at(-1)).toMatchObject({
      type: 'license.expired.v1',
      cause: { kind: 'time', due: { at: Date.parse('2027-01-01'), what: 'time' } },
    });
    acme.until('2029-01-01');
    expect(acme.proposed({ type: 'advance', customer: 'acme', product: 'lab' })).toMatchObject({
      outcome: 'unchanged',
      customer: { id: 'acme' },
    });
  });
});
