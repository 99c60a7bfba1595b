/** Salesforce's orders: by Event Relay and by AppFlow, over the bus, by the mapping of the catalog, to a license. */
import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { emptyApp } from '../../lib/empty-app.ts';
import { eventBridge } from './support/aws.ts';
import { admin } from './support/client.ts';
import { daysAgo } from './support/customers.ts';
import { lettersWith } from './support/letters.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';
import { anOrderEvent, putOrderEvent } from './support/salesforce.ts';
import { everythingSettled } from './support/settled.ts';
import { eventually } from './support/waiting.ts';

async function applied(order: string, version = 1): Promise<void> {
  await eventually(async () => {
    const stored = await admin.call('GET /v1/orders/{source}/{id}', { path: { source: 'salesforce', id: order } });
    expect(stored).toMatchObject({ order: { version }, outcome: { status: 'applied' } });
  });
}

describe('an order from Salesforce', () => {
  it('by Event Relay, in its payload and with times in milliseconds, gives a license', async () => {
    const event = anOrderEvent();
    await putOrderEvent({ payload: event });
    await applied(event.Order_Number__c);

    const license = await licenseOf(event.Account_Id__c);
    expect(license).toMatchObject({
      state: 'active',
      zone: 'America/Los_Angeles',
      items: [{ plan: 'team@2', quantity: 2, order: `salesforce/${event.Order_Number__c}` }],
    });
    await expectSoundLog(license);
    expect(await admin.call('GET /v1/customers/{id}', { path: { id: event.Account_Id__c } })).toMatchObject({
      name: 'Globex',
      country: 'US',
      subdivision: 'US-CA',
      attributes: { industry: 'Government', publicSector: true, employees: 1200 },
    });
    const { order } = await admin.call('GET /v1/orders/{source}/{id}', {
      path: { source: 'salesforce', id: event.Order_Number__c },
    });
    expect(order.at).toBe('2026-02-25T06:13:20.000Z');
    // A public body of the United States: the segment follows from what the CRM says.
    expect(license.memberships['us-public-sector']).toMatchObject({ holds: true });
  });

  it('by AppFlow, without a payload and with ISO dates, gives the same', async () => {
    const event = anOrderEvent({ Ordered_At__c: '2026-02-25T06:13:20.000+0000', CreatedDate: '2026-02-25T06:13:20Z' });
    await putOrderEvent(event);
    await applied(event.Order_Number__c);
    expect(await licenseOf(event.Account_Id__c)).toMatchObject({
      state: 'active',
      items: [{ plan: 'team@2', quantity: 2 }],
    });
    const { order } = await admin.call('GET /v1/orders/{source}/{id}', {
      path: { source: 'salesforce', id: event.Order_Number__c },
    });
    expect(order.at).toBe('2026-02-25T06:13:20.000Z');
  });

  it('may leave out, or send as null, what it does not know', async () => {
    const {
      Account_Name__c: _,
      Industry__c: __,
      Replaces__c: ___,
      ...event
    } = anOrderEvent({
      Billing_Country__c: null,
      Billing_State__c: null,
      Time_Zone__c: null,
      Employees__c: null,
    });
    await putOrderEvent({ payload: event });
    await applied(event.Order_Number__c);
    const customer = await admin.call('GET /v1/customers/{id}', { path: { id: event.Account_Id__c } });
    expect(customer).toMatchObject({ zone: 'UTC' });
    expect(customer).not.toHaveProperty('country');
  });

  it('that is amended, and then cancelled, is so with us', async () => {
    const event = anOrderEvent();
    await putOrderEvent({ payload: event });
    await applied(event.Order_Number__c);
    const lines = JSON.stringify([{ plan: 'business', from: daysAgo(30) }]);
    await putOrderEvent({ payload: { ...event, Version__c: 2, Lines__c: lines } });
    await applied(event.Order_Number__c, 2);
    expect(await licenseOf(event.Account_Id__c)).toMatchObject({ items: [{ plan: 'business@1', quantity: 1 }] });
    await putOrderEvent({ payload: { ...event, Version__c: 3, Status__c: 'Cancelled', Lines__c: null } });
    await applied(event.Order_Number__c, 3);
    expect(await licenseOf(event.Account_Id__c)).toMatchObject({ state: 'cancelled', items: [] });
  });

  it('is heard from Salesforce alone, and only as the event that we ask for', async () => {
    const [forged, other] = [anOrderEvent(), anOrderEvent()];
    await putOrderEvent({ payload: forged }, { source: 'somebody.else' });
    await putOrderEvent({ payload: other }, { detailType: 'Opportunity' });
    // One that is heard goes the same way after them.
    const heard = anOrderEvent();
    await putOrderEvent({ payload: heard });
    await applied(heard.Order_Number__c);
    await everythingSettled();
    for (const { Order_Number__c: id } of [forged, other]) {
      await admin.refused('GET /v1/orders/{source}/{id}', { path: { source: 'salesforce', id } }, 'order_unknown');
      expect(await lettersWith(id)).toEqual([]);
    }
  });
});

const ruleSchema = z.object({
  Properties: z.object({ EventBusName: z.unknown(), EventPattern: z.record(z.string(), z.unknown()) }),
});

/** The rule's pattern in a deployment that is connected to a Salesforce organisation. */
function connectedPattern(source: string): string {
  const app = emptyApp({ salesforce: { 'us-east-1': { bus: source, source } } });
  const template = Template.fromStack(Stack.of(app.node.findChild('licet-sandbox-us-east-1')));
  const rules = Object.values(template.findResources('AWS::Events::Rule')).map((rule) => ruleSchema.parse(rule));
  const [rule] = rules.filter(({ Properties }) => Properties.EventBusName === source);
  return JSON.stringify(rule?.Properties.EventPattern);
}

describe('the rule of a deployment that is connected to Salesforce', () => {
  const source = 'aws.partner/salesforce.com/00D000000000001AAA/0YLSB00000000014AA';
  const pattern = connectedPattern(source);
  const event = { id: '1', account: '123456789012', region: 'us-east-1', time: '2026-03-01T00:00:00Z', resources: [] };

  it.each([
    ['the order event of its channel', source, 'License_Order__e', true],
    ['another event of its channel', source, 'OpportunityChangeEvent', false],
    ['the order event of another channel', `${source.slice(0, -1)}B`, 'License_Order__e', false],
    ['the simulated Salesforce', 'licet.sim/salesforce', 'License_Order__e', false],
  ])('hears %s: %s %s → %s', async (_, from, detailType, heard) => {
    const { Result } = await eventBridge.send(
      new TestEventPatternCommand({
        EventPattern: pattern,
        Event: JSON.stringify({
          ...event,
          source: from,
          'detail-type': detailType,
          detail: { payload: anOrderEvent() },
        }),
      }),
    );
    expect(Result).toBe(heard);
  });
});
