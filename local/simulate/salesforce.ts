/** A simulated Salesforce: orders as platform events, in the envelope in which Event Relay puts them on a bus. */
import type { BusEvent } from '@licet/core/catalog';
import type { Order } from '@licet/core/license';

/** Salesforce's own words for what becomes of an order; sales operations may add some. */
export type SalesforceStatus = 'Activated' | 'Cancelled' | 'Approved';

/** AWS keeps sources that begin with `aws.` for its partners, so a simulation has a name of its own. */
const SOURCE = 'licet.sim/salesforce';

/** An order as `License_Order__e`, the whole of it in one event. */
export function licenseOrderEvent(order: Order, status: SalesforceStatus = statusOf(order)): BusEvent {
  const { customer, items, version, replaces } = order;
  const { industry, employees } = customer.attributes ?? {};
  const at = Date.parse(order.at);
  const payload = {
    CreatedDate: at,
    CreatedById: '0055f00000BqXyZAAV',
    Order_Number__c: order.order,
    Version__c: version,
    Ordered_At__c: at,
    Status__c: status,
    Account_Id__c: customer.id,
    Account_Name__c: customer.name ?? null,
    Billing_Country__c: customer.country ?? null,
    // As Salesforce's picklists have it: the state alone.
    Billing_State__c: customer.subdivision?.split('-')[1] ?? null,
    Time_Zone__c: customer.zone ?? null,
    Industry__c: industry ?? null,
    Employees__c: employees ?? null,
    // Platform events cannot nest, so the lines travel as text.
    Lines__c: JSON.stringify(items),
    Replaces__c: replaces ?? null,
  };
  const detail = { schema: 'License_Order__e', payload, event: { replayId: `${order.order}.${version}` } };
  return { source: SOURCE, 'detail-type': 'License_Order__e', detail };
}

function statusOf({ status }: Order): SalesforceStatus {
  return status === 'cancelled' ? 'Cancelled' : 'Activated';
}
