/** What cannot be taken in: kept with its reason, unchanged, until a person has mended the cause and redriven it. */
import { GetQueueAttributesCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { orderRepository } from '../../lambdas/registry/orders.ts';
import { orderPointerKey } from '../../lambdas/registry/keys.ts';
import { commit } from '../../lambdas/registry/transaction.ts';
import { orderSchema } from '@licet/core/license';
import { cloud, dynamodb, sqs, stepFunctions } from './support/aws.ts';
import { withPublished } from './support/catalog.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, anOrder, apply, daysAgo, unique } from './support/customers.ts';
import { letterWith, lettersWith } from './support/letters.ts';
import { licenseOf } from './support/licenses.ts';
import { anOrderEvent, putOrderEvent } from './support/salesforce.ts';
import { everythingSettled } from './support/settled.ts';
import { eventually } from './support/waiting.ts';

const sendToIntake = (body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: cloud.intakeQueueUrl, MessageBody: body }));
const redrive = (id: string) => admin.call('POST /v1/dead-letters/{id}/redrive', { path: { id } });
/** A name of a plan that no other test, and no earlier run, has published: published plans stay. */
const newPlan = () => unique('plan');
const planFile = (plan: string) => ({
  'tests/plan.yaml': `catalog: 1\nplans:\n  ${plan}@1: { product: atlas, kind: base, tier: 20, term: P1Y, renewal: { policy: none }, grants: { downloads: true } }\n`,
});

describe('what cannot be taken in becomes a dead letter:', () => {
  it('an event that no mapping matches', async () => {
    const words = unique('unmapped');
    const body = JSON.stringify({ source: 'crm', 'detail-type': 'Opportunity', detail: { Id: words } });
    await sendToIntake(body);
    expect(await letterWith(words)).toMatchObject({
      reason: 'unmapped',
      detail: expect.stringContaining('"Opportunity"'),
      body,
    });
  });

  it('an event that its mapping fails on, whole, as the bus delivered it', async () => {
    const { Version__c: _, ...event } = anOrderEvent();
    await putOrderEvent({ payload: event });
    const letter = await letterWith(event.Order_Number__c);
    expect(letter).toMatchObject({
      reason: 'mapping_failed',
      detail: expect.stringMatching(/salesforce-license-order.*Version__c/),
    });
    expect(JSON.parse(letter.body ?? '')).toMatchObject({
      source: 'licet.sim/salesforce',
      'detail-type': 'License_Order__e',
      detail: { payload: event },
    });
  });

  it('an event whose mapping makes no order of it', async () => {
    const event = anOrderEvent({ Status__c: 'Draft', Time_Zone__c: 'Mars/Olympus' });
    await putOrderEvent({ payload: event });
    expect(await letterWith(event.Order_Number__c)).toMatchObject({
      reason: 'order_invalid',
      detail: expect.stringMatching(/status: .*customer\.zone: /),
    });
  });

  it('an event whose lines are not what they should be', async () => {
    const event = anOrderEvent({ Lines__c: '[{"plan":' });
    await putOrderEvent({ payload: event });
    expect(await letterWith(event.Order_Number__c)).toMatchObject({ reason: 'mapping_failed' });
  });

  it.each([
    ['words', 'json_invalid', (words: string) => `{ this is not JSON: ${words}`],
    ['a text', 'unmapped', (words: string) => JSON.stringify(words)],
    ['a list', 'unmapped', (words: string) => JSON.stringify([words])],
    ['an order that is none', 'unmapped', (words: string) => JSON.stringify({ licet: 'order', order: { words } })],
    [
      'a letter',
      'unmapped',
      (words: string) => JSON.stringify({ licet: 'letter', id: words, reason: 'x', detail: 'y', body: words }),
    ],
  ])('%s in the queue that should not be there', async (_, reason, bodyOf) => {
    const words = unique('poison');
    await sendToIntake(bodyOf(words));
    expect(await letterWith(words)).toMatchObject({ reason, body: bodyOf(words) });
  });

  it('an order for another customer than before', async () => {
    const order = anOrder();
    await apply(order);
    const other = unique('other');
    await admin.call('POST /v1/orders', { body: { ...order, version: 2, customer: { id: other } } });
    expect(await letterWith(other)).toMatchObject({
      reason: 'customer_changed',
      detail: expect.stringContaining(order.customer.id),
    });
    expect(await licenseOf(order.customer.id)).toMatchObject({ state: 'active', revision: 1 });
  });

  it('a cancellation of what nobody knows, without the product that it was about', async () => {
    const order = anOrder({ status: 'cancelled', items: [] });
    await admin.call('POST /v1/orders', { body: order });
    expect(await letterWith(order.order)).toMatchObject({ reason: 'product_unknown' });
  });
});

