/**
 * The sweep of segments: every customer of a shard once, however many there are; those that are marked, and no others; and what a changed
 * membership comes to. Customers are written straight into the tables, as the functions would have: thousands of orders would take too long.
 */
import { type License, type Order, orderSchema } from '@licet/core/license';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { markKey, orderItemKey, padded, profileKey, SHARDS, shardOf } from '../../lambdas/registry/keys.ts';
import { markRepository } from '../../lambdas/segments/marks.ts';
import { cloud, dynamodb } from './support/aws.ts';
import { deleteAll, putAll } from './support/bulk.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, anOrder, idIn, unique } from './support/customers.ts';
import { executionsFor, historyOf, run } from './support/executions.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';
import { everythingSettled } from './support/settled.ts';
import { MANY_QUERIES, mark, markOf, SETTLED_MS, writeQueries } from './support/usage.ts';
import { eventually } from './support/waiting.ts';
import { customers, written } from './support/written.ts';

const storedOrder = (id: string): Order => orderSchema.parse(anOrder({ customer: { id } }));

/** Writes licenses that were issued before any usage was seen. */
async function writeLicensed(ids: readonly string[]): Promise<License[]> {
  const all = ids.map((id) => written(storedOrder(id)));
  await putAll(
    cloud.registryTable,
    all.flatMap(({ parts }) => parts),
  );
  return all.map(({ license }) => license);
}

/** Reports usage as a gateway does. */
async function report(customer: string, count: number): Promise<void> {
  const event = { specversion: '1.0', id: unique('event'), source: 'sweep.test', type: 'query.executed' } as const;
  await admin.call('POST /v1/events', { body: { ...event, subject: customer, data: { count } } });
}

const sweptSchema = z.object({
  done: z.boolean(),
  shard: z.string(),
  mode: z.string(),
  customers: z.int(),
  migrating: z.int(),
  resegmented: z.int(),
});

/** Sweeps, and tells what each call of the shard function did. */
async function sweep(input: { readonly mode: 'marked' | 'all'; readonly shards?: readonly string[] }) {
  const { status, executionArn } = await run(cloud.reevaluateSegmentsArn, input, 120_000);
  expect(status).toBe('SUCCEEDED');
  const history = await historyOf(executionArn);
  // AWS tells of a function, MiniStack of a task.
  const outputs = history.flatMap(
    ({ lambdaFunctionSucceededEventDetails: fn, taskSucceededEventDetails: task }) => fn?.output ?? task?.output ?? [],
  );
  return outputs.map((output) => sweptSchema.parse(JSON.parse(output)));
}

/** All customers of a shard by the index, and how many pages the index made of them. */
async function customersOf(shard: string, limit?: number): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let [pages, next]: [number, string | undefined] = [0, undefined];
  do {
    const page: Awaited<ReturnType<typeof customers.pageOfShard>> = await customers.pageOfShard(shard, next, limit);
    ids.push(...page.customers);
    pages += 1;
    next = page.next;
  } while (next !== undefined);
  return { ids, pages };
}

describe('a sweep of uneven shards', () => {
  const [FULL, SPARSE, EMPTY] = ['07', '02', '11'] as const;
  /** As long as an id may be, in characters of three bytes each: some 1,300 of these fill a page of the index. */
  const long = (index: number) => `${unique('').slice(1)}${'顧'.repeat(100)}${padded(index, 5)}-`;
  const crowd = Array.from({ length: 1800 }, (_, index) => idIn(FULL, long(index)));
  /** Those that something has changed for: here and there in the crowd, and all of the sparse shard. */
  const changed = [
    ...crowd.filter((_, index) => index % 180 === 90),
    idIn(SPARSE, unique('sparse')),
    idIn(SPARSE, unique('sparse')),
  ];
  const plain = crowd.filter((id) => !changed.includes(id));

  beforeAll(async () => {
    const profile = (id: string) => customers.put({ id, home: cloud.home, zone: 'UTC', attributes: {} }, undefined);
    await putAll(cloud.registryTable, plain.map(profile));
    await writeLicensed(changed);
    await writeQueries(changed);
  });
  // Whoever lists customers afterwards should not have to go through these.
  afterAll(() => deleteAll(cloud.registryTable, crowd.map(profileKey)));

  it('reads a shard page by page, past the megabyte of one page, each customer once', async () => {
    const whole = await customersOf(FULL);
    expect(whole.pages).toBeGreaterThan(1);
    expect(new Set(whole.ids).size).toBe(whole.ids.length);
    expect(crowd.filter((id) => !whole.ids.includes(id))).toEqual([]);
    const paged = await customersOf(FULL, 123);
    expect(paged.pages).toBeGreaterThanOrEqual(15);
    expect(paged.ids).toEqual(whole.ids);
  });

  it('visits each customer of its shards once, and starts a migration for each that has earned one', async () => {
    const shards = [FULL, SPARSE, EMPTY];
    const expected = await Promise.all(shards.map(async (shard) => [shard, (await customersOf(shard)).ids.length]));
    const calls = await sweep({ mode: 'all', shards });
    const visited = shards.map((shard) => [
      shard,
      calls.filter((call) => call.shard === shard).reduce((sum, call) => sum + call.customers, 0),
    ]);
    expect(visited).toEqual(expected);
    expect(
      calls
        .filter(({ done }) => done)
        .map(({ shard }) => shard)
        .toSorted(),
    ).toEqual(shards.toSorted());
    expect(calls.reduce((sum, { migrating }) => sum + migrating, 0)).toBeGreaterThanOrEqual(changed.length);

    await everythingSettled();
    for (const customer of changed) {
      const license = await licenseOf(customer);
      expect(license).toMatchObject({ revision: 2, memberships: { 'power-analysts': { holds: true } } });
      const [, migrated] = await expectSoundLog(license);
      expect(migrated).toMatchObject({
        type: 'license.migrated.v1',
        cause: { kind: 'segments', segments: ['power-analysts'] },
      });
    }
  });

  it('finds nothing more to change the next time', async () => {
    const calls = await sweep({ mode: 'all', shards: [SPARSE] });
    expect(calls).toMatchObject([{ shard: SPARSE, done: true, migrating: 0, resegmented: 0 }]);
  });
});

