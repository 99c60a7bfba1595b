import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const withBase = (plan: string, ...others: object[]) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  acme.until('2026-03-01');
  if (others.length > 0) acme.buys({ order: 'b', items: others });
  return acme;
};
const pack = { plan: 'pack', from: '2026-03-01', coterm: true };

describe('an add-on', () => {
  it('has terms of its own, and renews by itself while the base plan stands', () => {
    const acme = withBase('small', { plan: 'pack', from: '2026-03-01' });
    acme.until('2027-03-02');
    expect(acme.terms('pack')).toEqual(['2026-03-01…2027-03-01 1×pack@1', '2027-03-01…2028-03-01 1×pack@1']);
  });

  it('does not outlive the base plan', () => {
    const acme = withBase('once', { plan: 'pack', from: '2026-03-01' });
    acme.until('2029-01-01');
    expect(acme.terms('pack')).toEqual(['2026-03-01…2027-03-01 1×pack@1']);
    expect(acme.grants('seats')).toBe('license_expired');
  });

  it('that ends on the same day as the base plan renews with it', () => {
    const acme = withBase('small', { plan: 'pack', from: '2026-03-01', to: '2027-01-01' });
    acme.until('2027-01-01');
    expect(acme.terms('pack').at(-1)).toBe('2027-01-01…2028-01-01 1×pack@1');
  });

  it('waits without a base plan, and stands as soon as there is one', () => {
    const acme = life();
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }] });
    expect(acme.license().waiting).toMatchObject([{ plan: 'pack@1', reason: 'no_base_plan' }]);
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }] });
    expect(acme.license().waiting).toEqual([]);
    expect(acme.grants('seats')).toBe(4);
  });
});

describe('an add-on that ends with its base plan', () => {
  it('has its end, and each renewal of it', () => {
    const acme = withBase('small', pack);
    expect(acme.terms('pack')).toEqual(['2026-03-01…2027-01-01 1×pack@1']);
    acme.until('2027-01-01');
    expect(acme.terms('pack')).toEqual(['2026-03-01…2028-01-01 1×pack@1']);
    expect(acme.grants('seats')).toBe(4);
  });

  it('shares its grace, and ends after it', () => {
    const acme = withBase('by-hand', pack);
    acme.until('2027-01-14');
    expect([acme.state(), acme.grants('seats')]).toEqual(['grace', 4]);
    acme.until('2027-01-15');
    expect(acme.grants('seats')).toBe('license_expired');
  });

  it('keeps an amended quantity when the base plan renews', () => {
    const acme = withBase('small', pack);
    acme.does({ type: 'amend', line: 'crm/b:pack', quantity: 2, from: '2026-06-01' });
    acme.until('2027-02-01');
    expect(acme.terms('pack')).toEqual(['2026-03-01…2026-06-01 1×pack@1', '2026-06-01…2028-01-01 2×pack@1']);
    expect(acme.grants('seats')).toBe(7);
  });

  it('counts once where it was amended, also in the week in which the base plan renews', () => {
    const acme = withBase('small', pack);
    acme.does({ type: 'amend', line: 'crm/b:pack', quantity: 2 });
    expect(acme.grants('seats')).toBe(7);
    acme.skip('2027-01-03');
    expect(acme.grants('seats')).toBe(7);
  });

  it('is not renewed by itself', () => {
    const acme = withBase('by-hand', pack);
    expect(acme.refuses({ type: 'renew', line: 'crm/b:pack' })).toBe('term_endless');
  });

  it('has no end where the base plan has none', () => {
    expect(withBase('for-ever', pack).terms('pack')).toEqual(['2026-03-01… 1×pack@1']);
  });

  it('waits where it begins after the base plan’s end, until that is renewed', () => {
    const acme = withBase('small', { ...pack, from: '2027-03-01' });
    expect(acme.license().waiting).toMatchObject([{ plan: 'pack@1', reason: 'no_base_plan' }]);
    acme.until('2027-03-01');
    expect(acme.terms('pack')).toEqual(['2027-03-01…2028-01-01 1×pack@1']);
    expect(acme.grants('seats')).toBe(4);
  });

  it('follows an order that gives the base plan another end', () => {
    const acme = withBase('small', pack);
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', to: '2026-09-01' }] });
    expect(acme.terms('pack')).toEqual(['2026-03-01…2026-09-01 1×pack@1']);
  });

  it('is not stretched where the order has it twice, one after the other', () => {
    const acme = withBase('small', pack, { ...pack, from: '2026-06-01' });
    expect(acme.terms('pack')).toEqual(['2026-03-01…2027-01-01 1×pack@1', '2026-06-01…2027-01-01 1×pack@1']);
    expect(acme.license().items.map(({ line }) => line)).toContain('crm/b:pack#2');
  });
});

describe('a top-up', () => {
  it('adds for its own term, and does not renew', () => {
    const acme = withBase('small', { plan: 'boost', from: '2026-03-01' });
    expect(acme.grants('runs')).toBe(1010);
    acme.until('2026-04-01');
    expect(acme.grants('runs')).toBe(10);
    acme.until('2027-06-01');
    expect(acme.terms('boost')).toEqual(['2026-03-01…2026-04-01 1×boost@1']);
  });

  it('without a term ends with the one that it was bought in, although the base plan renews', () => {
    const acme = withBase('small', { plan: 'stock', from: '2026-03-01' });
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1']);
    acme.until('2027-01-01');
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1']);
    expect(acme.grants('runs')).toBe(10);
  });

  it('does not end where the base plan is amended in its term', () => {
    const acme = withBase('small', { plan: 'stock', from: '2026-03-01' });
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01' });
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1']);
  });

  it('ends with its term also where the next one was amended from its first day', () => {
    const acme = withBase('small', { plan: 'stock', from: '2026-03-01' });
    acme.does({ type: 'renew' });
    acme.does({ type: 'amend', quantity: 2, from: '2027-01-01' });
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1']);
  });

  it('bought in a trial ends with it', () => {
    const acme = life();
    acme.buys({
      items: [
        { plan: 'converting', from: '2026-01-01', trial: true },
        { plan: 'stock', from: '2026-01-03' },
      ],
    });
    acme.until('2026-03-01');
    expect(acme.terms('stock')).toEqual(['2026-01-03…2026-01-15 1×stock@1']);
  });

  it('that goes on past the base plan waits with that part alone', () => {
    const acme = withBase(
      'small',
      { plan: 'stock', from: '2026-03-01', to: '2027-01-01' },
      { plan: 'stock', from: '2027-01-01' },
    );
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1']);
    expect(acme.license().waiting).toMatchObject([
      { plan: 'stock@1', from: Date.parse('2027-01-01'), reason: 'no_base_plan' },
    ]);
    expect(acme.grants('runs')).toBe(510);
  });
});