describe('a dead letter', () => {
  it('about an unknown plan gives its license once the plan is published and the letter redriven, once', async () => {
    const plan = newPlan();
    const order = anOrder({ items: [{ plan, from: daysAgo(1) }] });
    await admin.call('POST /v1/orders', { body: order });
    const letter = await letterWith(order.order);
    expect(letter).toMatchObject({ reason: 'plan_unknown', detail: expect.stringContaining(plan) });
    expect(letter).not.toHaveProperty('redrivenAt');

    await withPublished(planFile(plan), async () => {
      expect(await redrive(letter.id)).toEqual({ id: letter.id, status: 'queued' });
      await eventually(async () =>
        expect(await licenseOf(order.customer.id)).toMatchObject({ items: [{ plan: `${plan}@1`, ordered: plan }] }),
      );
    });
    await admin.refused('POST /v1/dead-letters/{id}/redrive', { path: { id: letter.id } }, 'letter_settled');
    await everythingSettled();
    const [kept, ...others] = await lettersWith(order.order);
    expect(others).toEqual([]);
    expect(kept).toEqual({ ...letter, redrivenAt: expect.any(String) });
  });

  it('that is redriven by two at once is taken in once', async () => {
    const words = unique('twice');
    await sendToIntake(words);
    const { id } = await letterWith(words);
    const replies = await Promise.all(
      [1, 2, 3].map(() => admin.raw('POST /v1/dead-letters/{id}/redrive', { path: { id } })),
    );
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
  });

  it('whose cause is still there comes back as another one, with the same body', async () => {
    const words = unique('again');
    const body = JSON.stringify({ source: 'crm', 'detail-type': 'Lead', detail: words });
    await sendToIntake(body);
    const first = await letterWith(words);
    await redrive(first.id);
    const letters = await eventually(async () => {
      const found = await lettersWith(words);
      expect(found).toHaveLength(2);
      return found;
    });
    expect(letters.map((letter) => letter.body)).toEqual([body, body]);
    expect(letters.filter(({ redrivenAt }) => redrivenAt !== undefined).map(({ id }) => id)).toEqual([first.id]);
  });

  it('that nobody knows cannot be redriven', async () => {
    const given = { path: { id: '00000000-0000-4000-8000-000000000000' } };
    const problem = await admin.refused('POST /v1/dead-letters/{id}/redrive', given, 'letter_unknown');
    expect(problem).toMatchObject({ status: 404 });
  });

  it('is listed with all others, the newest first, a page at a time', async () => {
    const words = unique('page');
    for (const index of [1, 2, 3]) await sendToIntake(`${words} ${index}`);
    await eventually(async () => expect(await lettersWith(words)).toHaveLength(3));
    const first = await admin.call('GET /v1/dead-letters', { query: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const second = await admin.call('GET /v1/dead-letters', { query: { limit: 2, cursor: first.cursor ?? '' } });
    const listed = [...first.items, ...second.items];
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    const times = listed.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

describe('an order that a workflow refuses', () => {
  /** What only a workflow can meet: the order was taken in under a catalog that had the plan. Stored as intake stores it. */
  it('says so, and can be redriven once its plan is there', async () => {
    const plan = newPlan();
    const order = orderSchema.parse(anOrder({ items: [{ plan, from: daysAgo(1) }] }));
    await commit(dynamodb, orderRepository(dynamodb, cloud.registryTable).putNewer(order));
    const customer = order.customer.id;
    await stepFunctions.send(
      new StartExecutionCommand({
        stateMachineArn: cloud.issueLicenseArn,
        input: JSON.stringify({ source: order.source, order: order.order, version: 1, customer, product: 'atlas' }),
      }),
    );
    const letter = await letterWith(order.order);
    expect(letter).toMatchObject({ reason: 'plan_unknown', detail: expect.stringContaining(plan) });
    const path = { source: order.source, id: order.order };
    expect((await admin.call('GET /v1/orders/{source}/{id}', { path })).outcome).toMatchObject({
      status: 'refused',
      code: 'plan_unknown',
      message: expect.stringContaining(plan),
    });

    await withPublished(planFile(plan), async () => {
      await redrive(letter.id);
      await eventually(async () => {
        expect((await admin.call('GET /v1/orders/{source}/{id}', { path })).outcome).toEqual({ status: 'applied' });
      });
    });
    expect(await licenseOf(customer)).toMatchObject({ state: 'active', items: [{ plan: `${plan}@1` }] });
  });
});

describe('what intake fails on again and again', () => {
  it('is given up by the queue, kept unchanged, and redriven once the fault is mended', async () => {
    const { customer } = await aLicensedCustomer();
    const order = anOrder({ customer: { id: customer }, items: [{ plan: 'export-pack', from: daysAgo(2) }] });
    const key = orderPointerKey(order.source, order.order);
    // A stored item that does not parse is a fault that somebody has to see, never a skipped row.
    await dynamodb.send(new PutCommand({ TableName: cloud.registryTable, Item: { ...key, customer: 7 } }));
    const letter = await withShortVisibility(async () => {
      await admin.call('POST /v1/orders', { body: order });
      return letterWith(order.order);
    });
    expect(letter).toMatchObject({ reason: 'intake_failed' });
    expect(JSON.parse(letter.body ?? '')).toMatchObject({ licet: 'order', order: { order: order.order, version: 1 } });

    await dynamodb.send(new DeleteCommand({ TableName: cloud.registryTable, Key: key }));
    await redrive(letter.id);
    await eventually(async () =>
      expect(await licenseOf(customer)).toMatchObject({ items: [{ plan: 'team@2' }, { plan: 'export-pack@1' }] }),
    );
  });
});

/** A message that failed comes back after a minute; five of those are too long for a test, so here it is a second. */
async function withShortVisibility<T>(action: () => Promise<T>): Promise<T> {
  const QueueUrl = cloud.intakeQueueUrl;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  const { VisibilityTimeout = '60' } = Attributes;
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1' } }));
  try {
    return await action();
  } finally {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout } }));
  }
}
