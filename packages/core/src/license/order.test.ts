import { describe, expect, it } from 'vitest';
import { orderKey, orderSchema } from './order.ts';

const PLAIN = {
  source: 'crm',
  order: '00000101',
  version: 3,
  at: '2026-01-01T09:30:00+01:00',
  customer: { id: 'acme' },
  items: [{ plan: 'team', from: '2026-01-01' }],
};
const issues = (order: object) =>
  orderSchema.safeParse(order).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
const withLine = (line: object) => ({ ...PLAIN, items: [{ ...PLAIN.items[0], ...line }] });
const withCustomer = (customer: object) => ({ ...PLAIN, customer: { id: 'acme', ...customer } });

describe('a plain order', () => {
  it('leaves out what goes without saying', () => {
    expect(orderSchema.parse(PLAIN)).toEqual({
      ...PLAIN,
      status: 'active',
      items: [{ plan: 'team', quantity: 1, from: '2026-01-01' }],
    });
  });

  it('may be cancelled without lines, and only then', () => {
    expect(orderSchema.parse({ ...PLAIN, status: 'cancelled', items: undefined }).items).toEqual([]);
    expect(issues({ ...PLAIN, items: [] })).toEqual(['items: an order that is not cancelled has at least one item']);
  });

  it('may say all of this', () => {
    expect(
      issues({
        ...PLAIN,
        product: 'atlas',
        replaces: '00000100',
        customer: {
          id: 'Acme / Süd №7',
          name: 'Acme',
          country: 'US',
          subdivision: 'US-CA',
          zone: 'America/Los_Angeles',
          attributes: { industry: 'Retail', employees: 12.5, publicSector: false, tags: ['agency'] },
        },
        items: [{ plan: 'team@2', quantity: 1_000_000, from: '2028-02-29', to: '2028-03-01', trial: true }],
      }),
    ).toEqual([]);
  });

  it('is known by its source and id', () => expect(orderKey(orderSchema.parse(PLAIN))).toBe('crm/00000101'));
});

describe('an order that is none', () => {
  it.each([
    [{ ...PLAIN, version: -1 }, 'version'],
    [{ ...PLAIN, version: 1.5 }, 'version'],
    [{ ...PLAIN, version: '3' }, 'version'],
    [{ ...PLAIN, at: '2026-01-01' }, 'at'],
    [{ ...PLAIN, at: '2026-01-01T09:30:00' }, 'at'],
    [{ ...PLAIN, status: 'Draft' }, 'status'],
    [{ ...PLAIN, source: 'CRM' }, 'source'],
    [{ ...PLAIN, order: '' }, 'order'],
    [{ ...PLAIN, order: 'a\nb' }, 'order'],
    [{ ...PLAIN, order: 'x'.repeat(129) }, 'order'],
    [{ ...PLAIN, customer: {} }, 'customer.id'],
    [withCustomer({ id: 'a\u0000b' }), 'customer.id'],
    [withCustomer({ country: 'Germany' }), 'customer.country'],
    [withCustomer({ country: 'de' }), 'customer.country'],
    [withCustomer({ subdivision: 'CA' }), 'customer.subdivision'],
    [withCustomer({ zone: 'Europe/Atlantis' }), 'customer.zone'],
    [withCustomer({ attributes: { Industry: 'x' } }), 'customer.attributes.Industry'],
    [withCustomer({ attributes: { deep: { er: 1 } } }), 'customer.attributes.deep'],
    [
      withCustomer({ attributes: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`a${index}`, 1])) }),
      'customer.attributes',
    ],
    [withLine({ plan: 'Team' }), 'items.0.plan'],
    [withLine({ plan: 'team@0' }), 'items.0.plan'],
    [withLine({ quantity: 0 }), 'items.0.quantity'],
    [withLine({ quantity: 1.5 }), 'items.0.quantity'],
    [withLine({ from: '2026-02-29' }), 'items.0.from'],
    [withLine({ from: '01.01.2026' }), 'items.0.from'],
    [withLine({ to: '2026-01-01' }), 'items.0.to'],
    [withLine({ to: '2025-01-01' }), 'items.0.to'],
    [{ ...PLAIN, items: Array.from({ length: 51 }, () => PLAIN.items[0]) }, 'items'],
  ])('is refused with the place: %j', (order, place) => {
    expect(new Set(issues(order).map((issue) => issue.split(': ', 1)[0]))).toEqual(new Set([place]));
  });

  it.each([{ discount: 5 }, { customer: { id: 'acme', vip: true } }, { items: [{ ...PLAIN.items[0], price: 7 }] }])(
    'is refused rather than half understood: %j',
    (more) => {
      expect(issues({ ...PLAIN, ...more })).toHaveLength(1);
    },
  );
});
