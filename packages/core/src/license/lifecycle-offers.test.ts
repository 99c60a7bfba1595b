import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

/** What a customer of works-m, which allows 100 jobs a month, is offered who used so much in the months of a year. */
function offered(used: readonly number[], more: { readonly items?: object[]; readonly customer?: object } = {}) {
  const jobs = used.map((amount, month) => ({
    startsAt: Date.UTC(2026, month, 1),
    endsAt: Date.UTC(2026, month + 1, 1),
    used: amount,
  }));
  const acme = life({ product: 'works', windows: jobs.length === 0 ? {} : { jobs } });
  acme.buys({
    items: [{ plan: 'works-m', from: '2026-01-01' }, ...(more.items ?? [])],
    customer: more.customer ?? {},
  });
  acme.until('2026-12-02');
  expect(acme.types().at(-1)).toBe('renewal.due');
  return { acme, offer: acme.license().renewals[0]?.offer };
}

describe('the offer with which a renewal comes up', () => {
  it('is a smaller plan, where that would have been enough in every month', () => {
    const { offer } = offered([3, 10, 7]);
    expect(offer).toEqual({
      plan: 'works-s@1',
      change: 'fall',
      peaks: { jobs: 10 },
      terms: [
        {
          feature: 'jobs',
          kind: 'lowered',
          before: 100,
          after: 10,
          source: { kind: 'plan', id: 'works-s@1' },
        },
      ],
    });
  });

  it('is the plan that is held, where one month needed it', () => {
    expect(offered([3, 11, 7]).offer).toMatchObject({ plan: 'works-m@1', change: 'none', terms: [] });
  });

  it('is a larger plan, where one month went beyond what is held', () => {
    expect(offered([3, 101]).offer).toMatchObject({ plan: 'works-l@1', change: 'rise', peaks: { jobs: 101 } });
  });

  it('is the largest, where no plan would have been enough', () => {
    expect(offered([5000]).offer).toMatchObject({ plan: 'works-l@1', change: 'rise' });
  });

  it('is none, where nothing is known to judge by', () => {
    expect(offered([]).offer).toBeNull();
  });

  it('counts what add-ons grant, which stay', () => {
    const items = [{ plan: 'works-pack', from: '2026-01-01', coterm: true }];
    expect(offered([100], { items }).offer).toMatchObject({ plan: 'works-s@1', change: 'fall' });
  });

  it('counts what segments lay on the plan', () => {
    const customer = { attributes: { partner: true } };
    expect(offered([60], { customer }).offer).toMatchObject({ plan: 'works-s@1', change: 'fall' });
    expect(offered([61], { customer }).offer).toMatchObject({ plan: 'works-m@1', change: 'none' });
  });

  it('is taken by renewing with its plan', () => {
    const { acme, offer } = offered([3]);
    acme.does({ type: 'renew', plan: offer?.plan ?? '' });
    acme.until('2027-01-01');
    expect(acme.grants('jobs')).toBe(10);
  });

  it('is nothing that is made by itself', () => {
    const { acme } = offered([3]);
    acme.until('2027-01-01');
    expect(acme.grants('jobs')).toBe(100);
  });
});
