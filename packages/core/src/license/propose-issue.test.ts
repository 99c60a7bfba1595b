import { describe, expect, it } from 'vitest';
import { ATLAS_FILES, LAB_FILES, loadedProgram } from '../../../../test/support/catalogs.ts';
import { applying, changed, given, logOf, reclassifying } from '../../../../test/support/given.ts';
import { lab, NOW } from '../../../../test/support/lab.ts';
import { cancellation, day, order } from '../../../../test/support/orders.ts';
import { evolve } from './event.ts';
import { licenseId } from './license.ts';

const DAY = 86_400_000;

describe('issuing a license', () => {
  it('given nothing, when an order is applied, then a license is issued with what was ordered', () => {
    expect(given({ orders: [order()] }).when(applying('a'))).toMatchObject({
      outcome: 'changed',
      next: {
        id: licenseId('acme', 'lab'),
        customer: 'acme',
        product: 'lab',
        revision: 1,
        state: 'active',
        zone: 'UTC',
        anchor: day(-30),
        items: [
          {
            plan: 'lab-pro@1',
            quantity: 1,
            from: Date.parse(day(-30)),
            to: Date.parse(day(-30)) + 365 * DAY,
            order: 'crm/a',
            trial: false,
          },
        ],
        waiting: [],
        orders: { 'crm/a': 1 },
      },
      events: [
        {
          type: 'license.issued.v1',
          revision: 1,
          at: NOW,
          before: {},
          cause: { kind: 'order', source: 'crm', order: 'a', version: 1 },
        },
      ],
    });
  });

  it('then its event is named after the license and its revision, and carries the whole of it', () => {
    const { next, events } = changed(given({ orders: [order()] }).when(applying('a')));
    expect(events[0].id).toBe(`${next.id}#1`);
    expect(events[0].catalogVersion).toBe(lab.program.catalog);
    expect(evolve(undefined, events[0])).toEqual(next);
  });

  it('then the event says what it means in terms', () => {
    const { diff, events } = changed(
      given({ orders: [order({ items: [{ plan: 'lab-basic@1', from: day(-1) }] })] }).when(applying('a')),
    );
    expect(diff).toContainEqual({
      feature: 'lab-cloud',
      kind: 'granted',
      before: false,
      after: true,
      source: { kind: 'plan', id: 'lab-basic@1' },
    });
    expect(events[0].terms).toBe(diff);
  });

  it('given an order that begins later, then the license is pending and its terms are as they were', () => {
    const { next, diff } = changed(
      given({ orders: [order({ items: [{ plan: 'lab-pro@1', from: day(3) }] })] }).when(applying('a')),
    );
    expect(next).toMatchObject({ state: 'pending', anchor: day(3) });
    expect(diff).toEqual([]);
  });

  it.each([
    [
      'a trial of 14 days',
      { plan: 'lab-pro@1', from: day(-3), trial: true },
      { trial: true, to: Date.parse(day(11)) },
      'trial',
    ],
    [
      'a trial of a plan that has none, which is the plan',
      { plan: 'lab-max@1', from: day(-3), trial: true },
      { trial: false },
      'active',
    ],
    ['a plan without an end of its own', { plan: 'lab-basic@1', from: day(-3) }, { to: null }, 'active'],
    [
      'an end that the order names',
      { plan: 'lab-basic@1', from: day(-3), to: day(4) },
      { to: Date.parse(day(4)) },
      'active',
    ],
    ['a term that is over', { plan: 'lab-pro@1', from: day(-400) }, { to: Date.parse(day(-35)) }, 'expired'],
  ])('given %s, then the item says so', (_, line, item, state) => {
    expect(given({ orders: [order({ items: [line] })] }).when(applying('a'))).toMatchObject({
      next: { state, items: [item] },
    });
  });

  it('given a customer in Kiritimati, then days begin with theirs', () => {
    const { next } = changed(
      given({ orders: [order({ customer: { id: 'acme', zone: 'Pacific/Kiritimati' } })] }).when(applying('a')),
    );
    expect(next.items[0]?.from).toBe(Date.parse(`${day(-30)}T00:00:00+14:00`));
    expect(next.anchor).toBe(day(-30));
  });

  it('given lines of two products, then each license has its own', () => {
    const program = loadedProgram({ ...LAB_FILES, ...ATLAS_FILES });
    const lines = [
      { plan: 'lab-pro@1', from: day(-1) },
      { plan: 'team@1', from: day(-2) },
    ];
    const orders = [order({ items: lines, product: undefined })];
    expect(given({ orders, program }).when(applying('a'))).toMatchObject({
      next: { product: 'lab', items: [{ plan: 'lab-pro@1' }] },
    });
    expect(given({ orders, program }).when({ ...applying('a'), product: 'atlas' })).toMatchObject({
      next: { product: 'atlas', items: [{ plan: 'team@1' }] },
    });
  });
});

describe('what cannot be', () => {
  it('given an order that was never stored, then applying it is refused', () => {
    expect(given({ orders: [order()] }).when(applying('z'))).toMatchObject({
      outcome: 'refused',
      code: 'order_unknown',
      message: 'the order crm/z is not stored for acme',
    });
  });

  it('given an order for a plan that the catalog does not have, then it is refused and the license left as it was', () => {
    expect(
      given({
        events: logOf(order()),
        orders: [order({ version: 2, items: [{ plan: 'lab-prro', from: day(-1) }] })],
      }).when(applying('a')),
    ).toMatchObject({
      outcome: 'refused',
      code: 'plan_unknown',
      message: 'order crm/a names the plan "lab-prro", which the catalog does not have',
    });
  });

  it('given a cancelled order for a plan that the catalog no longer has, then nobody minds', () => {
    expect(
      given({ orders: [order(), cancellation('b', 2, { items: [{ plan: 'lab-gone', from: day(-1) }] })] }).when(
        applying('b'),
      ),
    ).toMatchObject({ outcome: 'changed', next: { state: 'active' } });
  });

  it('given no license, then there is nothing to reclassify', () => {
    expect(given({ orders: [order()] }).when(reclassifying)).toMatchObject({
      outcome: 'refused',
      code: 'license_missing',
      message: 'acme has no license for lab',
    });
  });
});
