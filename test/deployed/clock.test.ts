/**
 * The clock of a sandbox. It is the one clock of the cell that all tests share, and never goes back: what is moved here is seconds, so that
 * nobody else notices.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { licenseKey, padded, shardOf } from '../../lambdas/registry/keys.ts';
import { cloud, dynamodb } from './support/aws.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, type License } from './support/customers.ts';
import { aKey } from './support/keys.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';

const inSeconds = (now: string, seconds: number) => Date.parse(now) + seconds * 1000;
const instant = (at: number) => new Date(at).toISOString();
const read = () => admin.call('GET /v1/sandbox/clock', {});

/** Moves the clock to a moment, call after call until it is there. */
async function moveTo(target: number) {
  const to = instant(target);
  const calls = [await admin.call('POST /v1/sandbox/clock', { body: { to } })];
  while (calls.at(-1)?.done === false) calls.push(await admin.call('POST /v1/sandbox/clock', { body: { to } }));
  return { stops: calls.flatMap(({ stops }) => stops), stuck: calls.flatMap(({ stuck }) => stuck) };
}

const placed: License[] = [];

/** Puts a license into the due index, whether or not it knows of anything that is due. */
async function makeDue(license: License, at: number): Promise<void> {
  placed.push(license);
  await update(license, 'SET gpk = :gpk, gsk = :gsk', {
    ':gpk': `DUE#${shardOf(license.customer)}`,
    ':gsk': `${padded(at, 15)}#${license.id}`,
  });
}

async function update({ customer, product }: License, how: string, values?: Record<string, unknown>): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: cloud.registryTable,
      Key: licenseKey(customer, product),
      UpdateExpression: how,
      ...(values && { ExpressionAttributeValues: values }),
    }),
  );
}

// The sweeper would try again and again what is due for no reason.
afterAll(() => Promise.all(placed.map((license) => update(license, 'REMOVE gpk, gsk'))));

describe('the clock of a sandbox', () => {
  it('goes forward, and everything goes by it: what is decided a moment later is decided then', async () => {
    const { customer } = await aLicensedCustomer();
    const { now, offset } = await read();
    const target = inSeconds(now, 30);
    await moveTo(target);
    const moved = await read();
    expect(Date.parse(moved.now)).toBeGreaterThanOrEqual(target);
    expect(moved.offset).toBeGreaterThan(offset + 10_000);
    const { at } = await admin.call('POST /v1/check', { body: { customer, product: 'atlas', features: ['sso'] } });
    expect(Date.parse(at)).toBeGreaterThanOrEqual(target);
    expect(Date.parse(at)).toBeGreaterThan(Date.now() + 10_000);
  });

  it('never goes back', async () => {
    const { now } = await read();
    const body = { to: instant(inSeconds(now, -60)) };
    const { detail } = await admin.refused('POST /v1/sandbox/clock', { body }, 'clock_backwards');
    expect(detail).toContain(body.to);
    expect(Date.parse((await read()).now)).toBeGreaterThanOrEqual(Date.parse(now));
  });

  it('says once more what has been done, to whoever lost the answer', async () => {
    const target = inSeconds((await read()).now, 1);
    await moveTo(target);
    await expect(moveTo(target)).resolves.toMatchObject({ stops: [] });
  });

  it('is moved by admins alone, and read by whoever may read', async () => {
    const { client } = await aKey({ scopes: ['read', 'catalog'] });
    await client.refused('POST /v1/sandbox/clock', { body: { by: 'P1D' } }, 'scope_missing');
    await expect(client.call('GET /v1/sandbox/clock', {})).resolves.toHaveProperty('now');
  });

  it.each([
    [{ to: '2026-01-01T00:00:00Z', by: 'P1D' }, 'either'],
    [{}, 'either'],
    [{ by: 'PT1H' }, 'body.by'],
    [{ to: 'tomorrow' }, 'body.to'],
    [{ to: '2200-01-01T00:00:00Z' }, '2199'],
  ])('is not moved by %j', async (body, says) => {
    const { detail } = await admin.refused('POST /v1/sandbox/clock', { body }, 'request_invalid');
    expect(detail).toContain(says);
  });
});

describe('what is due on the way', () => {
  it('is done at its own time', async () => {
    const { customer, license } = await aLicensedCustomer();
    const at = inSeconds((await read()).now, 4);
    const override = { id: 'trial-of-sso', feature: 'sso', operation: 'set', value: true, from: license.at, to: at };
    await update(license, 'SET license.overrides = :overrides', { ':overrides': [override] });
    await makeDue(license, at);

    const { stops, stuck } = await moveTo(at + 2000);
    expect(stops).toContainEqual({ at: instant(at), licenses: 1 });
    expect(stuck.filter((one) => one.customer === customer)).toEqual([]);
    const log = await admin.call('GET /v1/licenses/{id}/events', { path: { id: license.id }, query: { after: 1 } });
    expect(log.items).toMatchObject([{ revision: 2, cause: { kind: 'time', due: { at, what: 'time' } } }]);
    expect(log.items[0]?.at).toBeGreaterThanOrEqual(at);
  });

  it('is reported where it is still due after its execution, and holds the clock up no longer', async () => {
    const { customer, license } = await aLicensedCustomer();
    const at = inSeconds((await read()).now, 2);
    await makeDue(license, at);
    const { stuck } = await moveTo(at + 1000);
    expect(stuck.find((one) => one.customer === customer)).toMatchObject({
      license: license.id,
      product: 'atlas',
      due: instant(at),
      reason: 'the execution succeeded and left it due',
    });
    await expectSoundLog(await licenseOf(customer));
  });
});
