/**
 * What regulations make of orders, renewals and changes, by the packs that ship and a vendor in the United States. They are published beside the
 * catalogs of all other tests, and taken back afterwards.
 */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { CatalogFiles } from '@licet/core/catalog';
import { addDays, addPeriod, civilDate } from '@licet/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sent } from '../../local/api-client.ts';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { SHIPPED_PACKS } from '../support/regulations.ts';
import { CATALOG_FILES } from '../vectors/vector.ts';
import { lambda } from './support/aws.ts';
import { admin } from './support/client.ts';
import { anOrder, type OrderWish, type PlainOrder } from './support/customers.ts';
import { deployedWorkflow, sweepDueFunction } from './support/deployed-steps.ts';
import { run } from './support/executions.ts';
import { letterWith } from './support/letters.ts';
import { expectSoundLog, licenseOf } from './support/licenses.ts';
import { storedOf } from './support/stored.ts';
import { eventually } from './support/waiting.ts';

const BASE: CatalogFiles = { ...ATLAS_FILES, ...CATALOG_FILES };
const VENDOR = { 'packs/vendor.yaml': 'regulations: 1\npack: vendor\nvendor: { nexus: [US] }\n' };
const CONSENT = { form: 'express', text: 'terms-7', channel: 'checkout' } as const;

const publish = (files: CatalogFiles) =>
  admin.call('POST /v1/catalog-versions', { body: { files, allowWithdrawals: true } });

beforeAll(async () => {
  await publish({ ...BASE, ...SHIPPED_PACKS, ...VENDOR });
});
/** Customers whom packs ask something of now: without packs nothing of theirs is due. */
const due: string[] = [];
afterAll(async () => {
  await publish(BASE);
  for (const id of due) await admin.call('POST /v1/customers/{id}/reevaluate', { path: { id } });
});

async function outcomeOf({ source, order }: PlainOrder) {
  const { outcome } = await admin.call('GET /v1/orders/{source}/{id}', { path: { source, id: order } });
  expect(outcome.status).not.toBe('received');
  return outcome;
}

/** An order as it came out, and what of it asks for an answer. */
async function ordered(customer: OrderWish['customer'], wish: OrderWish = {}) {
  const order = anOrder({ ...wish, customer: { kind: 'consumer', ...customer } });
  await admin.call('POST /v1/orders', { body: order });
  const outcome = await eventually(() => outcomeOf(order));
  return { order, outcome, license: () => licenseOf(order.customer.id) };
}

/** The one gate of a license, as the API shows it. */
async function gateOf(customer: string) {
  const { gates } = await licenseOf(customer);
  expect(gates).toHaveLength(1);
  return admin.call('GET /v1/gates/{id}', { path: { id: gates[0]?.id ?? '' } });
}

