import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { CheckRequest } from '@licet/contracts';
import type { Facts } from '@licet/core/decision';
import { windowAt } from '@licet/core/metering';
import { describe, expect, it } from 'vitest';
import { cloud } from './support/aws.ts';
import { admin } from './support/client.ts';
import type { Consumption } from './support/consumer.ts';
import { unique } from './support/customers.ts';
import { someFacts, storedUsage, storeFacts } from './support/store.ts';

/** A customer who may export so often a month. */
function anExporter(allowance: number): Promise<Facts> {
  const override = { id: 'test', feature: 'exports', operation: 'set', value: allowance, from: 0, to: null } as const;
  return storeFacts(someFacts({ overrides: [override] }));
}

async function storedTotal({ customer, anchor, zone }: Facts): Promise<unknown> {
  const window = windowAt('month', anchor, zone, Date.now());
  return (await storedUsage({ customer, meter: 'exports', window }))['total'];
}

async function export_({ customer }: Facts, amount: number, more: Partial<CheckRequest> = {}) {
  const body = { customer, product: 'atlas', features: ['exports'], consume: { exports: amount }, ...more };
  return (await admin.call('POST /v1/check', { body })).decisions['exports'];
}

/** Answers by idempotency key: whether it was allowed. */
type Answers = Map<string, boolean>;

/**
 * Runs a consumer in a process of its own and collects its answers. With `killAfter`, the process is killed when it has told so
 * many of them, while the others are on their way.
 */
