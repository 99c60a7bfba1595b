import { randomUUID } from 'node:crypto';
import type { UsageEvent } from '@licet/contracts';
import type { Facts } from '@licet/core/decision';
import { windowAt } from '@licet/core/metering';
import { describe, expect, it } from 'vitest';
import { admin, problemIn, send } from './support/client.ts';
import { aLicensedCustomer, daysAgo, unique } from './support/customers.ts';
import { someFacts, storedUsage, storeCustomer, storeFacts } from './support/store.ts';

const SINGLE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const DAY_MS = 86_400_000;

/** So many queries that a customer ran. */
function queries(subject: string, count: number, more: Partial<UsageEvent> = {}): UsageEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: 'test',
    type: 'query.executed',
    subject,
    data: { count },
    ...more,
  };
}

function post(body: unknown, contentType = Array.isArray(body) ? BATCH : SINGLE, headers: Record<string, string> = {}) {
  return send({
    method: 'POST',
    path: '/v1/events',
    headers: { authorization: `Bearer ${admin.key}`, 'content-type': contentType, ...headers },
    body: JSON.stringify(body),
  });
}

async function accepted(body: unknown, contentType?: string): Promise<void> {
  const { status, text } = await post(body, contentType);
  expect({ status, text }).toEqual({ status: 204, text: '' });
}

async function refused(body: unknown, contentType?: string) {
  return problemIn(await post(body, contentType));
}

/** What is stored of a customer's queries in the window of a moment. */
function stored({ customer, anchor, zone }: Facts, at = Date.now()) {
  return storedUsage({ customer, meter: 'queries', window: windowAt('month', anchor, zone, at) });
}

async function total(facts: Facts): Promise<unknown> {
  return (await stored(facts))['total'] ?? 0;
}

const today = () => `d#${daysAgo(0)}`;

describe('usage events', () => {
  it.each([
    ['one, in structured mode', SINGLE, false],
    ['one, as plain JSON', 'application/json', false],
    ['one, with a charset', `${SINGLE}; charset=UTF-8`, false],
    ['several, in batch mode', BATCH, true],
    ['several, as plain JSON', 'application/json', true],
  ])('are counted: %s', async (_, contentType, batch) => {
    const facts = await storeFacts(someFacts());
    const events = [queries(facts.customer, 3), queries(facts.customer, 4)];
    await accepted(batch ? events : events[0], contentType);
    const sum = batch ? 7 : 3;
    expect(await stored(facts)).toEqual({ total: sum, [today()]: sum });
  });

  it('count on the meters of their types, each in its own way, beside what is consumed', async () => {
    const { customer, license } = await aLicensedCustomer({ items: [{ plan: 'business', from: daysAgo(20) }] });
    const exported = { ...queries(customer, 0), type: 'export.completed', data: {} };
    await accepted([queries(customer, 3), exported, queries(customer, 2.5), { ...exported, id: randomUUID() }]);
    await admin.call('POST /v1/check', {
      body: {
        customer,
        product: 'atlas',
        features: ['exports'],
        consume: { exports: 5 },
        minRevision: license.revision,
      },
    });
    const { meters } = await admin.call('GET /v1/customers/{id}/usage', { path: { id: customer } });
    const used = Object.fromEntries(meters.map(({ meter, ...numbers }) => [meter, numbers]));
    expect(used).toMatchObject({
      queries: { total: 5.5, last7d: 5.5, last30d: 5.5, last90d: 5.5, days30d: 1, window: { start: daysAgo(20) } },
      exports: { total: 7, last7d: 7, days30d: 1 },
      rows: { total: 0, last90d: 0, days30d: 0 },
    });
  });

  it('count now where they do not say when', async () => {
    const facts = await storeFacts(someFacts({ zone: 'Asia/Tokyo' }));
    await accepted(queries(facts.customer, 1));
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now());
    expect(await stored(facts)).toEqual({ total: 1, [`d#${day}`]: 1 });
  });
});

