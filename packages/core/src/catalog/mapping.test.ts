import { describe, expect, it } from 'vitest';
import { ATLAS_FILES, compiled } from '../../../../test/support/catalogs.ts';
import { orderSchema } from '../license/order.ts';
import { type BusEvent, type Mapped, mapEvent } from './mapping.ts';

const { mappings } = compiled(ATLAS_FILES).catalog;

const fields = {
  Order_Number__c: '00000101',
  Version__c: 3,
  Ordered_At__c: 1712693965000,
  Status__c: 'Activated',
  Account_Id__c: '0015f00000AbCdE',
  Account_Name__c: 'Acme',
  Billing_Country__c: 'US',
  Billing_State__c: 'CA',
  Time_Zone__c: 'America/Los_Angeles',
  Industry__c: 'Retail',
  Employees__c: 120,
  Lines__c: '[{"plan":"team","quantity":2,"from":"2026-01-01"}]',
};
const order = {
  source: 'salesforce',
  order: '00000101',
  version: 3,
  at: '2024-04-09T20:19:25.000Z',
  status: 'active',
  product: 'atlas',
  customer: {
    id: '0015f00000AbCdE',
    name: 'Acme',
    country: 'US',
    subdivision: 'US-CA',
    zone: 'America/Los_Angeles',
    attributes: { industry: 'Retail', publicSector: false, employees: 120 },
  },
  items: [{ plan: 'team', quantity: 2, from: '2026-01-01' }],
};

const relayed = (payload: object): BusEvent => ({
  source: 'aws.partner/salesforce.com/00D000000000000EAA/0YL000000000000AAA',
  'detail-type': 'License_Order__e',
  detail: { payload },
});
const mapped = (payload: object) => mapEvent(mappings, relayed(payload));
/** What is mapped, as the order that it has to be. */
const orderOf = (result: Mapped) => (result.outcome === 'mapped' ? orderSchema.parse(result.order) : result);
const without = (...names: (keyof typeof fields)[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.some((left) => left === name)));

describe('an order of the CRM', () => {
  it('given an event of Event Relay, then its payload becomes a plain order', () => {
    expect(mapped(fields)).toEqual({ outcome: 'mapped', mapping: 'salesforce-license-order', order });
  });

  it('given the same from AppFlow, without the wrapper and with ISO dates, then it becomes the same order', () => {
    const event = {
      source: 'aws.partner/appflow/salesforce.com/123456789012/orders',
      'detail-type': 'License_Order__e',
      detail: { ...fields, Ordered_At__c: '2024-04-09T20:19:25.000Z' },
    };
    expect(mapEvent(mappings, event)).toEqual(mapped(fields));
  });

  it('given a time with an offset, then it is told in UTC', () => {
    expect(orderOf(mapped({ ...fields, Ordered_At__c: '2024-04-09T22:19:25+02:00' }))).toMatchObject({ at: order.at });
  });

  it('given lines that are no text but a list already, then they are taken as they are', () => {
    expect(orderOf(mapped({ ...fields, Lines__c: [{ plan: 'team', quantity: 2, from: '2026-01-01' }] }))).toMatchObject(
      { items: order.items },
    );
  });

  it.each([
    [
      'left out',
      without(
        'Account_Name__c',
        'Billing_Country__c',
        'Billing_State__c',
        'Time_Zone__c',
        'Industry__c',
        'Employees__c',
      ),
    ],
    [
      'null',
      {
        ...fields,
        Account_Name__c: null,
        Billing_Country__c: null,
        Billing_State__c: null,
        Time_Zone__c: null,
        Industry__c: null,
        Employees__c: null,
      },
    ],
  ])('given fields that are %s, then they are not known, which is nothing and not null', (_, payload) => {
    expect(orderOf(mapped(payload))).toMatchObject({
      customer: { id: order.customer.id, attributes: { publicSector: false } },
    });
    expect(JSON.stringify(mapped(payload))).not.toContain('null');
  });

  it.each([
    [{ Billing_State__c: 'US-CA' }, 'US-CA'],
    [{ Billing_Country__c: 'DE', Billing_State__c: 'HE' }, 'DE-HE'],
    [{ Billing_State__c: null }, undefined],
    [{ Billing_Country__c: null }, undefined],
  ])('given %j, then the subdivision is %s', (changes, subdivision) => {
    expect(orderSchema.parse(orderOf(mapped({ ...fields, ...changes }))).customer.subdivision).toBe(subdivision);
  });

  it('given an industry of Government, then the customer is of the public sector', () => {
    expect(orderOf(mapped({ ...fields, Industry__c: 'Government' }))).toMatchObject({
      customer: { attributes: { publicSector: true } },
    });
  });

  it('given a cancellation without lines, then it is an order without items', () => {
    expect(orderOf(mapped({ ...without('Lines__c'), Status__c: 'Cancelled' }))).toMatchObject({
      status: 'cancelled',
      items: [],
    });
  });

  it('given an order that replaces another, then it says so', () => {
    expect(orderOf(mapped({ ...fields, Replaces__c: '00000099' }))).toMatchObject({ replaces: '00000099' });
  });

  it('given a status that nobody knows, then it is passed on as it is, and the order is refused', () => {
    const result = mapped({ ...fields, Status__c: 'Draft' });
    expect(result).toMatchObject({ outcome: 'mapped', order: { status: 'Draft' } });
    expect(orderSchema.safeParse(result.outcome === 'mapped' ? result.order : undefined).success).toBe(false);
  });
});

