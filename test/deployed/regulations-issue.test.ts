/**
 * What regulations make of orders, by the packs that ship and a vendor in the United States: refused, held until a person has looked, held until there is
 * a consent. They are published beside the catalogs of all other tests, and taken back afterwards.
 */
import type { CatalogFiles } from '@licet/core/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { SHIPPED_PACKS } from '../support/regulations.ts';
import { CATALOG_FILES } from '../vectors/vector.ts';
import { admin } from './support/client.ts';
import { anOrder, type OrderWish, type PlainOrder } from './support/customers.ts';
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
afterAll(async () => {
  await publish(BASE);
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
