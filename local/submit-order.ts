import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';

const answerSchema = z.looseObject({
  status: z.union([z.int(), z.string()]).optional(),
  code: z.string().optional(),
  home: z.string().optional(),
  address: z.string().optional(),
});

/** What the API answers to an order, taken or not: `code`, `home` and `address` where it was turned away. */
export type Submitted = z.infer<typeof answerSchema>;

/** Submits an order and reads whatever is answered. Not with fetch, which sends a body again where the answer is 421, and may fail on that. */
export async function submitOrder(api: string, key: string, order: object): Promise<Submitted> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await new Promise<unknown>((resolve, reject) => {
    request(`${api}/v1/orders`, { method: 'POST', headers }, (response) => {
      json(response).then(resolve, reject);
    })
      .on('error', reject)
      .end(JSON.stringify(order));
  });
  return answerSchema.parse(answer);
}
