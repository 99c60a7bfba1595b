/** What must be true of the workflows however often, in whatever company and on whatever input they run. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { factsSchema, licenseId } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { executionStarter } from '../../lambdas/executions.ts';
import { factsKey } from '../../lambdas/registry/keys.ts';
import { cloud, dynamodb, stepFunctions } from './support/aws.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, anOrder, apply, daysAgo, type PlainOrder, unique } from './support/customers.ts';
import { executionsFor, historyOf, run } from './support/executions.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';
import { everythingSettled } from './support/settled.ts';
import { eventually } from './support/waiting.ts';

/** What an execution of issue-license is started with. */
const inputOf = ({ source, order, version, customer }: PlainOrder) => ({
  source,
  order,
  version,
  customer: customer.id,
  product: 'atlas',
});

describe('an execution', () => {
  it('carries ids, and nothing else of the customer, from its input to the end of its history', async () => {
    const secrets = {
      name: unique('Secret Company'),
      country: 'LI',
      zone: 'Europe/Vaduz',
      attributes: { industry: unique('secret-industry'), employees: 424_242, tags: [unique('secret-tag')] },
    };
    const order = anOrder({ customer: secrets });
    await apply(order);
    const customer = order.customer.id;
    await everythingSettled();
    await run(cloud.migrateLicenseArn, { customer, product: 'atlas' });

    const issued = await executionsFor(cloud.issueLicenseArn, customer);
    expect(issued.map(({ input = '' }) => JSON.parse(input))).toEqual([inputOf(order)]);
    const migrated = await executionsFor(cloud.migrateLicenseArn, customer);
    expect(migrated.map(({ input = '' }) => JSON.parse(input))).toEqual([{ customer, product: 'atlas' }]);
    for (const execution of [...issued, ...migrated]) {
      expect(execution.status).toBe('SUCCEEDED');
      const told = JSON.stringify([execution.output, await historyOf(execution.executionArn)]);
      expect(told).toContain(customer);
      for (const secret of ['Secret Company', 'Vaduz', 'secret-industry', '424242', 'secret-tag', '"LI"'])
        expect(told).not.toContain(secret);
    }
  });

  it('of an order that was applied already changes nothing', async () => {
    const order = anOrder();
    await apply(order);
    const before = await licenseOf(order.customer.id);
    const again = await Promise.all([1, 2, 3].map(() => run(cloud.issueLicenseArn, inputOf(order))));
    expect(again.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(again.map(({ output = '' }) => JSON.parse(output).answer)).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'unchanged' })),
    );
    expect(await licenseOf(order.customer.id)).toEqual(before);
    await expectSoundLog(before);
  });

  it('that is started twice under one name is started once', async () => {
    const order = anOrder();
    await apply(order);
    const start = executionStarter(stepFunctions, cloud.issueLicenseArn);
    const name = unique('twice');
    expect(await Promise.all([start(name, inputOf(order)), start(name, inputOf(order))])).toEqual([name, name]);
    await everythingSettled();
    expect(await start(name, inputOf(order))).toBe(name);
    const named = (await executionsFor(cloud.issueLicenseArn, order.customer.id)).filter((one) => one.name === name);
    expect(named).toHaveLength(1);
  });

  it('is not started where starting fails for another reason', async () => {
    const start = executionStarter(stepFunctions, `${cloud.issueLicenseArn}-of-nobody`);
    await expect(start(unique('nobody'), {})).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  it('of an order that nobody has stored is refused, and leaves no license', async () => {
    const order = anOrder();
    const { status, output = '' } = await run(cloud.issueLicenseArn, inputOf(order));
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output).answer).toMatchObject({ outcome: 'refused', code: 'order_unknown' });
    await admin.refused('GET /v1/customers/{id}', { path: { id: order.customer.id } }, 'customer_unknown');
  });

  it('of migrate-license fails, and says why, where there is no license to migrate', async () => {
    const customer = unique('nobody');
    const { status, error, cause } = await run(cloud.migrateLicenseArn, { customer, product: 'atlas' });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'MigrationRefused' });
    expect(cause).toContain('license_missing');
  });
});

describe('many orders of one customer at once', () => {
  it('end in the license of them all, with one revision for every change', async () => {
    const customer = { id: unique('storm'), zone: 'UTC' };
    const packs = ['export-pack', 'ai-pack', 'embed-pack', 'security-pack', 'compute-burst', 'premier-support'];
    const orders = [
      anOrder({ customer }),
      ...packs.map((plan, index) => anOrder({ customer, items: [{ plan, quantity: index + 1, from: daysAgo(9) }] })),
      anOrder({ customer, items: [{ plan: 'business', from: daysAgo(5) }] }),
      anOrder({ customer, items: [{ plan: 'eu-residency', from: daysAgo(9) }] }),
      anOrder({ customer, status: 'cancelled', items: [], product: 'atlas' }),
    ];
    await Promise.all(orders.map((body) => admin.call('POST /v1/orders', { body })));
    await everythingSettled();

    for (const { source, order } of orders)
      await eventually(async () =>
        expect((await admin.call('GET /v1/orders/{source}/{id}', { path: { source, id: order } })).outcome).toEqual({
          status: 'applied',
        }),
      );
    const license = await licenseOf(customer.id);
    expect(license).toMatchObject({ state: 'active', waiting: [{ plan: 'business@1', reason: 'second_base_plan' }] });
    expect(license.items.map(({ plan }) => plan).toSorted()).toEqual(
      ['team@2', 'eu-residency@1', ...packs.map((plan) => `${plan}@1`)].toSorted(),
    );
    expect(Object.values(license.orders)).toEqual(orders.map(() => 1));

    const log = await expectSoundLog(license);
    expect(log.length).toBeLessThanOrEqual(orders.length);
    // Every revision changed something, and the last one knows every order.
    for (const { before, after } of log) expect(after).not.toEqual(before);
    // What decisions are made from was written with it.
    const { Item: stored } = await dynamodb.send(
      new GetCommand({ TableName: cloud.registryTable, Key: factsKey(customer.id, 'atlas') }),
    );
    const facts = factsSchema.parse(JSON.parse(stored?.['facts']));
    expect(facts).toMatchObject({ revision: license.revision, state: 'active', license: license.id });
    expect(facts.items.map(({ plan }) => plan)).toEqual(license.items.map(({ plan }) => plan));
  });

  it('and all of its versions at once end in the newest', async () => {
    const order = anOrder();
    const versions = Array.from({ length: 10 }, (_, index) => ({
      ...order,
      version: index + 1,
      items: [{ plan: 'team', quantity: index + 1, from: daysAgo(30) }],
    }));
    await Promise.all(versions.map((body) => admin.call('POST /v1/orders', { body })));
    await everythingSettled();
    const license = await licenseOf(order.customer.id);
    expect(license).toMatchObject({ items: [{ quantity: 10 }], orders: { [`test/${order.order}`]: 10 } });
    const log = await expectSoundLog(license);
    const quantities = log.flatMap(({ after }) => after.items?.map(({ quantity }) => quantity) ?? []);
    expect(quantities).toEqual(quantities.toSorted((a, b) => a - b));
  });
});

it('a license is where its customer and product say, wherever that is reckoned', async () => {
  const { customer, license } = await aLicensedCustomer();
  expect(license.id).toBe(licenseId(customer, 'atlas'));
  expect(await admin.call('GET /v1/licenses/{id}', { path: { id: license.id } })).toEqual(license);
});
