import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { cloud, eventBridge } from './aws.ts';
import { daysAgo, unique } from './customers.ts';

/** The fields of Salesforce's platform event `License_Order__e`, with everything that an organisation may leave out left in. */
export function anOrderEvent(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    Order_Number__c: unique('0000'),
    Version__c: 1,
    Ordered_At__c: 1_772_000_000_000,
    Status__c: 'Activated',
    Account_Id__c: unique('001'),
    Account_Name__c: 'Globex',
    Billing_Country__c: 'US',
    Billing_State__c: 'CA',
    Time_Zone__c: 'America/Los_Angeles',
    Industry__c: 'Government',
    Employees__c: 1200,
    Lines__c: JSON.stringify([{ plan: 'team', quantity: 2, from: daysAgo(30) }]),
    Replaces__c: null,
    CreatedById: '005000000000001',
    CreatedDate: 1_772_000_000_123,
    ...fields,
  };
}

/** Puts an event on the cell's bus as the simulated Salesforce does; `wrapped` as Event Relay sends it, bare as AppFlow does. */
export async function putOrderEvent(
  detail: object,
  { source = 'licet.sim/salesforce', detailType = 'License_Order__e' } = {},
): Promise<void> {
  const entry = { EventBusName: cloud.busName, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
  const { FailedEntryCount } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
  expect(FailedEntryCount ?? 0).toBe(0);
}
