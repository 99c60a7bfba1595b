import { describe, expect, it } from 'vitest';
import { compiled, LAB_FILES } from '../../../../test/support/catalogs.ts';
import { applying, changed, given, logOf } from '../../../../test/support/given.ts';
import { cancellation, day, order } from '../../../../test/support/orders.ts';
import { loadProgram } from '../catalog/load.ts';

describe('changing a license', () => {
  const events = logOf(order());

  it('given the same order again, then nothing is proposed', () => {
    expect(given({ events, orders: [order()] }).when(applying('a'))).toMatchObject({ outcome: 'unchanged' });
  });

  it('given a newer version that says the same, then only its version is noted', () => {
    const {
      events: [event],
      diff,
    } = changed(given({ events, orders: [order({ version: 2 })] }).when(applying('a')));
    expect(event).toMatchObject({
      type: 'license.changed.v1',
      before: { orders: { 'crm/a': 1 } },
      after: { orders: { 'crm/a': 2 } },
    });
    expect(Object.keys(event.after)).toEqual(['orders']);
    expect(diff).toEqual([]);
  });

  it('given a higher quantity, then the event carries what changed, as it was and as it is', () => {
    const {
      events: [event],
    } = changed(
      given({
        events,
        orders: [order({ version: 2, items: [{ plan: 'lab-pro@1', quantity: 3, from: day(-30) }] })],
      }).when(applying('a')),
    );
    expect(event).toMatchObject({
      type: 'license.changed.v1',
      revision: 2,
      before: { items: [{ quantity: 1 }] },
      after: { items: [{ quantity: 3 }] },
    });
    expect(event.terms).toContainEqual(
      expect.objectContaining({ feature: 'lab-projects', kind: 'raised', before: 10, after: 30 }),
    );
  });

  it('given a cancellation, then the license is cancelled and grants nothing', () => {
    const {
      events: [event],
      next,
    } = changed(given({ events, orders: [cancellation('a', 2)] }).when(applying('a')));
    expect(event.type).toBe('license.cancelled.v1');
    expect(next).toMatchObject({ state: 'cancelled', items: [] });
  });

  it('given a cancellation that comes first, then a cancelled license is what there is', () => {
    expect(given({ orders: [cancellation('a', 2)] }).when(applying('a'))).toMatchObject({
      next: { state: 'cancelled', orders: { 'crm/a': 2 } },
      events: [{ type: 'license.issued.v1', terms: [] }],
    });
  });

  it('given one of two items that is cancelled, then the license stays', () => {
    const orders = [order(), order({ order: 'b', items: [{ plan: 'lab-bench-pack@1', from: day(-2) }] })];
    expect(
      given({ events: logOf(...orders), orders: [order(), cancellation('b', 2)] }).when(applying('b')),
    ).toMatchObject({ next: { state: 'active', items: [{ plan: 'lab-pro@1' }] } });
  });

  it.each(['suspended', 'revoked'] as const)(
    'given a license that is %s, then an order changes its items and not that',
    (state) => {
      const [issued] = events;
      const held = { ...issued!, after: { ...issued!.after, state, hold: { state, since: issued!.at } } };
      const { next } = changed(
        given({
          events: [held],
          orders: [order(), order({ order: 'b', items: [{ plan: 'lab-bench-pack@1', from: day(-2) }] })],
        }).when(applying('b')),
      );
      expect(next).toMatchObject({ state, items: [{ plan: 'lab-pro@1' }, { plan: 'lab-bench-pack@1' }] });
    },
  );
});

describe('plans and their versions', () => {
  const team = order({ items: [{ plan: 'lab-pro', from: day(-30) }] });
  const [path = '', text = ''] = Object.entries(LAB_FILES)[0] ?? [];
  const later = compiled({
    [path]: text.replace(
      '  lab-max@1:',
      '  lab-pro@3: { product: lab, kind: base, tier: 20, term: P1Y, renewal: { policy: auto }, grants: {} }\n  lab-max@1:',
    ),
  });
  const program = loadProgram(later.program, later.hash);

  it('given a plan without a version, then the newest is pinned', () => {
    expect(given({ orders: [team] }).when(applying('a'))).toMatchObject({
      next: { items: [{ plan: 'lab-pro@2', ordered: 'lab-pro' }] },
    });
  });

  it('given that a newer version was published since, then what is pinned stays, also when the order is raised', () => {
    expect(given({ events: logOf(team), orders: [team], program }).when(applying('a'))).toMatchObject({
      outcome: 'unchanged',
    });
    const raised = order({ version: 2, items: [{ plan: 'lab-pro', quantity: 5, from: day(-30) }] });
    expect(given({ events: logOf(team), orders: [raised], program }).when(applying('a'))).toMatchObject({
      next: { items: [{ plan: 'lab-pro@2', quantity: 5 }] },
    });
  });

  it('given that the order names the newer version then, then it is that', () => {
    const moved = order({ version: 2, items: [{ plan: 'lab-pro@3', from: day(-30) }] });
    expect(given({ events: logOf(team), orders: [moved], program }).when(applying('a'))).toMatchObject({
      next: { items: [{ plan: 'lab-pro@3' }] },
    });
  });

  it('given another order without a version, then it gets the newest, whatever the first one holds', () => {
    const second = order({ order: 'b', items: [{ plan: 'lab-pro', from: day(400) }] });
    expect(given({ events: logOf(team), orders: [team, second], program }).when(applying('b'))).toMatchObject({
      next: { items: [{ plan: 'lab-pro@2' }, { plan: 'lab-pro@3' }] },
    });
  });
});
