import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const year = (plan = 'small') => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  acme.until('2026-03-01');
  return acme;
};

describe('cancelling', () => {
  it('now ends everything at once', () => {
    const acme = year();
    expect(acme.does({ type: 'cancel' }).events[0].type).toBe('license.cancelled.v1');
    expect([acme.state(), acme.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1']);
    expect(acme.due()).toBeUndefined();
  });

  it('at the end lets the term run out, and nothing renews', () => {
    const acme = year();
    acme.does({ type: 'cancel', at: 'end' });
    expect([acme.state(), acme.grants('on')]).toEqual(['active', true]);
    acme.until('2028-01-01');
    expect(acme.types(2)).toEqual(['license.cancelled']);
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×small@1']);
  });

  it('at the end means that of the last term agreed, and not the day of an amendment', () => {
    const acme = year();
    acme.does({ type: 'renew' });
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01' });
    acme.does({ type: 'cancel', at: 'end' });
    expect(acme.license().cancellation?.at).toBe(Date.parse('2028-01-01'));
  });

  it('on a day ahead ends it there, with no grace', () => {
    const acme = year('by-hand');
    acme.does({ type: 'cancel', at: '2026-06-01' });
    acme.until('2026-05-31');
    expect(acme.state()).toBe('active');
    acme.until('2026-06-01');
    expect([acme.state(), acme.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
  });

  it('in its grace ends the grace, now or on a day', () => {
    const now = year('by-hand');
    now.until('2027-01-05');
    now.does({ type: 'cancel' });
    expect([now.state(), now.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
    const later = year('by-hand');
    later.until('2027-01-05');
    later.does({ type: 'cancel', at: '2027-01-08' });
    expect(later.state()).toBe('grace');
    later.until('2027-01-08');
    expect([later.state(), later.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
  });

  it('before what lies ahead leaves what was, until the day comes', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'once', from: '2025-01-01', to: '2025-06-01' }] });
    acme.buys({ order: 'b', items: [{ plan: 'small', from: '2026-06-01' }] });
    expect(acme.state()).toBe('pending');
    acme.does({ type: 'cancel', at: '2026-02-01' });
    expect(acme.state()).toBe('expired');
    acme.until('2026-06-01');
    expect([acme.state(), acme.types().at(-1)]).toEqual(['cancelled', 'license.cancelled']);
  });

  it('that is taken back leaves the ends that have happened', () => {
    const acme = year();
    acme.does({ type: 'cancel' });
    acme.until('2026-04-01');
    acme.buys({ order: 'b', items: [{ plan: 'small', from: '2026-04-01' }] });
    acme.does({ type: 'cancel' });
    acme.until('2026-05-01');
    acme.buys({ order: 'c', items: [{ plan: 'small', from: '2026-05-01' }] });
    acme.does({ type: 'cancel', at: '2026-06-01' });
    acme.does({ type: 'reinstate' });
    expect(acme.license().cancellation).toEqual({
      at: Date.parse('2026-04-01'),
      orders: { 'crm/a': Date.parse('2026-03-01'), 'crm/b': Date.parse('2026-04-01') },
    });
    expect(acme.refuses({ type: 'reinstate' })).toBe('nothing_to_reinstate');
    acme.until('2026-07-01');
    expect(acme.state()).toBe('active');
  });

  it('ends what an expired license was let keep, on a day as well', () => {
    const later = year('let-be');
    later.until('2027-06-01');
    later.does({ type: 'cancel', at: '2027-07-01' });
    expect([later.state(), later.grants('on')]).toEqual(['grace', true]);
    later.until('2027-07-01');
    expect([later.state(), later.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
  });

  it('ends what an expired license was let keep', () => {
    const acme = year('let-be');
    acme.until('2027-06-01');
    expect([acme.state(), acme.grants('on')]).toEqual(['expired', true]);
    acme.does({ type: 'cancel' });
    expect([acme.state(), acme.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
  });

  it('lets what ends before go on until then, and no longer', () => {
    const acme = year();
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-03-01', to: '2026-04-01' }] });
    acme.does({ type: 'cancel', at: '2026-05-01' });
    acme.until('2026-06-01');
    expect(acme.terms('pack')).toEqual(['2026-03-01…2026-04-01 1×pack@1', '2026-04-01…2026-05-01 1×pack@1']);
    expect(acme.due()).toBeUndefined();
  });

  it.each(['2026-03-01', '2025-01-01'])('on %s, which is past, is refused', (at) =>
    expect(year().refuses({ type: 'cancel', at })).toBe('date_outside'),
  );

  it('at the end of what has none is refused', () =>
    expect(year('for-ever').refuses({ type: 'cancel', at: 'end' })).toBe('term_endless'));
});

describe('what is ordered after a cancellation', () => {
  it('is new business', () => {
    const acme = year();
    acme.does({ type: 'cancel' });
    acme.until('2026-04-01');
    acme.buys({ order: 'b', items: [{ plan: 'told', from: '2026-04-01' }] });
    expect([acme.state(), acme.grants('on')]).toEqual(['active', true]);
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1', '2026-04-01…2027-04-01 1×told@1']);
  });

  it('is not brought about by a newer version of an order that was cancelled', () => {
    const acme = year();
    acme.does({ type: 'cancel' });
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 5 }] });
    expect(acme.state()).toBe('cancelled');
  });

  it('can be cancelled in its turn, and what was over before stays over', () => {
    const acme = year();
    acme.does({ type: 'cancel' });
    acme.until('2026-04-01');
    acme.buys({ order: 'b', items: [{ plan: 'told', from: '2026-03-10' }] });
    acme.does({ type: 'cancel', at: '2026-06-01' });
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1', '2026-03-10…2026-06-01 1×told@1']);
    expect(acme.license().waiting).toEqual([]);
    acme.does({ type: 'reinstate' });
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1', '2026-03-10…2027-03-10 1×told@1']);
  });

  it('waits where it is an add-on for a base plan that never began', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'small', from: '2026-06-01' }] });
    acme.does({ type: 'cancel' });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }] });
    expect(acme.license()).toMatchObject({ state: 'pending', items: [], waiting: [{ plan: 'pack@1' }] });
  });
});