async function consumeInProcess(consumption: Consumption, killAfter = Number.POSITIVE_INFINITY): Promise<Answers> {
  const script = `${import.meta.dirname}/support/consumer.ts`;
  const child = spawn(process.execPath, [script, JSON.stringify(consumption)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const answers: Answers = new Map();
  const said = text(child.stderr);
  const ended = new Promise<string | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  for await (const line of createInterface(child.stdout)) {
    const [key = '', allowed] = line.split(': ');
    answers.set(key, allowed === 'true');
    if (answers.size >= killAfter) child.kill('SIGKILL');
  }
  const end = killAfter === Number.POSITIVE_INFINITY ? 0 : 'SIGKILL';
  expect({ end: await ended, said: await said }).toEqual({ end, said: '' });
  return answers;
}

describe('consuming', () => {
  const N = 200;
  const PROCESSES = 8;
  const CONSUMERS = 300;

  it(`grants ${N} of ${CONSUMERS} who want one at once, from ${PROCESSES} processes of which some are killed`, {
    timeout: 120_000,
  }, async () => {
    const facts = await anExporter(N);
    const { key } = await admin.call('POST /v1/api-keys', { body: { name: 'consumers', scopes: ['check'] } });
    const consumers = Array.from({ length: CONSUMERS }, (_, index) => `consumer ${index}`);
    const shares = [...Map.groupBy(consumers, (_, index) => index % PROCESSES).values()];
    const consumption = (keys: string[]) => ({
      api: cloud.api,
      key,
      customer: facts.customer,
      feature: 'exports',
      keys,
    });

    // Every third process is killed as soon as it has one answer; another takes its place and asks for all of its share again.
    const first = await Promise.all(
      shares.map(async (keys, process) => {
        if (process % 3 !== 0) return consumeInProcess(consumption(keys));
        const told = await consumeInProcess(consumption(keys), 1);
        expect(told.size).toBeLessThan(keys.length);
        const repeated = await consumeInProcess(consumption(keys));
        expect(Object.fromEntries(repeated)).toMatchObject(Object.fromEntries(told));
        return repeated;
      }),
    );
    const answers = new Map(first.flatMap((map) => [...map]));
    expect(answers.size).toBe(CONSUMERS);
    expect([...answers.values()].filter(Boolean)).toHaveLength(N);
    expect(await storedTotal(facts)).toBe(N);

    // And once more, now that all answers are known: nothing is counted again, and nobody is told otherwise.
    const again = await Promise.all(shares.map((keys) => consumeInProcess(consumption(keys))));
    const others = again.flatMap((map) => [...map]).filter(([key, allowed]) => allowed !== answers.get(key));
    expect(others).toEqual([]);
    expect(await storedTotal(facts)).toBe(N);
  });

  it('counts a repeat under the same key once, and tells it what it told before', async () => {
    const facts = await anExporter(10);
    const idempotencyKey = unique('key');
    const first = await export_(facts, 3, { idempotencyKey });
    expect(first).toMatchObject({ allowed: true, reason: 'granted', limit: 10, used: 3, remaining: 7 });
    expect(await export_(facts, 3, { idempotencyKey })).toEqual(first);
    expect(await storedTotal(facts)).toBe(3);
  });

  it('counts a repeat under the same key once even where the allowance is used up', async () => {
    const facts = await anExporter(2);
    const idempotencyKey = unique('key');
    const first = await export_(facts, 2, { idempotencyKey });
    expect(first).toMatchObject({ allowed: true, used: 2, remaining: 0 });
    expect(await export_(facts, 2, { idempotencyKey })).toEqual(first);
    expect(await export_(facts, 1, { idempotencyKey: unique('key') })).toMatchObject({
      allowed: false,
      reason: 'allowance_exhausted',
    });
    expect(await storedTotal(facts)).toBe(2);
  });

  it('counts each time where no key is given', async () => {
    const facts = await anExporter(10);
    await export_(facts, 1);
    expect(await export_(facts, 1)).toMatchObject({ allowed: true, used: 2, remaining: 8 });
  });

  it('takes the same key for another feature as another', async () => {
    const facts = await anExporter(10);
    const idempotencyKey = unique('key');
    await export_(facts, 1, { idempotencyKey });
    const body = {
      customer: facts.customer,
      product: 'atlas',
      features: ['queries'],
      consume: { queries: 5 },
      idempotencyKey,
    };
    const { decisions } = await admin.call('POST /v1/check', { body });
    expect(decisions).toMatchObject({ queries: { allowed: true, used: 5 } });
  });

  it('denies more than remains, whole, and counts nothing of it', async () => {
    const facts = await anExporter(10);
    await export_(facts, 8);
    const denied = await export_(facts, 3);
    expect(denied).toMatchObject({ allowed: false, reason: 'allowance_exhausted', limit: 10, used: 8, remaining: 2 });
    expect(await export_(facts, 11)).toMatchObject({ allowed: false, used: 8 });
    expect(await storedTotal(facts)).toBe(8);
    expect(await export_(facts, 2)).toMatchObject({ allowed: true, used: 10, remaining: 0 });
  });

  it('denies what the license does not grant, and counts nothing of it', async () => {
    const facts = await storeFacts(someFacts());
    expect(await export_(facts, 1)).toMatchObject({ allowed: false, reason: 'not_granted' });
    expect(await storedTotal(facts)).toBeUndefined();
  });

  it('counts without end what is unlimited', async () => {
    const facts = await storeFacts(someFacts({ items: [{ plan: 'enterprise@1', quantity: 1, from: 0, to: null }] }));
    const { decisions } = await admin.call('POST /v1/check', {
      body: { customer: facts.customer, product: 'atlas', features: ['sso'], consume: { exports: 5 } },
    });
    expect(decisions).toMatchObject({
      sso: { allowed: true },
      exports: { allowed: true, limit: null, used: 5, remaining: null },
    });
  });

  it.each([
    ['what is not metered', { sso: 1 }],
    ['what has a limit and no allowance', { dashboards: 1 }],
    ['two features at once', { exports: 1, queries: 1 }],
  ])('refuses to consume %s', async (_, consume) => {
    const { customer } = await anExporter(10);
    const body = { customer, product: 'atlas', features: ['exports'], consume };
    expect(await admin.refused('POST /v1/check', { body }, 'consume_invalid')).toMatchObject({ status: 400 });
  });

  it('calls a misspelt feature unknown, and counts nothing', async () => {
    const facts = await anExporter(10);
    const { decisions } = await admin.call('POST /v1/check', {
      body: { customer: facts.customer, product: 'atlas', features: ['exports'], consume: { exprots: 1 } },
    });
    expect(decisions).toMatchObject({
      exports: { allowed: true, used: 0 },
      exprots: { allowed: false, reason: 'feature_unknown' },
    });
  });
});