describe('a sweep of marked customers', () => {
  it('visits those, in every shard, and no others; and takes their marks off', async () => {
    const [marked, unmarked] = [SHARDS.slice(3, 8), SHARDS.slice(5, 10)].map((shards) =>
      shards.map((shard) => idIn(shard, unique('sweep'))),
    );
    const all = [...(marked ?? []), ...(unmarked ?? [])];
    await writeLicensed(all);
    await writeQueries(all);
    for (const customer of marked ?? []) await mark(customer, Date.now() - SETTLED_MS);

    const calls = await sweep({ mode: 'marked' });
    expect(calls.map(({ shard }) => shard).toSorted()).toEqual(SHARDS);
    await everythingSettled();
    for (const customer of marked ?? []) {
      expect(await licenseOf(customer)).toMatchObject({ revision: 2 });
      expect(await markOf(customer)).toBeUndefined();
    }
    for (const customer of unmarked ?? []) expect(await licenseOf(customer)).toMatchObject({ revision: 1 });
  });

  it('takes the mark off a customer that is not there', async () => {
    const nobody = unique('nobody');
    await mark(nobody, Date.now() - SETTLED_MS);
    await sweep({ mode: 'marked', shards: [shardOf(nobody)] });
    expect(await markOf(nobody)).toBeUndefined();
  });

  it('leaves a mark that was made anew while it was at work', async () => {
    const customer = unique('renewed');
    const marks = markRepository(dynamodb, cloud.usageTable);
    const [seen, renewed] = [Date.now() - SETTLED_MS, Date.now()];
    await mark(customer, seen);
    await mark(customer, renewed);
    await marks.clear({ customer, at: seen });
    expect(await markOf(customer)).toBe(renewed);
    await marks.clear({ customer, at: renewed });
    expect(await markOf(customer)).toBeUndefined();
    await marks.clear({ customer, at: renewed });
  });

  it('pages through marks, the oldest first', async () => {
    const marks = markRepository(dynamodb, cloud.usageTable);
    const ids = Array.from({ length: 5 }, () => idIn('14', unique('paged')));
    for (const [index, id] of ids.entries()) await mark(id, 1000 + index);
    const found: string[] = [];
    let next: string | undefined;
    do {
      const page = await marks.pageOfShard('14', next, 2);
      expect(page.marks.length).toBeLessThanOrEqual(2);
      found.push(...page.marks.map(({ customer }) => customer));
      next = page.next;
    } while (next !== undefined);
    expect(found.filter((id) => ids.includes(id))).toEqual(ids);
    await deleteAll(cloud.usageTable, ids.map(markKey));
  });
});