describe('a license that was issued before there were packs', () => {
  it('is checked by them at once, and falls due for what they ask once it was re-evaluated', async () => {
    await publish(BASE);
    const { order, outcome } = await ordered({ country: 'US', subdivision: 'US-CA', zone: 'America/Los_Angeles' });
    expect(outcome).toEqual({ status: 'applied' });
    const customer = order.customer.id;
    const before = await storedOf(customer);
    expect(before.due).not.toMatchObject({ what: 'notice' });
    await publish({ ...BASE, ...SHIPPED_PACKS, ...VENDOR });
    expect(before.facts?.jurisdiction).toEqual({ licensee: 'consumer', country: 'US', subdivision: 'US-CA' });
    await admin.call('POST /v1/customers/{id}/reevaluate', { path: { id: customer } });
    const { due, license } = await storedOf(customer);
    expect(due).toMatchObject({ what: 'notice' });
    expect(license?.revision).toBe(before.license?.revision);

    // They are taken back, and what they ask for is due all the same: renew-license finds nothing to do, and moves it.
    await publish(BASE);
    const { stateMachineArn } = await deployedWorkflow('renew-license');
    expect(await run(stateMachineArn, { customer, product: 'atlas' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await storedOf(customer)).toMatchObject({ due: before.due, license: { revision: license?.revision } });
    await publish({ ...BASE, ...SHIPPED_PACKS, ...VENDOR });
  });
});

describe('an order under regulations', () => {
  it('of a Cuban is refused with the rows, and there is no license', async () => {
    const { order, outcome } = await ordered({ country: 'CU' });
    expect(outcome).toMatchObject({
      status: 'refused',
      code: 'regulation_denied',
      rows: ['us-embargo', 'us-enc-deny'],
    });
    await letterWith(order.order);
    await admin.refused('GET /v1/customers/{id}', { path: { id: order.customer.id } }, 'customer_unknown');
  });

  it('of a Ukrainian of whom no oblast is known waits for a review, and counts after a yes', async () => {
    const { order, outcome, license } = await ordered({ country: 'UA' });
    const rows = ['us-crimea', 'us-dnr-lnr'];
    expect(outcome).toMatchObject({ status: 'held', code: 'regulation_review', rows });
    expect(await license()).toMatchObject({ state: 'pending', items: [], waiting: [{ reason: 'regulation_review' }] });
    const gate = await gateOf(order.customer.id);
    expect(gate).toMatchObject({ kind: 'review', rows, proposal: { outcome: 'changed' } });
    const answered = await admin.call('POST /v1/gates/{id}/answer', {
      path: { id: gate.id },
      body: { answer: 'yes', by: 'ada', note: 'postal evidence seen' },
    });
    expect(answered).toMatchObject({ gate: { closed: { outcome: 'passed' } }, license: { state: 'active', held: {} } });
    expect(await outcomeOf(order)).toEqual({ status: 'applied' });
    await expectSoundLog(await license());
  });

  it('stays out after a no', async () => {
    const { order, license } = await ordered({ country: 'UA', subdivision: 'UA-14' });
    const { id } = await gateOf(order.customer.id);
    await admin.call('POST /v1/gates/{id}/answer', { path: { id }, body: { answer: 'no' } });
    expect(await license()).toMatchObject({ state: 'pending', held: { [`test/${order.order}`]: { refused: true } } });
    expect(await outcomeOf(order)).toMatchObject({ status: 'refused', code: 'regulation_review' });
  });

  it('of a Californian consumer waits for a consent, and counts with it', async () => {
    const { order, outcome, license } = await ordered({ country: 'US', subdivision: 'US-CA' });
    expect(outcome).toMatchObject({ status: 'held', code: 'consent_missing', rows: ['ca-2863'] });
    const gate = await gateOf(order.customer.id);
    expect(gate).toMatchObject({ kind: 'consent', forms: ['express'], rows: ['ca-2863'] });
    const path = { id: gate.id };
    const problem = await admin.refused(
      'POST /v1/gates/{id}/answer',
      { path, body: { answer: 'yes' } },
      'command_refused',
    );
    expect(problem).toMatchObject({ refusal: 'consent_missing' });
    await admin.call('POST /v1/gates/{id}/answer', { path, body: { answer: 'yes', consents: [CONSENT] } });
    const { id, consents, state } = await license();
    expect({ state, consents }).toMatchObject({ state: 'active', consents: [{ ...CONSENT, withdrawn: null }] });
    expect(await outcomeOf(order)).toEqual({ status: 'applied' });
    const withdraw = { type: 'withdraw-consent', id: consents[0]?.id ?? '' } as const;
    await admin.call('POST /v1/licenses/{id}/commands', { path: { id }, body: { command: withdraw } });
    const facts = await admin.call('GET /v1/customers/{id}/facts', {
      path: { id: order.customer.id },
      query: { product: 'atlas' },
    });
    expect(facts.jurisdiction).toEqual({ licensee: 'consumer', country: 'US', subdivision: 'US-CA' });
    await expectSoundLog(await license());
  });

  it('that brings its consent counts at once', async () => {
    const consents = [{ ...CONSENT, at: new Date(Date.now() - 60_000).toISOString() }];
    const { outcome, license } = await ordered({ country: 'US', subdivision: 'US-CA' }, { consents });
    expect(outcome).toEqual({ status: 'applied' });
    expect(await license()).toMatchObject({ state: 'active', consents: [CONSENT] });
  });
});

/** A Californian who has bought a year of `team`, with consent, that ends in so many days. */
async function californian(daysLeft: number) {
  const from = addPeriod(addDays(today(), daysLeft), 'P1Y', -1);
  const consents = [{ ...CONSENT, at: new Date(Date.now() - 60_000).toISOString() }];
  const { license, order } = await ordered(CALIFORNIAN, { consents, items: [{ plan: 'team', from }] });
  due.push(order.customer.id);
  const { id, items } = await license();
  const on = civilDate(items[0]?.to ?? 0, CALIFORNIAN.zone);
  const path = { id };
  return {
    on,
    customer: order.customer.id,
    license,
    regulations: () => admin.call('GET /v1/licenses/{id}/regulations', { path }),
    does: (command: Sent<'POST /v1/licenses/{id}/commands'>['body']['command']) =>
      admin.call('POST /v1/licenses/{id}/commands', { path, body: { command } }),
    refuses: (command: Sent<'POST /v1/licenses/{id}/commands'>['body']['command']) =>
      admin.refused('POST /v1/licenses/{id}/commands', { path, body: { command } }, 'command_refused'),
    types: async () => {
      const { items: log } = await admin.call('GET /v1/licenses/{id}/events', { path });
      return log.map(({ type }) => type);
    },
  };
}
const CALIFORNIAN = { country: 'US', subdivision: 'US-CA', zone: 'America/Los_Angeles' } as const;
const today = () => civilDate(Date.now(), CALIFORNIAN.zone);
const sweep = async () => lambda.send(new InvokeCommand({ FunctionName: await sweepDueFunction() }));

describe('a renewal in California', () => {
  it('is announced with its window, and what was given is proven', async () => {
    const { on, regulations, does, refuses, license } = await californian(30);
    await sweep();
    const owed = async () => (await regulations()).notices.filter(({ row }) => row === 'ca-notice');
    await eventually(async () => expect(await owed()).toMatchObject([{ due: expect.any(Number), given: null }]));
    expect(await owed()).toMatchObject([
      { on, earliest: addDays(on, -45), latest: addDays(on, -15), anchor: 'renewal', missed: null },
    ]);
    expect(await refuses({ type: 'record-notice', row: 'ca-notice', on: addDays(on, 1) })).toMatchObject({
      refusal: 'notice_unknown',
    });
    await does({ type: 'record-notice', row: 'ca-notice', on, channel: 'email' });
    expect(await owed()).toMatchObject([{ given: { channel: 'email' } }]);
    const { rows, terms, disclaimer, rights } = await regulations();
    expect(rows).toContainEqual(
      expect.objectContaining({
        row: 'ca-notice',
        source: expect.stringContaining('17602'),
        tag: 'S',
        reviewedBy: null,
      }),
    );
    expect(disclaimer.unreviewed).toContain('ca-notice');
    expect(terms).toMatchObject([{ to: on, rule: { verdict: 'allow', gates: [] } }]);
    expect(rights).toMatchObject({ exits: [] });
    await expectSoundLog(await license());
  });

  it('that nobody was told of in time is missed, and waits for a person', async () => {
    const { on, license, types, regulations } = await californian(10);
    await sweep();
    await eventually(async () =>
      expect(await types()).toEqual([
        'license.issued.v1',
        'notice.due.v1',
        'renewal.due.v1',
        'notice.missed.v1',
        'gate.opened.v1',
      ]),
    );
    const { id, gates } = await license();
    expect(gates).toMatchObject([{ kind: 'review', rows: expect.arrayContaining(['ca-notice']) }]);
    const { notices } = await regulations();
    expect(notices[0]).toMatchObject({ row: 'ca-notice', on, given: null, missed: { exit: null } });
    await admin.call('POST /v1/gates/{id}/answer', {
      path: { id: gates[0]?.id ?? '' },
      body: { answer: 'yes', by: 'ada' },
    });
    await eventually(async () => expect((await license()).items).toHaveLength(2));
    const { items } = await admin.call('GET /v1/licenses/{id}/events', { path: { id } });
    expect(items.at(-1)).toMatchObject({ type: 'license.renewed.v1' });
  });

  it('waits for the consent that was withdrawn, and keeps the one that a yes brings', async () => {
    const { on, license, does } = await californian(29);
    await does({ type: 'withdraw-consent', id: (await license()).consents[0]?.id ?? '' });
    await sweep();
    await eventually(async () => expect((await license()).notices).toHaveLength(1));
    await does({ type: 'record-notice', row: 'ca-notice', on });
    await sweep();
    const gate = await eventually(async () => {
      const [one] = (await license()).gates;
      expect(one).toMatchObject({ kind: 'consent', forms: ['express'] });
      return one;
    });
    await admin.call('POST /v1/gates/{id}/answer', {
      path: { id: gate?.id ?? '' },
      body: { answer: 'yes', consents: [{ ...CONSENT, text: 'terms-8' }] },
    });
    await eventually(async () => expect((await license()).items).toHaveLength(2));
    expect((await license()).consents).toMatchObject([{ text: 'terms-7' }, { text: 'terms-8', withdrawn: null }]);
  });
});

it('a price rise in New York is refused with its first lawful day, and is decided for one that leaves time to tell', async () => {
  const zone = 'America/New_York';
  const { license, order } = await ordered({ country: 'US', subdivision: 'US-NY', zone });
  due.push(order.customer.id);
  const { id } = await license();
  const rise = { type: 'amend', feeChange: 'rise' } as const;
  const problem = await admin.refused(
    'POST /v1/licenses/{id}/commands',
    { path: { id }, body: { command: rise } },
    'command_refused',
  );
  expect(problem).toMatchObject({ refusal: 'notice_too_short', detail: expect.stringContaining('ny-price') });
  const from = addDays(civilDate(Date.now(), zone), 20);
  const { license: changed } = await admin.call('POST /v1/licenses/{id}/commands', {
    path: { id },
    body: { command: { ...rise, from } },
  });
  expect(changed).toMatchObject({ notices: [{ row: 'ny-price', on: from, given: null, missed: null }] });
});