describe('an event that makes no order', () => {
  it('given an event of another type, then no mapping matches', () => {
    expect(mapEvent(mappings, { ...relayed(fields), 'detail-type': 'OpportunityChangeEvent' })).toEqual({
      outcome: 'unmatched',
    });
    expect(mapEvent({}, relayed(fields))).toEqual({ outcome: 'unmatched' });
  });

  it.each([
    ['a number is missing', without('Order_Number__c'), 'No such key: Order_Number__c'],
    ['the time is none', { ...fields, Ordered_At__c: 'yesterday' }, '"yesterday" is not an instant'],
    ['the lines are no JSON', { ...fields, Lines__c: '[{' }, 'JSON'],
    ['there is nothing in it', {}, 'No such key'],
  ])('given that %s, then the mapping failed, and says why in one line', (_, payload, message) => {
    const result = mapped(payload);
    expect(result).toMatchObject({ outcome: 'failed', mapping: 'salesforce-license-order' });
    expect(result.outcome === 'failed' && result.message).toContain(message);
    expect(result.outcome === 'failed' && result.message).not.toContain('\n');
  });

  it.each([null, undefined, 'text', 7, { payload: null }])(
    'given a detail that is %j, then the mapping failed',
    (detail) => {
      expect(mapEvent(mappings, { ...relayed({}), detail })).toMatchObject({ outcome: 'failed' });
    },
  );
});

describe('mappings', () => {
  const mapping = (match: string, text: string) => ({ match, order: `{ 'made': '${text}' }` });

  it('are tried in the order of their names, and the first that matches maps', () => {
    const all = {
      b: mapping("event.source == 's'", 'b'),
      a: mapping("event.source == 's'", 'a'),
      0: mapping('false', '0'),
    };
    expect(mapEvent(all, { source: 's', 'detail-type': 't', detail: {} })).toEqual({
      outcome: 'mapped',
      mapping: 'a',
      order: { made: 'a' },
    });
  });

  it('turn whole numbers back into numbers, at any depth', () => {
    const numbers = { match: 'true', order: "{ 'one': 1, 'list': [2, { 'three': 3 }], 'half': 0.5, 'from': date(0) }" };
    expect(mapEvent({ numbers }, { source: 's', 'detail-type': 't', detail: {} })).toEqual({
      outcome: 'mapped',
      mapping: 'numbers',
      order: { one: 1, list: [2, { three: 3 }], half: 0.5, from: '1970-01-01' },
    });
  });
});
