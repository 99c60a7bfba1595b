/**
 * Two cells in one cloud of their own: what is known of a customer is in its home and nowhere else. On a cloud of its own, since it
 * publishes regulations.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../local/api-client.ts';
import { type Cell, cellsIn } from '../../local/cell.ts';
import { deploy } from '../../local/deploy.ts';
import { HOMES } from '../../local/homes.ts';
import { type Cloud, startCloud } from '../../local/ministack.ts';
import { operatorOf } from '../../local/operator.ts';
import { type CellPublication, publishEverywhere } from '../../local/publish-everywhere.ts';
import { searchRegion } from '../../local/search.ts';
import { submitOrder } from '../../local/submit-order.ts';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { LAWFUL_PACKS } from '../support/regulations.ts';
import { anOrder, type OrderWish, unique } from './support/customers.ts';
import { anOrderEvent } from './support/salesforce.ts';
import { eventually } from './support/waiting.ts';

interface Home {
  readonly cell: Cell;
  readonly key: string;
  readonly admin: ApiClient;
}

let cloud: Cloud;
let america: Home;
let europe: Home;
let published: readonly CellPublication[];

beforeAll(async () => {
  cloud = await startCloud();
  const cells = cellsIn(HOMES, await deploy(cloud, { homes: HOMES }), cloud.endpoint);
  const homes = await Promise.all(
    cells.map(async (cell) => {
      const { key } = await operatorOf(cell).createAdminKey();
      return { cell, key, admin: new ApiClient(cell.api, key) };
    }),
  );
  const [first, second] = homes;
  if (!first || !second) throw new Error('there are not two cells');
  [america, europe] = [first, second];
  const sent = homes.map(({ cell, admin }) => ({ home: cell.home, admin }));
  published = await publishEverywhere(sent, { ...ATLAS_FILES, ...LAWFUL_PACKS });
});

afterAll(() => cloud.stop());

/** An order of a customer in Germany, whose name is nobody else's. */
const aGermanOrder = (wish: OrderWish = {}) => {
  const name = unique('Muster GmbH');
  return anOrder({ ...wish, customer: { name, country: 'DE', ...wish.customer } });
};

const submitted = ({ cell, key }: Home, order: ReturnType<typeof anOrder>) => submitOrder(cell.api, key, order);

/** Submits an order and waits until it has been applied. */
async function applied({ admin }: Home, order: ReturnType<typeof anOrder>): Promise<void> {
  await admin.call('POST /v1/orders', { body: order });
  await eventually(async () => {
    const path = { source: order.source, id: order.order };
    expect((await admin.call('GET /v1/orders/{source}/{id}', { path })).outcome.status).toBe('applied');
  });
}

/** The one dead letter of an order that was turned away. */
async function turnedAway({ admin }: Home, order: string) {
  return eventually(async () => {
    const { items } = await admin.call('GET /v1/dead-letters', { query: { limit: 50 } });
    const letters = items.filter((letter) => letter.turnedAway?.order === order);
    expect(letters).toHaveLength(1);
    return letters[0];
  });
}

const event = (fields: Readonly<Record<string, unknown>>) => ({
  source: 'licet.sim/salesforce',
  'detail-type': 'License_Order__e',
  detail: { payload: anOrderEvent(fields) },
});

describe('the cells of a deployment', () => {
  it('decide alike, since they were sent the same sources', async () => {
    expect(new Set(published.map(({ program }) => program)).size).toBe(1);
    for (const { admin } of [america, europe]) {
      const { items } = await admin.call('GET /v1/catalog-versions');
      expect(items).toMatchObject([{ program: published[0]?.program, active: true }]);
    }
  });

  it('send a foreign key home, with the address', async () => {
    const lost = new ApiClient(america.cell.api, europe.key);
    await expect(lost.call('GET /v1/customers')).rejects.toMatchObject({ status: 421, code: 'home_foreign' });
    const response = await fetch(`${america.cell.api}/v1/customers`, {
      headers: { authorization: `Bearer ${europe.key}` },
    });
    expect(await response.json()).toMatchObject({ home: 'eu-central-1', address: europe.cell.api });
    const found = new ApiClient(europe.cell.api, europe.key);
    expect(await found.call('GET /v1/customers')).toHaveProperty('items');
  });
});

