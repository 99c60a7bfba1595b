/**
 * Which regulations act, asked of the deployed API: by the packs that ship, and a pack of a vendor in the United States. They are published
 * beside the catalogs of all other tests, and taken back afterwards.
 */
import type { CatalogFiles } from '@licet/core/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Asked,
  CALIFORNIAN_WITH_RISE,
  german,
  IRISH_SEATS,
  irishSeat,
} from '../../tools/regulations/worked-examples.ts';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { SHIPPED_PACKS } from '../support/regulations.ts';
import { CATALOG_FILES } from '../vectors/vector.ts';
import { admin, clientOf } from './support/client.ts';
import { aKey } from './support/keys.ts';

const BASE: CatalogFiles = { ...ATLAS_FILES, ...CATALOG_FILES };
const VENDOR = { 'packs/vendor.yaml': 'regulations: 1\npack: vendor\nvendor: { nexus: [US] }\n' };

const publish = (files: CatalogFiles) =>
  admin.call('POST /v1/catalog-versions', { body: { files, allowWithdrawals: true } });

const explained = (body: Asked) => admin.call('POST /v1/regulations/explain', { body });

describe('without packs', () => {
  it('is a conflict that says what to publish', async () => {
    await publish(BASE);
    const { detail } = await admin.refused('POST /v1/regulations/explain', { body: {} }, 'regulations_missing');
    expect(detail).toContain('publish the files of catalog/packs with it');
    await admin.refused('GET /v1/regulations/calendar', {}, 'regulations_missing');
  });
});

describe('with the packs that ship, and one that says who the vendor is', () => {
  let version = '';

  beforeAll(async () => {
    ({ version } = await publish({ ...BASE, ...SHIPPED_PACKS, ...VENDOR }));
  });

  afterAll(async () => {
    await publish(BASE);
  });

  it('A: a Californian consumer is told between 2026-06-17 and 2026-07-17, and of a price rise besides', async () => {
    const { obligations, ...answer } = await explained(CALIFORNIAN_WITH_RISE);
    expect(answer).toMatchObject({
      catalogVersion: version,
      packs: ['export', 'features', 'places', 'renewal', 'residency', 'vendor'],
      vendorNexus: ['US'],
      zone: 'America/Los_Angeles',
      verdict: 'allow',
      contract: { channels: [{ name: 'online', rows: ['ca-2863'] }] },
    });
    expect(obligations).toMatchObject([
      { row: 'ca-2863', kind: 'notice.periodic', next: '2026-08-01' },
      { row: 'ca-2863', kind: 'require.consent', forms: ['express'] },
      { row: 'ca-fee', kind: 'change.notice', earliest: '2026-07-02', latest: '2026-07-25' },
      { row: 'ca-notice', kind: 'notice.window', earliest: '2026-06-17', latest: '2026-07-17' },
    ]);
    expect(answer.disclaimer).toMatchObject({ unreviewed: ['ca-2863', 'ca-fee', 'ca-notice'] });
  });

  it('B: a German contract of 2021 stays under the old regime, until a migration forms a new one', async () => {
    expect((await explained(german(false))).contract).toMatchObject({
      renewalMode: null,
      renewalTermCap: { max: 'P12M' },
    });
    expect((await explained(german(true))).contract).toMatchObject({
      renewalMode: { mode: 'indefinite_only', from: '2024-03-01' },
      noticeCaps: [{ max: 'P1M' }],
      channels: [{ name: 'web_button' }],
      coolingOff: [{ from: '2023-03-01', lastDay: '2023-03-15' }],
    });
  });

  it.each(IRISH_SEATS)(
    'C: of an Irish business, a seat in %s on %s, with %j: %s',
    async (place, day, more, verdict) => {
      expect(await explained(irishSeat(place, day, more))).toMatchObject({ verdict });
    },
  );

  it('answers for all features of a plan, and for one that is described besides', async () => {
    const places = { billing: ['US-IL'] };
    const { verdict, features, rows } = await explained({ places, plan: 'team', features: [{ tags: ['biometric'] }] });
    expect(verdict).toBe('allow');
    expect(features.length).toBeGreaterThan(2);
    expect(features.filter((one) => one.rows.includes('il-bipa'))).toMatchObject([
      { name: null, facts: { tags: ['biometric'] } },
    ]);
    expect(rows.filter(({ row }) => row === 'il-bipa')).toHaveLength(1);
  });

  it('says what changes on 2027-01-12, and by default in the coming year', async () => {
    const query = { from: '2027-01-12', to: '2027-01-13' };
    const { changes, off, disclaimer } = await admin.call('GET /v1/regulations/calendar', { query });
    expect(changes).toMatchObject([
      { on: '2027-01-12', what: 'begins', name: 'eu-switchfee', row: { source: 'Data Act 29', tag: 'S' } },
      { on: '2027-01-12', what: 'ends', name: 'eu-switchfee' },
    ]);
    expect([off, disclaimer.unreviewed]).toEqual([[], ['eu-switchfee']]);
    const coming = await admin.call('GET /v1/regulations/calendar', {});
    expect(coming.reviews.length).toBeGreaterThan(10);
  });

  it('refuses places, features and plans that there are none of, and dates that do not exist, and says where', async () => {
    const body = { places: { billing: ['UK'] } };
    const { detail } = await admin.refused('POST /v1/regulations/explain', { body }, 'place_unknown');
    expect(detail).toBe('body.places.billing.0: "UK" is not in ISO 3166. Did you mean "GB"?');
    const named = { features: ['exprots'] };
    const feature = await admin.refused('POST /v1/regulations/explain', { body: named }, 'feature_unknown');
    expect(feature.detail).toBe('body.features.0: the catalog has no feature "exprots". Did you mean "exports"?');
    await admin.refused('POST /v1/regulations/explain', { body: { plan: 'taem' } }, 'plan_unknown');
    const contract = { concluded: '2026-02-30' };
    const dates = await admin.refused('POST /v1/regulations/explain', { body: { contract } }, 'request_invalid');
    expect(dates.detail).toContain('body.contract.concluded');
    const query = { from: '2026-01-02', to: '2026-01-01' };
    const period = await admin.refused('GET /v1/regulations/calendar', { query }, 'request_invalid');
    expect(period.detail).toContain('query.to');
  });

  it('answers a key that may read, and no other', async () => {
    const { key } = await aKey({ scopes: ['read'] });
    expect(await clientOf(key).call('POST /v1/regulations/explain', { body: {} })).toMatchObject({ verdict: 'review' });
    const { key: checking } = await aKey({ scopes: ['check'] });
    await clientOf(checking).refused('POST /v1/regulations/explain', { body: {} }, 'scope_missing');
  });
});
