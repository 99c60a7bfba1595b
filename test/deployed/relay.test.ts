/**
 * The outbox and its relay: whatever happens to the relay, every event that was stored with a license is announced. It is killed in the
 * middle of its batches, given what nobody could announce, and followed by a consumer that duplicates and gaps do not mislead.
 */
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type License, type LicenseEvent, licenseId, type Order, orderSchema } from '@licet/core/license';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eventKey } from '../../lambdas/registry/keys.ts';
import { commit } from '../../lambdas/registry/transaction.ts';
import { cloud, dynamodb, lambda, sqs } from './support/aws.ts';
import { attachQueue, type BusQueue } from './support/bus-queue.ts';
import { anOrder, apply, unique } from './support/customers.ts';
import { licenseFollower } from './support/follower.ts';
import { licenseOf, logOf } from './support/licenses.ts';
import { processesAreVisible, processesOf } from './support/processes.ts';
import { eventually } from './support/waiting.ts';
import { written } from './support/written.ts';

let queue: BusQueue;
beforeAll(async () => {
  queue = await attachQueue();
});
afterAll(() => queue.remove());

/** The relay, and where it puts what it cannot announce. */
async function findRelay(): Promise<{ name: string; deadLetters: string }> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 100 }));
  const variables = (fn: (typeof Functions)[number]) => fn.Environment?.Variables ?? {};
  const relay = Functions.find((fn) => variables(fn)['RELAY_DEAD_LETTER_QUEUE_URL'] !== undefined);
  if (relay === undefined) throw new Error('there is no relay');
  return { name: relay.FunctionName ?? '', deadLetters: variables(relay)['RELAY_DEAD_LETTER_QUEUE_URL'] ?? '' };
}

/** An order of a customer of its own, as it is stored. */
function storedOrder(name: string): Order {
  return orderSchema.parse(anOrder({ customer: { id: unique(name) } }));
}

/** Changes a license so many times, each in the transaction in which the commit function writes. Returns it as it is then. */
async function change(order: Order, times: number): Promise<License> {
  let license: License | undefined;
  for (let version = 1; version <= times; version += 1) {
    const items = order.items.map((item) => ({ ...item, quantity: version }));
    const next = written({ ...order, version, items }, license);
    await commit(dynamodb, next.parts);
    license = next.license;
  }
  if (license === undefined) throw new RangeError('a license is changed at least once');
  return license;
}

/** Takes deliveries until every event that is expected has come; others come along. `onArrival` is told whenever some have. */
async function receiveAll(expected: ReadonlySet<string>, onArrival = () => {}): Promise<LicenseEvent[]> {
  const missing = new Set(expected);
  const deliveries: LicenseEvent[] = [];
  await eventually(async () => {
    while (missing.size > 0) {
      const received = await queue.receive();
      if (received.length === 0) break;
      onArrival();
      deliveries.push(...received);
      for (const { id } of received) missing.delete(id);
    }
    expect([...missing]).toEqual([]);
  });
  return deliveries;
}

/** The ids of the first events of licenses. */
function eventIds(licenses: readonly string[], revisions: number): Set<string> {
  return new Set(
    licenses.flatMap((license) => Array.from({ length: revisions }, (_, index) => `${license}#${index + 1}`)),
  );
}

describe('an event', () => {
  it('is announced on the bus, as the log has it', async () => {
    const order = anOrder();
    await apply(order);
    const { id } = await licenseOf(order.customer.id);
    const [issued] = await logOf(id);
    const deliveries = await receiveAll(eventIds([id], 1));
    expect(deliveries.find((delivered) => delivered.id === `${id}#1`)).toEqual(issued);
  });
});