describe('usage events that come again', () => {
  it('count once, in whatever batch they come', async () => {
    const facts = await storeFacts(someFacts());
    const event = queries(facts.customer, 5);
    await accepted(event);
    await accepted(event);
    await accepted([queries(facts.customer, 1), event, queries(facts.customer, 2)]);
    expect(await total(facts)).toBe(8);
  });

  it('count once within a batch', async () => {
    const facts = await storeFacts(someFacts());
    const event = queries(facts.customer, 5);
    await accepted([event, { ...event }, queries(facts.customer, 1)]);
    expect(await total(facts)).toBe(6);
  });

  it('are others where another source has given them the same id', async () => {
    const facts = await storeFacts(someFacts());
    const event = queries(facts.customer, 5);
    await accepted([event, { ...event, source: 'another' }]);
    expect(await total(facts)).toBe(10);
  });

  it('count once where many bring them at the same moment', async () => {
    const facts = await storeFacts(someFacts());
    const batch = Array.from({ length: 20 }, () => queries(facts.customer, 1));
    await Promise.all(Array.from({ length: 5 }, () => accepted(batch)));
    expect(await total(facts)).toBe(20);
  });

  it('count once each in a batch as large as one may be', async () => {
    const facts = await storeFacts(someFacts());
    const batch = Array.from({ length: 500 }, () => queries(facts.customer, 1));
    await accepted(batch);
    await accepted(batch.toReversed());
    expect(await stored(facts)).toEqual({ total: 500, [today()]: 500 });
  });

  it('are counted for each of many customers in one batch', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => storeFacts(someFacts())));
    await accepted(all.flatMap(({ customer }) => [queries(customer, 1), queries(customer, 2)]));
    expect(await Promise.all(all.map(total))).toEqual(all.map(() => 3));
  });
});

describe('a batch with a bad event', () => {
  it('names it and counts nothing; mended, it counts once', async () => {
    const facts = await storeFacts(someFacts());
    const batch = [queries(facts.customer, 1), queries(facts.customer, -2), queries(facts.customer, 4)];
    const problem = await refused(batch);
    expect(problem).toMatchObject({ status: 400, code: 'events_invalid', errors: [{ at: 'body.1' }] });
    expect(problem.detail).toContain('data.count');
    expect(await total(facts)).toBe(0);
    const mended = batch.map((event) => (event.data?.['count'] === -2 ? { ...event, data: { count: 2 } } : event));
    await accepted(mended);
    await accepted(mended);
    expect(await total(facts)).toBe(7);
  });

  it('names each of them', async () => {
    const { customer } = await storeFacts(someFacts());
    const bad = [queries(unique('nobody'), 1), queries(customer, 1), queries(customer, 1, { type: 'tea.drunk' })];
    expect(await refused(bad)).toMatchObject({ code: 'events_invalid', errors: [{ at: 'body.0' }, { at: 'body.2' }] });
  });

  it.each([
    ['a type that no meter counts', { type: 'tea.drunk' }, 'type'],
    ['a property that is missing', { data: {} }, 'data.count'],
    ['no data at all', { data: undefined }, 'data.count'],
    ['a property that is no number', { data: { count: '7' } }, 'data.count'],
    ['less than nothing', { data: { count: -1 } }, 'data.count'],
    ['more than a total could hold', { data: { count: Number.MAX_VALUE } }, 'data.count'],
    ['less than the table can hold', { data: { count: 1e-200 } }, 'data.count'],
    ['a time of 32 days ago', { time: new Date(Date.now() - 32 * DAY_MS).toISOString() }, 'time'],
    ['a time in an hour', { time: new Date(Date.now() + 3_600_000).toISOString() }, 'time'],
  ])('is refused: %s', async (_, more, at) => {
    const facts = await storeFacts(someFacts());
    const problem = await refused(queries(facts.customer, 1, more));
    expect(problem).toMatchObject({ status: 400, code: 'events_invalid', errors: [{ at: 'body' }] });
    expect(problem.detail).toContain(`${at}:`);
    expect(await total(facts)).toBe(0);
  });

  it.each([
    ['a subject that is no customer', async () => unique('nobody')],
    ['a customer who has no license', () => storeCustomer()],
  ])('is refused: %s', async (_, subject) => {
    const problem = await refused(queries(await subject(), 1));
    expect(problem).toMatchObject({ status: 400, code: 'events_invalid' });
    expect(problem.detail).toContain('subject:');
  });

  it.each([
    ['another version of CloudEvents', { specversion: '0.3' }],
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['no source', { source: undefined }],
    ['no subject', { subject: undefined }],
    ['a subject with a line break', { subject: 'a\nb' }],
    ['a time that is none', { time: 'yesterday' }],
    ['a time without a zone', { time: '2026-11-01T00:00:00' }],
    ['data that is no object', { data: 'seven' }],
  ])('is refused as no usage event: %s', async (_, more) => {
    expect(await refused({ ...queries('somebody', 1), ...more })).toMatchObject({
      status: 400,
      code: 'request_invalid',
    });
  });

  it('is refused where it has more than 500', async () => {
    const facts = await storeFacts(someFacts());
    const batch = Array.from({ length: 501 }, () => queries(facts.customer, 1));
    expect(await refused(batch)).toMatchObject({ status: 400, code: 'request_invalid' });
    expect(await total(facts)).toBe(0);
  });

  it('is refused where it has none', async () => {
    expect(await refused([])).toMatchObject({ status: 400, code: 'request_invalid' });
  });
});