describe('taking back a cancellation', () => {
  it('before it has happened gives the term back, and its renewals', () => {
    const acme = year();
    acme.does({ type: 'cancel', at: 'end' });
    acme.does({ type: 'reinstate' });
    acme.until('2027-02-01');
    expect(acme.terms()).toHaveLength(2);
  });

  it('asks again what the cancellation had overtaken', () => {
    const acme = year('paid');
    acme.until('2026-12-10');
    acme.does({ type: 'cancel', at: 'end' });
    expect(acme.open()).toEqual([]);
    acme.does({ type: 'reinstate' });
    acme.until('2026-12-11');
    expect(acme.open()).toMatchObject([{ kind: 'payment' }]);
  });

  it('after it has happened is refused', () => {
    const acme = year();
    acme.does({ type: 'cancel' });
    expect(acme.refuses({ type: 'reinstate' })).toBe('command_illegal');
  });
});

describe('suspending', () => {
  it('stops everything, and reinstating gives all of it back', () => {
    const acme = year();
    acme.does({ type: 'suspend' });
    expect([acme.state(), acme.grants('on')]).toEqual(['suspended', 'license_suspended']);
    acme.until('2026-05-01');
    acme.does({ type: 'reinstate' });
    expect([acme.state(), acme.grants('on')]).toEqual(['active', true]);
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×small@1']);
  });

  it('stops no time: terms renew, and what ended meanwhile has ended', () => {
    const acme = year();
    acme.does({ type: 'suspend' });
    acme.until('2027-02-01');
    expect([acme.state(), acme.terms().length]).toEqual(['suspended', 2]);
    const once = year('once');
    once.does({ type: 'suspend' });
    once.until('2027-02-01');
    once.does({ type: 'reinstate' });
    expect(once.state()).toBe('expired');
  });

  it('takes orders in, which stand when it is reinstated', () => {
    const acme = year();
    acme.does({ type: 'suspend' });
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 3 }] });
    expect([acme.state(), acme.grants('seats')]).toEqual(['suspended', 'license_suspended']);
    acme.does({ type: 'reinstate' });
    expect(acme.grants('seats')).toBe(3);
  });

  it('can end in a cancellation', () => {
    const acme = year();
    acme.does({ type: 'suspend' });
    acme.does({ type: 'cancel', at: '2026-06-01' });
    expect(acme.state()).toBe('suspended');
    acme.until('2026-06-01');
    expect(acme.state()).toBe('cancelled');
  });
});

describe('revoking', () => {
  it('grants nothing, whatever is ordered and however time goes, until it is reinstated', () => {
    const acme = year();
    acme.does({ type: 'revoke' });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-03-01' }] });
    expect(acme.due()).toBeUndefined();
    acme.until('2027-06-01');
    expect([acme.state(), acme.grants('on')]).toEqual(['revoked', 'license_revoked']);
    acme.does({ type: 'reinstate' });
    acme.until('2027-06-02');
    expect([acme.state(), acme.grants('seats')]).toEqual(['active', 4]);
  });

  it('of a license whose plan withdraws it all the same can be taken back as far as that', () => {
    const acme = year('withdrawn');
    acme.does({ type: 'revoke' });
    acme.until('2027-06-01');
    acme.does({ type: 'reinstate' });
    expect([acme.state(), acme.license().hold]).toEqual(['revoked', null]);
  });
});