describe('an order of a customer of another home', () => {
  it('is turned away by the API, with the address of its home, which takes it', async () => {
    const order = aGermanOrder();
    expect(await submitted(america, order)).toMatchObject({
      status: 421,
      code: 'customer_foreign',
      home: 'eu-central-1',
      address: europe.cell.api,
    });
    await applied(europe, order);
  });

  it('leaves nothing where it came by the bus, but a letter that says which order it was', async () => {
    const fields = { Account_Name__c: unique('Muster GmbH'), Billing_Country__c: 'DE', Billing_State__c: null };
    const sent = event(fields);
    await operatorOf(america.cell).putEvents([sent]);
    const { Order_Number__c: order } = sent.detail.payload;
    const letter = await turnedAway(america, order);
    expect(letter).toMatchObject({
      reason: 'customer_foreign',
      turnedAway: { source: 'salesforce', order, home: 'eu-central-1' },
    });
    expect(letter).not.toHaveProperty('body');
    await expect(
      america.admin.call('POST /v1/dead-letters/{id}/redrive', { path: { id: letter?.id ?? '' } }),
    ).rejects.toMatchObject({ status: 409, code: 'letter_withheld' });
    expect(await searchRegion(america.cell.aws, fields.Account_Name__c)).toEqual([]);
  });

  it('is refused everywhere where no home is permitted, and the rows say why', async () => {
    const packs = {
      ...LAWFUL_PACKS,
      'ru.yaml': 'regulations: 1\npack: ru\nrows: { ru-home: { override: true, on: true } }\n',
    };
    const cells = [america, europe].map(({ cell, admin }) => ({ home: cell.home, admin }));
    await publishEverywhere(cells, { ...ATLAS_FILES, ...packs }, { allowWithdrawals: true });
    const order = anOrder({ customer: { country: 'RU' } });
    for (const { admin } of [america, europe])
      await eventually(() =>
        expect(admin.call('POST /v1/orders', { body: order })).rejects.toMatchObject({
          status: 422,
          code: 'home_not_permitted',
        }),
      );
  });
});

describe('what is known of a customer', () => {
  it('is found in its home, and nowhere in the other region', async () => {
    const order = aGermanOrder();
    const { id, name = '' } = order.customer;
    expect(await submitted(america, order)).toMatchObject({ status: 421 });
    await applied(europe, order);
    const check = { customer: id, features: ['dashboards', 'queries'], consume: { queries: 1 } };
    await europe.admin.call('POST /v1/check', { body: check });
    const bad = event({
      Account_Id__c: id,
      Account_Name__c: name,
      Billing_Country__c: 'DE',
      Billing_State__c: null,
      Lines__c: JSON.stringify([{ plan: 'unheard-of', quantity: 1, from: '2026-01-01' }]),
    });
    for (const { cell } of [america, europe]) await operatorOf(cell).putEvents([bad]);
    await turnedAway(america, bad.detail.payload.Order_Number__c);
    await eventually(async () => {
      const { items } = await europe.admin.call('GET /v1/dead-letters', { query: { limit: 50 } });
      expect(items.filter(({ body }) => body?.includes(name))).toMatchObject([{ reason: 'plan_unknown' }]);
    });

    // The control: the search finds what there is to find.
    const found = await searchRegion(europe.cell.aws, id);
    const { registryTable, usageTable } = europe.cell;
    expect(found).toEqual(expect.arrayContaining([`table/${registryTable}`, `table/${usageTable}`]));
    expect(found).toContainEqual(expect.stringMatching(/^execution\/.*issue-license/));
    expect(await searchRegion(europe.cell.aws, name)).toEqual([`table/${registryTable}`]);
    expect(await searchRegion(europe.cell.aws, order.order)).toContainEqual(expect.stringMatching(/^log\//));
    const program = published[0]?.program ?? '';
    expect(await searchRegion(america.cell.aws, program)).toContainEqual(expect.stringMatching(/^object\//));
    for (const needle of [id, name]) expect(await searchRegion(america.cell.aws, needle)).toEqual([]);
  });
});