describe('the day that an event counts on', () => {
  /** The instant at which a civil day of so many days ago began in UTC, and some hours more. */
  const at = (days: number, hours: number) => Date.parse(`${daysAgo(days)}T00:00:00Z`) + hours * 3_600_000;
  const counted = async (facts: Facts, times: readonly number[]) => {
    await accepted(times.map((time) => queries(facts.customer, 1, { time: new Date(time).toISOString() })));
  };

  it('is that of its time in the zone of the customer, and not that of its arrival', async () => {
    const anchor = daysAgo(40);
    const east = await storeFacts(someFacts({ zone: 'Pacific/Kiritimati', anchor }));
    const west = await storeFacts(someFacts({ zone: 'Pacific/Pago_Pago', anchor }));
    // Kiritimati is 14 hours ahead of UTC, Pago Pago 11 behind.
    const times = [at(3, 9.5), at(3, 10.5), at(3, 11.5)];
    await counted(east, times);
    await counted(west, times);
    expect(await stored(east, at(3, 10))).toEqual({ total: 3, [`d#${daysAgo(3)}`]: 1, [`d#${daysAgo(2)}`]: 2 });
    expect(await stored(west, at(3, 10))).toEqual({ total: 3, [`d#${daysAgo(4)}`]: 2, [`d#${daysAgo(3)}`]: 1 });
  });

  it('takes the offset of a written time as what it is', async () => {
    const facts = await storeFacts(someFacts({ anchor: daysAgo(40) }));
    const [early, late] = [`${daysAgo(5)}T23:30:00-02:00`, `${daysAgo(5)}T00:30:00+02:00`];
    await accepted([queries(facts.customer, 1, { time: early }), queries(facts.customer, 2, { time: late })]);
    expect(await stored(facts, at(5, 12))).toEqual({ total: 3, [`d#${daysAgo(4)}`]: 1, [`d#${daysAgo(6)}`]: 2 });
  });

  it('lies in the window of its time: what comes late goes to the window before', async () => {
    // The second window began ten days ago.
    const [anchor, second] = [monthBefore(daysAgo(10)), daysAgo(10)];
    const facts = await storeFacts(someFacts({ anchor }));
    await counted(facts, [at(11, 23.9), at(10, 0), at(2, 5)]);
    expect(await storedUsage({ ...facts, meter: 'queries', window: windowFrom(anchor) })).toEqual({
      total: 1,
      [`d#${daysAgo(11)}`]: 1,
    });
    expect(await storedUsage({ ...facts, meter: 'queries', window: windowFrom(second) })).toEqual({
      total: 2,
      [`d#${daysAgo(10)}`]: 1,
      [`d#${daysAgo(2)}`]: 1,
    });
  });

  it('is taken from 31 days ago to a few minutes ahead, for clocks that are not right', async () => {
    const facts = await storeFacts(someFacts({ anchor: daysAgo(60) }));
    const [early, late] = [Date.now() - 31 * DAY_MS + 60_000, Date.now() + 4 * 60_000];
    await counted(facts, [early, late]);
    expect(await stored(facts, early)).toMatchObject({ total: 1 });
    expect(await stored(facts, late)).toMatchObject({ total: 1 });
  });
});

/** The date a month before another; the days of a month that has fewer end on its last. */
function monthBefore(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 2, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Only where a window begins is part of where it is stored. */
function windowFrom(start: string) {
  return { start, end: start, startsAt: 0, endsAt: 0 };
}

describe('CloudEvents in binary mode', () => {
  it('is refused: a customer in a header could not be told from one in the data', async () => {
    const { customer } = await storeFacts(someFacts());
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': randomUUID(),
      'ce-source': 'test',
      'ce-type': 'query.executed',
      'ce-subject': customer,
    };
    const problem = problemIn(await post({ count: 3 }, 'application/json', headers));
    expect(problem).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  it('is refused with other content than JSON, too', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': randomUUID(),
      'ce-source': 'test',
      'ce-type': 'query.executed',
    };
    expect(problemIn(await post('3', 'text/plain', headers))).toMatchObject({ code: 'media_type_unsupported' });
  });
});

describe('a total beyond what a double holds exactly', () => {
  it('is still read as a number: neither lost, nor a fault', async () => {
    const facts = await storeFacts(someFacts({ items: [{ plan: 'enterprise@1', quantity: 1, from: 0, to: null }] }));
    const { customer } = facts;
    const consume = { queries: Number.MAX_SAFE_INTEGER };
    for (let time = 0; time < 3; time += 1)
      await admin.call('POST /v1/check', { body: { customer, product: 'atlas', features: ['queries'], consume } });
    const { decisions } = await admin.call('POST /v1/check', {
      body: { customer, product: 'atlas', features: ['queries'] },
    });
    expect(decisions['queries']?.used).toBeGreaterThan(2 * Number.MAX_SAFE_INTEGER);
  });
});
