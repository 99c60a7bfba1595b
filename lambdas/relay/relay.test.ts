import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type LicenseEvent, propose } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { changed } from '../../test/support/given.ts';
import { lab, NOW } from '../../test/support/lab.ts';
import { order } from '../../test/support/orders.ts';
import { relay, type StreamedEvent } from './relay.ts';

const world = { home: 'local', license: undefined, orders: [order()], program: lab, usage: {} };
const target = { customer: 'acme', product: 'lab', source: 'crm', order: 'a' };
const [issued] = changed(propose(world, { type: 'apply-orders', ...target }, NOW)).events;

const event = (revision: number, more: Partial<LicenseEvent> = {}): LicenseEvent => ({
  ...issued,
  id: `${issued.license}#${revision}`,
  revision,
  ...more,
});
const streamed = (of: unknown, index = 0): StreamedEvent => ({ sequence: `sequence-${index}`, event: of });
/** An event with about so many bytes. */
const large = (revision: number, bytes: number) =>
  event(revision, { cause: { kind: 'segments', segments: ['s'.repeat(bytes)] } });

const callSchema = z.object({
  Entries: z.array(
    z.object({
      EventBusName: z.string(),
      Source: z.string(),
      DetailType: z.string(),
      Detail: z.string(),
      Resources: z.array(z.string()),
      Time: z.number(),
    }),
  ),
});

/** The relay on a bus that answers as it is told; where nothing is said, it takes everything. */
function relayTo(answer?: (entries: readonly string[], attempt: number) => Reply | undefined) {
  const letters: { reason: string; detail: string; body: unknown }[] = [];
  const { handler, calls } = answering(({ input }, attempt) => {
    const ids = callSchema.parse(input).Entries.map(({ Detail }) => idOf(Detail));
    return answer?.(ids, attempt) ?? { ok: { FailedEntryCount: 0, Entries: ids.map((EventId) => ({ EventId })) } };
  });
  const deps = {
    events: new EventBridgeClient({ ...OFFLINE, maxAttempts: 1, requestHandler: handler }),
    bus: 'licet-test',
    setAside: (letter: (typeof letters)[number]) => {
      letters.push(letter);
      return Promise.resolve();
    },
  };
  return {
    run: (records: readonly StreamedEvent[]) => relay(deps, records),
    letters,
    entries: () => calls.map(({ input }) => callSchema.parse(input).Entries),
    sent: () => calls.map(({ input }) => callSchema.parse(input).Entries.map(({ Detail }) => idOf(Detail))),
  };
}

const idOf = (detail: string) => z.object({ id: z.string() }).parse(JSON.parse(detail)).id;
const failing = (ids: readonly string[], ...failed: readonly string[]): Reply => ({
  ok: {
    FailedEntryCount: failed.length,
    Entries: ids.map((id) =>
      failed.includes(id) ? { ErrorCode: 'InternalFailure', ErrorMessage: 'later' } : { EventId: id },
    ),
  },
});

describe('relay', () => {
  it('announces an event as it is stored, under its type and its license', async () => {
    const { run, entries } = relayTo();
    expect(await run([streamed(issued)])).toEqual({ relayed: 1, setAside: 0 });
    expect(entries()).toEqual([
      [
        {
          EventBusName: 'licet-test',
          Source: 'licet',
          DetailType: 'license.issued.v1',
          Detail: expect.any(String),
          Resources: [issued.license],
          Time: issued.at / 1000,
        },
      ],
    ]);
    expect(JSON.parse(entries()[0]?.[0]?.Detail ?? '')).toEqual(issued);
  });

  it('puts ten at a time, in their order', async () => {
    const { run, sent } = relayTo();
    const events = Array.from({ length: 23 }, (_, index) => event(index + 1));
    expect(await run(events.map(streamed))).toEqual({ relayed: 23, setAside: 0 });
    expect(sent().map((call) => call.length)).toEqual([10, 10, 3]);
    expect(sent().flat()).toEqual(events.map(({ id }) => id));
  });

  it('puts as many bytes at a time as the bus takes in one call', async () => {
    const { run, sent } = relayTo();
    const events = [100_000, 100_000, 100_000, 250_000, 1_000, 1_000].map((bytes, index) => large(index + 1, bytes));
    expect(await run(events.map(streamed))).toEqual({ relayed: 6, setAside: 0 });
    expect(sent().map((call) => call.length)).toEqual([2, 1, 3]);
  });

  it('puts again what the bus did not take, and that alone', async () => {
    const [first, second, third] = [event(1), event(2), event(3)];
    const { run, sent } = relayTo((ids, attempt) => (attempt === 1 ? failing(ids, first.id, third.id) : undefined));
    expect(await run([first, second, third].map(streamed))).toEqual({ relayed: 3, setAside: 0 });
    expect(sent()).toEqual([
      [first.id, second.id, third.id],
      [first.id, third.id],
    ]);
  });

  it('fails where the bus keeps on not taking it, so that the stream delivers the batch again', async () => {
    const { run, sent, letters } = relayTo((ids) => failing(ids, ...ids));
    await expect(run([streamed(event(1))])).rejects.toThrow('1 events could not be put on the bus: later');
    expect(sent()).toHaveLength(5);
    expect(letters).toEqual([]);
  });

  it('fails where the bus is not there at all', async () => {
    const { run } = relayTo(() => ({ error: 'ResourceNotFoundException' }));
    await expect(run([streamed(event(1))])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('sets aside what is not an event, and announces what is around it', async () => {
    const { run, sent, letters } = relayTo();
    const records = [event(1), { ...event(2), type: 'license.melted.v9' }, undefined, 'text', event(3)].map(streamed);
    expect(await run(records)).toEqual({ relayed: 2, setAside: 3 });
    expect(sent()).toEqual([[event(1).id, event(3).id]]);
    expect(letters.map(({ reason, body }) => [reason, body])).toEqual([
      ['event_invalid', { ...event(2), type: 'license.melted.v9' }],
      ['event_invalid', undefined],
      ['event_invalid', 'text'],
    ]);
    expect(letters[0]?.detail).toContain('sequence-1');
  });

  it('sets aside what is too large for the bus: by name, since it is too large for a queue as well', async () => {
    const { run, letters } = relayTo();
    const { id, type, license, customer, product, revision } = event(2);
    expect(await run([event(1), large(2, 300_000), event(3)].map(streamed))).toEqual({ relayed: 2, setAside: 1 });
    expect(letters).toEqual([
      {
        reason: 'event_too_large',
        detail: expect.stringMatching(/^the event has 3\d{5} bytes; at most 262144 can be announced$/),
        body: { id, type, license, customer, product, revision },
      },
    ]);
  });

  it('sets aside nothing of a batch that it could not set aside whole: the batch comes again', async () => {
    const { handler } = answering(() => ({ ok: { Entries: [{}] } }));
    const deps = {
      events: new EventBridgeClient({ ...OFFLINE, requestHandler: handler }),
      bus: 'licet-test',
      setAside: () => Promise.reject(new Error('no queue')),
    };
    await expect(relay(deps, [streamed('poison')])).rejects.toThrow('no queue');
  });

  it('has nothing to do where a batch is empty', async () => {
    const { run, sent } = relayTo();
    expect(await run([])).toEqual({ relayed: 0, setAside: 0 });
    expect(sent()).toEqual([]);
  });
});
