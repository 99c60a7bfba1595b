/** What becomes of orders: the API's orders, through queue, intake and workflow, to the license that a check is decided by. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { licenseKey } from '../../lambdas/registry/keys.ts';
import { cloud, dynamodb } from './support/aws.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, anOrder, apply, daysAgo, type PlainOrder, unique } from './support/customers.ts';
import { expectSoundLog, licenseOf, logOf } from './support/licenses.ts';
import { everythingSettled } from './support/settled.ts';

const DAY_MS = 86_400_000;
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`);
const daysAhead = (days: number) => daysAgo(-days);

const readOrder = ({ source, order }: PlainOrder) =>
  admin.call('GET /v1/orders/{source}/{id}', { path: { source, id: order } });
const submit = (order: PlainOrder) => admin.call('POST /v1/orders', { body: order });
/** The items of a license that the order named, as `plan × quantity`. */
const itemsOf = ({ items }: Awaited<ReturnType<typeof licenseOf>>) =>
  items.map(({ plan, quantity }) => `${plan} × ${quantity}`);

describe('an order', () => {
  it('is queued, applied, and becomes a license whose log says why', async () => {
    const order = anOrder({ customer: { name: 'Acme', country: 'US', attributes: { industry: 'Retail' } } });
    expect(await submit(order)).toEqual({
      source: 'test',
      order: order.order,
      version: 1,
      status: 'queued',
    });
    await apply(order);

    const { order: stored, outcome } = await readOrder(order);
    expect(stored).toEqual({ status: 'active', ...order, items: [{ plan: 'team', quantity: 1, from: daysAgo(30) }] });
    expect(outcome).toEqual({ status: 'applied' });

    const license = await licenseOf(order.customer.id);
    expect(license).toMatchObject({
      customer: order.customer.id,
      product: 'atlas',
      revision: 1,
      state: 'active',
      anchor: daysAgo(30),
      items: [
        {
          plan: 'team@2',
          ordered: 'team',
          quantity: 1,
          from: midnight(daysAgo(30)),
          order: `test/${order.order}`,
          trial: false,
        },
      ],
      waiting: [],
      orders: { [`test/${order.order}`]: 1 },
    });
    const [issued] = await expectSoundLog(license);
    expect(issued).toMatchObject({
      type: 'license.issued.v1',
      cause: { kind: 'order', source: 'test', order: order.order, version: 1 },
      before: {},
    });
    expect(issued?.terms.find(({ feature }) => feature === 'dashboards')).toEqual({
      feature: 'dashboards',
      kind: 'raised',
      before: 0,
      after: 50,
      source: { kind: 'plan', id: 'team@2' },
    });
    expect(await admin.call('GET /v1/customers/{id}', { path: { id: order.customer.id } })).toEqual({
      id: order.customer.id,
      home: cloud.home,
      name: 'Acme',
      country: 'US',
      zone: 'UTC',
      attributes: { industry: 'Retail' },
    });
  });

  it('is amended by a higher version, and neither repeated nor undone by an older one', async () => {
    const order = anOrder();
    const amended = { ...order, version: 3, items: [{ plan: 'team', quantity: 4, from: daysAgo(30) }] };
    await apply(order);
    await apply(amended);
    const license = await licenseOf(order.customer.id);
    expect(itemsOf(license)).toEqual(['team@2 × 4']);
    expect(license.revision).toBe(2);

    const older = { ...order, version: 2, items: [{ plan: 'business', from: daysAgo(30) }] };
    await Promise.all([submit(order), submit(older), submit(amended), submit(amended)]);
    await everythingSettled();
    expect(await licenseOf(order.customer.id)).toEqual(license);
    expect((await readOrder(order)).order).toMatchObject({ version: 3, items: amended.items });
    const [, change] = await expectSoundLog(license);
    expect(change).toMatchObject({ type: 'license.changed.v1', cause: { version: 3 } });
  });

  it('is believed by its version and not by its content', async () => {
    const order = anOrder();
    await apply(order);
    await submit({ ...order, items: [{ plan: 'business', from: daysAgo(30) }] });
    await everythingSettled();
    expect(itemsOf(await licenseOf(order.customer.id))).toEqual(['team@2 × 1']);
  });

  it('that is cancelled leaves a cancelled license, and a check says so', async () => {
    const order = anOrder();
    await apply(order);
    await apply({ ...order, version: 2, status: 'cancelled' });
    const license = await licenseOf(order.customer.id);
    expect(license).toMatchObject({ state: 'cancelled', items: [], waiting: [] });
    const [, cancelled] = await expectSoundLog(license);
    expect(cancelled).toMatchObject({ type: 'license.cancelled.v1', cause: { version: 2 } });

    const { decisions } = await admin.call('POST /v1/check', {
      body: { customer: order.customer.id, product: 'atlas', features: ['downloads'], minRevision: license.revision },
    });
    expect(decisions['downloads']).toMatchObject({ allowed: false, reason: 'license_cancelled' });
  });

  it('whose cancellation comes first leaves a cancelled license too', async () => {
    const order = anOrder();
    await apply({ ...order, version: 2, status: 'cancelled', items: [], product: 'atlas' });
    await submit(order);
    await everythingSettled();
    const license = await licenseOf(order.customer.id);
    expect(license).toMatchObject({ state: 'cancelled', revision: 1, items: [] });
    expect((await readOrder(order)).order).toMatchObject({ version: 2, status: 'cancelled' });
  });

  it('that is cancelled need not say what it was about', async () => {
    const order = anOrder();
    await apply(order);
    await apply({ ...order, version: 2, status: 'cancelled', items: [] });
    expect(await licenseOf(order.customer.id)).toMatchObject({ state: 'cancelled', items: [] });
  });

  it('takes the place of the one that it replaces, whichever comes first', async () => {
    const [old, other] = [anOrder(), anOrder()];
    const successor = (order: PlainOrder): PlainOrder => ({
      ...order,
      order: unique('order'),
      items: [{ plan: 'business', from: daysAgo(10) }],
      replaces: order.order,
    });
    await apply(old);
    await apply(successor(old));
    expect(itemsOf(await licenseOf(old.customer.id))).toEqual(['business@1 × 1']);

    await apply(successor(other));
    await apply(other);
    expect(itemsOf(await licenseOf(other.customer.id))).toEqual(['business@1 × 1']);
  });

  it('of another product leaves the license of the first one', async () => {
    const order = anOrder();
    await apply(order);
    await apply({ ...order, version: 2, items: [{ plan: 'lab-pro', from: daysAgo(30) }] });
    await everythingSettled();
    expect(await licenseOf(order.customer.id, 'atlas')).toMatchObject({ state: 'cancelled', items: [] });
    expect(itemsOf(await licenseOf(order.customer.id, 'lab'))).toEqual(['lab-pro@2 × 1']);
  });

  it('describes its customer; of several orders, the one written last is believed', async () => {
    const customer = { id: unique('customer'), zone: 'Europe/Berlin', country: 'DE', name: 'Acme GmbH' };
    const late = anOrder({ at: '2026-06-01T00:00:00Z', customer });
    await apply(late);
    await apply(
      anOrder({
        at: '2026-05-01T00:00:00Z',
        items: [{ plan: 'export-pack', from: daysAgo(30) }],
        customer: { id: customer.id, name: 'Acme Inc', country: 'US', subdivision: 'US-CA' },
      }),
    );
    const stored = await admin.call('GET /v1/customers/{id}', { path: { id: customer.id } });
    expect(stored).toMatchObject({ name: 'Acme GmbH', country: 'DE', zone: 'Europe/Berlin' });
    expect(stored).not.toHaveProperty('subdivision');
    expect(await licenseOf(customer.id)).toMatchObject({ zone: 'Europe/Berlin' });
  });

  it('that nobody has sent is unknown', async () => {
    const path = { source: 'test', id: unique('order') };
    const problem = await admin.refused('GET /v1/orders/{source}/{id}', { path }, 'order_unknown');
    expect(problem).toMatchObject({ status: 404 });
  });

  it('that no queue would take is refused at the door', async () => {
    const tags = Array.from({ length: 50 }, (_, index) => `${index}`.padStart(128, '-'));
    const attributes = Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`tags${index}`, tags]));
    const body = anOrder({ customer: { attributes } });
    expect(await admin.refused('POST /v1/orders', { body }, 'body_too_large')).toMatchObject({ status: 413 });
  });
});