describe('transferring', () => {
  const handed = (expiry: 'keep' | 'reset', prepare: (acme: ReturnType<typeof life>) => void = () => {}) => {
    const acme = year();
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-03-01', coterm: true, quantity: 2 }] });
    prepare(acme);
    const [{ type, order }] = acme.does({ type: 'transfer', to: 'zenith', expiry }).events;
    expect(type).toBe('license.transferred.v1');
    const zenith = life({ customer: 'zenith', now: new Date(acme.now()).toISOString() });
    zenith.buys({ ...order, customer: {} });
    return { acme, zenith };
  };

  it('ends it here, and gives the new customer what was held, with its ends', () => {
    const { acme, zenith } = handed('keep');
    expect([acme.state(), acme.grants('on')]).toEqual(['cancelled', 'license_cancelled']);
    expect([zenith.state(), zenith.grants('seats')]).toEqual(['active', 7]);
    expect(zenith.terms()).toEqual(['2026-03-01…2027-01-01 1×small@1', '2026-03-01…2027-01-01 2×pack@1']);
  });

  it('or begins the terms anew', () => {
    const { zenith } = handed('reset');
    expect(zenith.terms()).toEqual(['2026-03-01…2027-03-01 1×small@1', '2026-03-01…2027-03-01 2×pack@1']);
  });

  it('keeps what was agreed for later', () => {
    const { zenith } = handed('keep', (acme) => acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' }));
    expect(zenith.terms('small@1')).toEqual(['2026-03-01…2026-06-01 1×small@1', '2026-06-01…2027-01-01 3×small@1']);
  });

  it('gives what changes in the midst of a day as it is from that day on', () => {
    const acme = year();
    acme.does({ type: 'amend', quantity: 3, from: '2026-03-02' });
    // There it is the second of March already, and the change comes at two in the afternoon.
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }], customer: { zone: 'Pacific/Kiritimati' } });
    acme.until('2026-03-01T12:00');
    const [{ order }] = acme.does({ type: 'transfer', to: 'zenith', expiry: 'keep' }).events;
    expect(order?.items).toEqual([{ plan: 'small@1', quantity: 3, from: '2026-03-02', to: '2027-01-01' }]);
  });

  it('gives the whole of a day in the midst of which all ends', () => {
    const acme = year();
    acme.does({ type: 'cancel', at: '2026-03-02' });
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }], customer: { zone: 'Pacific/Kiritimati' } });
    acme.until('2026-03-01T12:00');
    const [{ order }] = acme.does({ type: 'transfer', to: 'zenith', expiry: 'keep' }).events;
    expect(order?.items).toMatchObject([{ from: '2026-03-02', to: '2026-03-03' }]);
  });

  it('with new terms gives what stands today, once', () => {
    const { zenith } = handed('reset', (acme) => acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' }));
    expect(zenith.terms('small@1')).toEqual(['2026-03-01…2027-03-01 1×small@1']);
    expect(zenith.license().waiting).toEqual([]);
  });

  it('hands a trial over as a trial', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'lapsing', from: '2026-01-01', trial: true }] });
    acme.until('2026-01-05');
    const [{ order }] = acme.does({ type: 'transfer', to: 'zenith', expiry: 'keep' }).events;
    expect(order?.items).toMatchObject([{ from: '2026-01-05', to: '2026-01-15', trial: true }]);
  });

  it('to the customer who has it is refused', () =>
    expect(year().refuses({ type: 'transfer', to: 'acme', expiry: 'keep' })).toBe('customer_same'));

  it('is refused in the grace of a term that is over: there is nothing to hand over', () => {
    const acme = year('by-hand');
    acme.until('2027-01-05');
    expect(acme.refuses({ type: 'transfer', to: 'zenith', expiry: 'keep' })).toBe('command_illegal');
  });
});

describe('the products of one customer', () => {
  it('have licenses of their own, each with the lines that are its', () => {
    const lab = life();
    const items = [
      { plan: 'small', from: '2026-01-01' },
      { plan: 'works-m', from: '2026-01-01' },
    ];
    lab.buys({ product: undefined, items });
    const works = life({ product: 'works', orders: lab.orders });
    works.takesIn('a');
    lab.does({ type: 'suspend' });
    expect([lab.grants('on'), works.grants('jobs')]).toEqual(['license_suspended', 100]);
    lab.does({ type: 'cancel' });
    works.until('2027-02-01');
    expect(works.terms()).toHaveLength(2);
    expect([lab.license().orders, works.license().orders]).toEqual([{ 'crm/a': 1 }, { 'crm/a': 1 }]);
  });
});
