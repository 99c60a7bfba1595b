import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const bought = () => {
  const acme = life();
  acme.buys({ items: [{ plan: 'on-first-use', from: '2026-01-01' }] });
  return acme;
};

describe('a term that begins with its first use', () => {
  it('can be used from the day that it was bought for, and has no end before', () => {
    const acme = bought();
    acme.until('2027-06-01');
    expect([acme.state(), acme.grants('on')]).toEqual(['active', true]);
    expect(acme.terms()).toEqual(['2026-01-01… 1×on-first-use@1']);
    expect(acme.due()).toBeUndefined();
  });

  it('begins with recorded usage', () => {
    const acme = bought();
    acme.until('2026-03-10T09:00');
    acme.uses('runs');
    expect(acme.license().started).toBe('2026-03-10');
    expect(acme.terms()).toEqual(['2026-01-01…2027-03-10 1×on-first-use@1']);
  });

  it('begins when it is activated, once', () => {
    const acme = bought();
    acme.until('2026-02-01');
    expect(acme.does({ type: 'activate' }).events[0].type).toBe('license.activated.v1');
    expect(acme.terms()).toEqual(['2026-01-01…2027-02-01 1×on-first-use@1']);
    acme.until('2026-03-01');
    acme.uses('runs');
    expect(acme.refuses({ type: 'activate' })).toBe('nothing_to_activate');
    expect(acme.license().started).toBe('2026-02-01');
  });

  it('that lies ahead is brought forward when it is activated, and still waits for its use', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'on-first-use', from: '2026-06-01' }] });
    acme.until('2026-03-01');
    acme.does({ type: 'activate' });
    expect(acme.terms()).toEqual(['2026-03-01… 1×on-first-use@1']);
    expect(acme.license().started).toBeNull();
    acme.does({ type: 'activate' });
    expect(acme.license().started).toBe('2026-03-01');
  });

  it('is no term without an end, which has begun', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'for-ever', from: '2026-01-01' }] });
    expect(acme.refuses({ type: 'activate' })).toBe('nothing_to_activate');
  });

  it('does not begin with the use of another product', () => {
    const acme = bought();
    acme.uses('jobs');
    expect(acme.license().started).toBeNull();
  });

  it('renews from its end', () => {
    const acme = bought();
    acme.until('2026-02-01');
    acme.does({ type: 'activate' });
    acme.until('2027-02-01');
    expect(acme.terms().at(-1)).toBe('2027-02-01…2028-02-01 1×on-first-use@1');
  });

  it('has an end also where its quantity was amended before', () => {
    const acme = bought();
    acme.does({ type: 'amend', quantity: 5 });
    acme.until('2026-02-01');
    acme.does({ type: 'activate' });
    expect(acme.terms().at(-1)).toBe('2026-01-01T12:00:00.000Z…2027-02-01 5×on-first-use@1');
  });
});

describe('a license that lies ahead', () => {
  const ahead = () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'small', from: '2026-03-01' }] });
    return acme;
  };

  it('grants nothing until its day', () => {
    const acme = ahead();
    expect([acme.state(), acme.grants('on')]).toEqual(['pending', 'license_pending']);
    acme.until('2026-03-01');
    expect(acme.types(1)).toEqual(['license.activated']);
    expect(acme.grants('on')).toBe(true);
  });

  it('begins when it is activated, and ends when it would have', () => {
    const acme = ahead();
    acme.until('2026-02-01');
    acme.does({ type: 'activate' });
    expect(acme.state()).toBe('active');
    expect(acme.terms()).toEqual(['2026-02-01…2027-03-01 1×small@1']);
  });

  it('that was activated is what a plan gives way to that is ordered later, from a day before', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'small', from: '2027-01-02' }] });
    acme.does({ type: 'activate' });
    acme.buys({ order: 'b', items: [{ plan: 'small', from: '2025-12-31', to: '2026-01-30' }] });
    const noon = '2026-01-01T12:00:00.000Z';
    expect(acme.terms()).toEqual([`2025-12-31…${noon} 1×small@1`, `${noon}…2028-01-02 1×small@1`]);
  });

  it('that was activated is what an earlier plan gives way to', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'once', from: '2026-01-01', to: '2026-02-01' }] });
    acme.buys({ order: 'b', items: [{ plan: 'small', from: '2026-06-01' }] });
    acme.until('2026-03-01');
    acme.does({ type: 'activate' });
    acme.does({ type: 'renew', line: 'crm/a:once' });
    expect(acme.terms()).toEqual([
      '2026-01-01…2026-02-01 1×once@1',
      '2026-02-01…2026-03-01 1×once@1',
      '2026-03-01…2027-06-01 1×small@1',
    ]);
    expect(acme.grants('seats')).toBe(1);
  });
});