describe('a customer', () => {
  const exportsOf = async (customer: string, minRevision: number) => {
    const body = { customer, product: 'atlas', features: ['exports'], minRevision };
    return (await admin.call('POST /v1/check', { body })).decisions['exports'];
  };

  it('whose usage is reported is marked, swept, migrated, and gets another answer', async () => {
    const { customer } = await aLicensedCustomer();
    expect(await exportsOf(customer, 1)).toMatchObject({ allowed: false, reason: 'not_granted' });
    await report(customer, MANY_QUERIES);
    await sweep({ mode: 'marked', shards: [shardOf(customer)] });
    await everythingSettled();
    const license = await licenseOf(customer);
    expect(await exportsOf(customer, license.revision)).toMatchObject({
      allowed: true,
      limit: 200,
      source: { kind: 'overlay', id: 'power-analysts' },
    });
    const [, migrated] = await expectSoundLog(license);
    expect(migrated?.terms).toContainEqual({
      feature: 'exports',
      kind: 'raised',
      before: 0,
      after: 200,
      source: { kind: 'overlay', id: 'power-analysts' },
    });
    expect(license.memberships['power-analysts']).toMatchObject({
      holds: true,
      evidence: { 'usage.queries.last30d': MANY_QUERIES, 'license.plan': 'team' },
    });
    expect((await executionsFor(cloud.migrateLicenseArn, customer)).map(({ status }) => status)).toEqual(['SUCCEEDED']);
  });

  it('whose usage goes on after a sweep is swept again, though it was marked a moment ago', async () => {
    const { customer } = await aLicensedCustomer();
    await report(customer, 1);
    await sweep({ mode: 'marked', shards: [shardOf(customer)] });
    expect(await licenseOf(customer)).toMatchObject({ revision: 1 });
    await report(customer, MANY_QUERIES);
    await sweep({ mode: 'marked', shards: [shardOf(customer)] });
    await everythingSettled();
    expect(await licenseOf(customer)).toMatchObject({ revision: 2 });
  });

  it('who has left a segment loses what it gave', async () => {
    const order = storedOrder(unique('left'));
    const busy = { queries: { last7d: MANY_QUERIES, last30d: MANY_QUERIES, last90d: MANY_QUERIES, days30d: 1 } };
    const { parts } = written(order, undefined, busy);
    await putAll(cloud.registryTable, parts);
    const customer = order.customer.id;
    expect(await exportsOf(customer, 1)).toMatchObject({ allowed: true, limit: 200 });

    await sweep({ mode: 'all', shards: [shardOf(customer)] });
    await everythingSettled();
    expect(await exportsOf(customer, 2)).toMatchObject({ allowed: false });
    const [, migrated] = await expectSoundLog(await licenseOf(customer));
    expect(migrated).toMatchObject({ type: 'license.migrated.v1' });
  });

  it('whose membership changes no term is noted, without a migration', async () => {
    const order = storedOrder(unique('watched'));
    const customer = order.customer.id;
    await putAll(cloud.registryTable, written(order).parts);
    // The CRM has said more of the customer since; lab-watched reads it, and lays nothing on a plan.
    const told = { ...order, customer: { ...order.customer, attributes: { labCertified: true } } };
    const item = { ...orderItemKey(customer, order.source, order.order), order: told, version: 1 };
    await putAll(cloud.registryTable, [
      { Put: { TableName: cloud.registryTable, Item: { ...item, outcome: { status: 'applied' } } } },
    ]);

    const calls = await sweep({ mode: 'all', shards: [shardOf(customer)] });
    expect(calls.reduce((sum, { resegmented }) => sum + resegmented, 0)).toBeGreaterThanOrEqual(1);
    const license = await licenseOf(customer);
    expect(license.memberships['lab-watched']).toMatchObject({ holds: true });
    const [, noted] = await expectSoundLog(license);
    expect(noted).toMatchObject({
      type: 'license.resegmented.v1',
      cause: { kind: 'segments', segments: ['lab-watched'] },
      terms: [],
    });
    expect(await executionsFor(cloud.migrateLicenseArn, customer)).toEqual([]);
  });

  it('can be re-evaluated on demand, as often as anybody likes', async () => {
    const customer = unique('demand');
    await writeLicensed([customer]);
    const reevaluate = () => admin.call('POST /v1/customers/{id}/reevaluate', { path: { id: customer } });
    expect(await reevaluate()).toEqual({
      customer,
      licenses: [{ product: 'atlas', outcome: 'unchanged', segments: [] }],
    });

    await writeQueries([customer]);
    const replies = await Promise.all([reevaluate(), reevaluate(), reevaluate()]);
    for (const { licenses } of replies) expect(licenses).toMatchObject([{ product: 'atlas' }]);
    expect(replies.flatMap(({ licenses }) => licenses.map(({ outcome }) => outcome))).toContain('migrating');
    const moved = replies[0].licenses[0];
    expect(moved).toMatchObject({ outcome: 'migrating', segments: [{ segment: 'power-analysts', holds: true }] });
    await eventually(async () => expect(await licenseOf(customer)).toMatchObject({ revision: 2 }));
    await everythingSettled();
    expect(await licenseOf(customer)).toMatchObject({ revision: 2 });
    expect(await reevaluate()).toMatchObject({ licenses: [{ outcome: 'unchanged' }] });
  });
});