describe('items', () => {
  it('of an add-on wait for a base plan, and stand once there is one', async () => {
    const addon = anOrder({ items: [{ plan: 'export-pack', quantity: 2, from: daysAgo(5) }] });
    await apply(addon);
    const waiting = await licenseOf(addon.customer.id);
    expect(waiting).toMatchObject({
      state: 'pending',
      items: [],
      waiting: [{ plan: 'export-pack@1', quantity: 2, reason: 'no_base_plan' }],
    });

    await apply(anOrder({ customer: addon.customer }));
    const license = await licenseOf(addon.customer.id);
    expect(itemsOf(license)).toEqual(['team@2 × 1', 'export-pack@1 × 2']);
    expect(license).toMatchObject({ state: 'active', waiting: [], anchor: daysAgo(30) });
    await expectSoundLog(license);
    const { decisions } = await admin.call('POST /v1/check', {
      body: { customer: addon.customer.id, product: 'atlas', features: ['exports'], minRevision: license.revision },
    });
    expect(decisions['exports']).toMatchObject({ allowed: true, limit: 1000 });
  });

  it('of a second base plan wait for a person; the earlier start stands, whichever came first', async () => {
    const later = anOrder({ items: [{ plan: 'business', from: daysAgo(10) }] });
    const earlier = anOrder({ customer: later.customer, items: [{ plan: 'team', from: daysAgo(20) }] });
    await apply(later);
    await apply(earlier);
    const license = await licenseOf(later.customer.id);
    expect(itemsOf(license)).toEqual(['team@2 × 1']);
    expect(license.waiting).toMatchObject([{ plan: 'business@1', reason: 'second_base_plan' }]);

    await apply({ ...earlier, version: 2, status: 'cancelled' });
    const left = await licenseOf(later.customer.id);
    expect(itemsOf(left)).toEqual(['business@1 × 1']);
    expect(left).toMatchObject({ state: 'active', waiting: [] });
  });

  it('stay when another item of the license is cancelled', async () => {
    const { customer } = await aLicensedCustomer();
    const addon = anOrder({ customer: { id: customer }, items: [{ plan: 'ai-pack', from: daysAgo(3) }] });
    await apply(addon);
    await apply({ ...addon, version: 2, status: 'cancelled' });
    const license = await licenseOf(customer);
    expect(itemsOf(license)).toEqual(['team@2 × 1']);
    expect(license.state).toBe('active');
    expect((await logOf(license.id)).map(({ type }) => type)).toEqual([
      'license.issued.v1',
      'license.changed.v1',
      'license.changed.v1',
    ]);
  });

  it('hold the plan version that they name', async () => {
    const { license } = await aLicensedCustomer({ items: [{ plan: 'team@1', from: daysAgo(30) }] });
    expect(license.items).toMatchObject([{ plan: 'team@1', ordered: 'team@1' }]);
  });

  it('on trial end with the trial, and are due then', async () => {
    const { customer, license } = await aLicensedCustomer({
      items: [{ plan: 'business', from: daysAgo(1), trial: true }],
    });
    const ends = midnight(daysAgo(1)) + 30 * DAY_MS;
    expect(license).toMatchObject({ state: 'trial', items: [{ plan: 'business@1', trial: true, to: ends }] });
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: cloud.registryTable, Key: licenseKey(customer, 'atlas') }),
    );
    expect(Item).toMatchObject({
      due: { at: ends, what: 'time' },
      gpk: expect.stringMatching(/^DUE#\d\d$/),
      gsk: `${String(ends).padStart(15, '0')}#${license.id}`,
    });
  });

  it('that begin in the future leave the license pending, and those that ended expired', async () => {
    const future = await aLicensedCustomer({ items: [{ plan: 'team', from: daysAhead(10) }] });
    expect(future.license).toMatchObject({ state: 'pending', anchor: daysAhead(10) });
    const past = await aLicensedCustomer({ items: [{ plan: 'team', from: daysAgo(60), to: daysAgo(30) }] });
    expect(past.license).toMatchObject({ state: 'expired' });
    for (const [customer, reason] of [
      [future.customer, 'license_pending'],
      [past.customer, 'license_expired'],
    ] as const) {
      const { decisions } = await admin.call('POST /v1/check', {
        body: { customer, product: 'atlas', features: ['downloads'] },
      });
      expect(decisions['downloads']).toMatchObject({ allowed: false, reason });
    }
  });
});