describe.skipIf(!processesAreVisible)('a relay that is killed in the middle of its batches', () => {
  const CHANGES = 5;
  const LICENSES = 20;
  /** At least 200 changes, and as many more as it takes to catch the relay in the act. */
  const [LEAST_ROUNDS, MOST_ROUNDS, KILLS] = [2, 8, 3];

  /** Changes licenses, and kills the relay when a part of a batch has arrived, and perhaps not yet the rest. */
  async function round(relay: string): Promise<{ licenses: License[]; deliveries: LicenseEvent[] }> {
    const orders = Array.from({ length: LICENSES }, () => storedOrder('relayed'));
    const ids = orders.map(({ customer }) => licenseId(customer.id, 'atlas'));
    let kills = 0;
    const kill = () => {
      if (kills === KILLS) return;
      kills += 1;
      for (const pid of processesOf(relay)) process.kill(pid, 'SIGKILL');
    };
    const [licenses, deliveries] = await Promise.all([
      Promise.all(orders.map((order) => change(order, CHANGES))),
      receiveAll(eventIds(ids, CHANGES), kill),
    ]);
    return { licenses, deliveries };
  }

  it('loses nothing: each event arrives, and who follows them ends with the same licenses', async () => {
    const { name } = await findRelay();
    const licenses: License[] = [];
    const deliveries: LicenseEvent[] = [];
    // What comes twice was announced by a relay that died before it could say so.
    const repeated = () => deliveries.length - new Set(deliveries.map(({ id }) => id)).size;
    for (let rounds = 0; rounds < LEAST_ROUNDS || (rounds < MOST_ROUNDS && repeated() === 0); rounds += 1) {
      const { licenses: changed, deliveries: delivered } = await round(name);
      licenses.push(...changed);
      deliveries.push(...delivered);
    }
    expect(licenses.length * CHANGES).toBeGreaterThanOrEqual(200);
    expect(repeated()).toBeGreaterThan(0);

    const arrived = new Set(deliveries.map(({ id }) => id));
    for (const license of licenses) {
      const log = await logOf(license.id);
      expect(log).toHaveLength(CHANGES);
      expect(log.filter(({ id }) => !arrived.has(id))).toEqual([]);
    }
    await expectFollowed(licenses, deliveries);
  });

  /** The worst that a follower can meet: a third of what came is lost, though not the last word, and the rest is out of order. */
  async function expectFollowed(licenses: readonly License[], deliveries: readonly LicenseEvent[]): Promise<void> {
    const follower = licenseFollower();
    const own = new Set(licenses.map(({ id }) => id));
    const met = deliveries.filter(
      ({ license, revision }, index) => own.has(license) && (revision === CHANGES || index % 3 !== 0),
    );
    const shuffled = met.toSorted((a, b) => (a.revision % 2) - (b.revision % 2) || a.revision - b.revision);
    for (const event of shuffled) await follower.take(event);
    expect(follower.count.drop).toBeGreaterThan(0);
    expect(follower.count.reread).toBeGreaterThan(0);
    expect(follower.licenses.size).toBe(licenses.length);
    for (const license of licenses) expect(follower.licenses.get(license.id)).toEqual(license);
  }
});

describe('what cannot be announced', () => {
  const letterSchema = z.object({ reason: z.string(), detail: z.string(), body: z.unknown() });

  /** Takes letters off the relay's dead-letter queue until these are among them; what others left there stays. */
  async function lettersAbout(words: readonly string[]): Promise<z.infer<typeof letterSchema>[]> {
    const { deadLetters: QueueUrl } = await findRelay();
    const found = new Map<string, z.infer<typeof letterSchema>>();
    await eventually(async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      for (const { Body = '', ReceiptHandle } of Messages) {
        const word = words.find((candidate) => Body.includes(candidate));
        if (word === undefined) continue;
        found.set(word, letterSchema.parse(JSON.parse(Body)));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      expect([...found.keys()].toSorted()).toEqual(words.toSorted());
    });
    return words.flatMap((word) => found.get(word) ?? []);
  }

  it('is set aside with its reason, and holds up nothing that comes after it', async () => {
    const before = await change(storedOrder('before'), 1);
    const customer = unique('poison');
    const put = (revision: number, event: unknown) =>
      dynamodb.send(
        new PutCommand({ TableName: cloud.registryTable, Item: { ...eventKey(customer, 'atlas', revision), event } }),
      );
    await put(1, { nonsense: `${customer}-form` });
    // A number that no number of JavaScript holds, in a record that is unreadable besides.
    await put(2, { nonsense: `${customer}-number`, revision: 10n ** 30n });
    await put(3, `${customer}-text`);
    const [real] = await logOf(before.id);
    // As large as the table takes, and larger than the bus does.
    const segments = Array.from({ length: 3000 }, (_, index) => `${index}`.padStart(100, 's'));
    await put(4, { ...real, id: `${customer}-large`, cause: { kind: 'segments', segments } });
    const after = await change(storedOrder('after'), 2);

    await receiveAll(new Set([`${before.id}#1`, `${after.id}#1`, `${after.id}#2`]));
    const [form, number, large] = await lettersAbout(['form', 'number', 'large'].map((word) => `${customer}-${word}`));
    expect(form).toMatchObject({ reason: 'event_invalid', body: { nonsense: `${customer}-form` } });
    expect(number).toMatchObject({ reason: 'event_invalid', body: { nonsense: `${customer}-number` } });
    expect(large).toMatchObject({
      reason: 'event_too_large',
      body: { id: `${customer}-large`, license: before.id, customer: before.customer, revision: 1 },
    });
  });
});
