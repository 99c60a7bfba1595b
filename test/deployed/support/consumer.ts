/**
 * A process that consumes for a customer, many times at once, each under an idempotency key of its own: it sends again until it
 * has an answer, whether it was throttled, failed or the connection broke. A line of output tells each answer: `<key>: <allowed>`.
 *
 *   node test/deployed/support/consumer.ts '{"api": …, "key": …, "customer": …, "feature": …, "keys": […]}'
 */
import { setTimeout as delay } from 'node:timers/promises';
import { checkResponseSchema } from '@licet/contracts';
import * as z from 'zod';

const orderSchema = z.strictObject({
  api: z.string(),
  key: z.string(),
  customer: z.string(),
  feature: z.string(),
  keys: z.array(z.string()),
});

/** What a consumer is to do. */
export type Consumption = z.infer<typeof orderSchema>;

const { api, key, customer, feature, keys } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''));

async function consume(idempotencyKey: string): Promise<void> {
  const body = JSON.stringify({
    customer,
    product: 'atlas',
    features: [feature],
    consume: { [feature]: 1 },
    idempotencyKey,
  });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(`${api}/v1/check`, { method: 'POST', headers, body }).catch(() => undefined);
    if (response?.status === 200) {
      const { decisions } = checkResponseSchema.parse(await response.json());
      process.stdout.write(`${idempotencyKey}: ${decisions[feature]?.allowed}\n`);
      return;
    }
    const text = await response?.text().catch(() => undefined);
    // A function that a loaded machine does not let finish is like a broken connection: nobody knows what was counted.
    if (response !== undefined && response.status !== 429 && response.status < 500)
      throw new Error(`${response.status} ${text}`);
    await delay(Math.random() * Math.min(3000, 100 * 2 ** attempt));
  }
}

await Promise.all(keys.map(consume));
