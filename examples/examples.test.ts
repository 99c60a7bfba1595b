import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CheckRequest, CheckResponse } from '@licet/contracts';
import { EVENT_TYPES, initialState, type LicenseEvent, licenseEventSchema, licenseId } from '@licet/core/license';
import { afterEach, describe, expect, it } from 'vitest';
import { everyEvent } from './a-license-over-years.ts';
import { mayExport as askLicet } from './check-and-consume.ts';
import { licenseOf, mayExport } from './decide-in-your-own-process.ts';
import { follower } from './follow-license-events.ts';

describe('decide in your own process', () => {
  it('issues a license of what was ordered', () => {
    expect(licenseOf(0)).toMatchObject({ state: 'active', items: [{ ordered: 'team', quantity: 2 }] });
  });

  it('grants exports to whom the segment has come', () => {
    expect(mayExport(1_000)).toMatchObject({ allowed: false, reason: 'not_granted' });
    expect(mayExport(60_000)).toMatchObject({ allowed: true, limit: 200, source: { id: 'power-analysts' } });
  });
});

describe('follow license events', () => {
  const license = licenseId('acme', 'atlas');
  const event = (revision: number, state: 'active' | 'cancelled'): LicenseEvent => ({
    id: `${license}#${revision}`,
    type: 'license.changed.v1',
    license,
    customer: 'acme',
    product: 'atlas',
    revision,
    at: revision,
    catalogVersion: 'cv_0000000000000000',
    actor: { kind: 'system', id: 'licet' },
    cause: { kind: 'segments', segments: [] },
    before: {},
    after: { state },
    terms: [],
  });
  const read = (id: string) =>
    Promise.resolve({ ...initialState({ license: id, customer: 'acme', product: 'atlas' }), revision: 5 });

  it('applies what comes next and drops what it knows', async () => {
    const { handle, licenses } = follower(read);
    for (const detail of [event(1, 'active'), event(2, 'cancelled'), event(1, 'active')]) await handle({ detail });
    expect(licenses.get(license)).toMatchObject({ revision: 2, state: 'cancelled' });
  });

  it('reads the license again after a gap', async () => {
    const { handle, licenses } = follower(read);
    for (const detail of [event(1, 'active'), event(4, 'active'), event(2, 'active')]) await handle({ detail });
    expect(licenses.get(license)?.revision).toBe(5);
  });
});

describe('check and consume', () => {
  const answer: CheckResponse = {
    customer: 'acme',
    license: licenseId('acme', 'atlas'),
    catalogVersion: 'cv_0000000000000000',
    revision: 1,
    at: '2026-11-24T09:00:00.000Z',
    staleAfter: '2026-11-24T09:01:00.000Z',
    decisions: { exports: { allowed: true, reason: 'granted', value: 200, source: null } },
  };
  const problem = { code: 'scope_missing', detail: 'this needs a key with the scope "check"' };
  let close = () => {};
  afterEach(() => close());

  /** An API that answers one request after the other as it is told, and keeps what it was asked. */
  async function api(...statuses: readonly number[]): Promise<{ url: string; asked: CheckRequest[] }> {
    const asked: CheckRequest[] = [];
    const respond = async (request: IncomingMessage, response: ServerResponse) => {
      asked.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      const status = statuses[asked.length - 1] ?? 200;
      if (status === 0) return request.socket.destroy();
      return response.writeHead(status).end(JSON.stringify(status === 200 ? answer : problem));
    };
    const server = createServer((request, response) => void respond(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => void server.close();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return { url: `http://127.0.0.1:${address.port}`, asked };
  }
  const ada = { id: 'ada', roles: ['analyst'] };

  it('sends the same key again until the fault has passed', async () => {
    const { url, asked } = await api(429, 503, 0, 200);
    expect(await askLicet({ api: url, key: 'k' }, 'acme', ada)).toMatchObject({ allowed: true });
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('does not repeat a mistake', async () => {
    const { url, asked } = await api(403);
    await expect(askLicet({ api: url, key: 'k' }, 'acme', ada)).rejects.toThrow(/scope_missing/);
    expect(asked).toHaveLength(1);
  });
});

describe('a license over years', () => {
  it('writes every event that there is, each in the form that consumers rely on', () => {
    const events = everyEvent();
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(EVENT_TYPES));
    for (const event of events) {
      const example: unknown = JSON.parse(JSON.stringify(event));
      expect(licenseEventSchema.parse(example)).toEqual(example);
    }
  });

  it('can be billed by: who renewed which plan, how many of it, from when to when', () => {
    const renewed = everyEvent().find(({ type }) => type === 'license.renewed.v1');
    expect(renewed).toMatchObject({ cause: { kind: 'gate' }, actor: { id: 'ada@vendor.example' } });
    expect(renewed?.after.items?.at(-1)).toMatchObject({
      plan: 'team@2',
      quantity: 3,
      from: Date.parse('2027-01-24'),
      to: Date.parse('2028-01-24'),
    });
  });
});
