import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering, OFFLINE } from '../test/support/answering-handler.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The clock of a function as it starts, and the reads that it makes. `offsets` is what is stored, read after read. */
async function aClock({ sandbox, offsets = [] }: { sandbox: boolean; offsets?: readonly number[] }) {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  vi.stubEnv('SANDBOX_CLOCK', sandbox ? 'on' : undefined);
  const { handler, calls } = answering((_, attempt) => {
    const offset = offsets[attempt - 1];
    return { ok: offset === undefined ? {} : { Item: { offset: { N: String(offset) } } } };
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }));
  const { licenseClock } = await import('./clock.ts');
  return { readClock: licenseClock(client, 'registry'), calls };
}

describe('the clock of licenses', () => {
  it('is the real one outside of a sandbox, and costs no read', async () => {
    const { readClock, calls } = await aClock({ sandbox: false });
    expect((await readClock())()).toBe(NOW);
    expect(calls).toEqual([]);
  });

  it('is ahead in a sandbox by what is stored, and goes on with real time', async () => {
    const { readClock, calls } = await aClock({ sandbox: true, offsets: [DAY_MS] });
    const clock = await readClock();
    expect(clock()).toBe(NOW + DAY_MS);
    vi.setSystemTime(NOW + 5);
    expect(clock()).toBe(NOW + DAY_MS + 5);
    expect(calls).toMatchObject([{ operation: 'GetItem', input: { ConsistentRead: true } }]);
  });

  it('is read anew in each call, since two functions that remembered could disagree', async () => {
    const { readClock } = await aClock({ sandbox: true, offsets: [DAY_MS, 2 * DAY_MS] });
    expect([(await readClock())(), (await readClock())()]).toEqual([NOW + DAY_MS, NOW + 2 * DAY_MS]);
  });

  it('is the real one in a sandbox that nobody has moved', async () => {
    const { readClock } = await aClock({ sandbox: true });
    expect((await readClock())()).toBe(NOW);
  });
});
