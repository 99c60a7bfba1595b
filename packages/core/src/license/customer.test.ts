import { describe, expect, it } from 'vitest';
import { lab } from '../../../../test/support/lab.ts';
import { cancellation, day, order } from '../../../../test/support/orders.ts';
import { licenseId } from './license.ts';
import type { Order } from './order.ts';
import { productsOf, projectCustomer } from './project.ts';

type Said = Order['customer'];
const said = (id: string, days: number, customer: Omit<Said, 'id'>) =>
  order({ order: id, at: `${day(days)}T00:00:00Z`, customer: { id: 'acme', ...customer } });
const customerOf = (...orders: Order[]) => projectCustomer(orders, 'acme', 'eu');

describe('what orders say of their customer', () => {
  it('given nothing but an id, then a customer is that, in UTC', () => {
    expect(customerOf(order())).toEqual({ id: 'acme', home: 'eu', zone: 'UTC', attributes: {} });
  });

  it('given two orders, then of each thing the newest word is believed, whichever order came last', () => {
    const [old, fresh] = [
      said('a', -5, { name: 'Acme', country: 'DE', zone: 'Europe/Berlin' }),
      said('b', -1, { name: 'Acme SE', zone: 'Europe/Paris' }),
    ];
    const expected = { id: 'acme', home: 'eu', name: 'Acme SE', country: 'DE', zone: 'Europe/Paris', attributes: {} };
    expect(customerOf(old, fresh)).toEqual(expected);
    expect(customerOf(fresh, old)).toEqual(expected);
  });

  it('given attributes, then they add up, name by name', () => {
    const orders = [
      said('a', -5, { attributes: { labScore: 1, labField: 'x' } }),
      said('b', -1, { attributes: { labScore: 2 } }),
    ];
    expect(customerOf(...orders).attributes).toEqual({ labScore: 2, labField: 'x' });
  });

  it('given a customer that moved, then the subdivision of the country it left is forgotten', () => {
    expect(
      customerOf(said('a', -5, { country: 'US', subdivision: 'US-CA' }), said('b', -1, { country: 'DE' })),
    ).not.toHaveProperty('subdivision');
    expect(
      customerOf(said('a', -5, { country: 'US', subdivision: 'US-CA' }), said('b', -1, { country: 'US' })),
    ).toHaveProperty('subdivision', 'US-CA');
    expect(customerOf(said('a', -5, { subdivision: 'US-CA' }))).not.toHaveProperty('subdivision');
  });

  it('given two orders of one moment, then there is still one answer', () => {
    const [a, b] = [said('a', -1, { name: 'A' }), said('b', -1, { name: 'B' })];
    expect(customerOf(a, b)).toEqual(customerOf(b, a));
  });

  it('given an order that was cancelled, then what it said of the customer is no less true', () => {
    expect(customerOf(cancellation('a', 2, { customer: { id: 'acme', name: 'Acme' } }))).toHaveProperty('name', 'Acme');
  });
});

describe('which products an order is about', () => {
  it.each([
    ['its lines', order({ product: undefined }), ['lab']],
    ['the product that it names', cancellation('a', 1), ['lab']],
    ['the only product there is, where it says nothing', cancellation('a', 1, { product: undefined }), ['lab']],
    ['a product that nobody knows, where it names one', cancellation('a', 1, { product: 'other' }), ['other']],
  ])('are those of %s', (_, given, expected) => expect([...productsOf(given, lab)]).toEqual(expected));
});

describe('the id of a license', () => {
  it('is the same for ever, and another for each customer and product', () => {
    expect(licenseId('acme', 'lab')).toBe('lic_bc41bf9554b8f6b104bb0b28f7c3277a');
    expect(new Set([licenseId('acme', 'lab'), licenseId('acme', 'atlas'), licenseId('acmel', 'ab')]).size).toBe(3);
  });
});
