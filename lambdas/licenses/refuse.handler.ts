import { SQSClient } from '@aws-sdk/client-sqs';
import { hashOf } from '@licet/core/hash';
import * as z from 'zod';
import { environment } from '../environment.ts';
import { type LetterMessage, orderMessage } from '../orders/intake-message.ts';
import { messageSender } from '../queue.ts';
import { documentClient } from '../registry/client.ts';
import { orderRepository } from '../registry/orders.ts';
import { taskHandler } from '../task-handler.ts';

const refusalSchema = z.object({
  execution: z.string(),
  customer: z.string(),
  source: z.string(),
  order: z.string(),
  version: z.int(),
  answer: z.object({ code: z.string(), message: z.string(), rows: z.array(z.string()).optional() }),
});
const orders = orderRepository(documentClient(), environment('REGISTRY_TABLE'));
const send = messageSender(new SQSClient(), environment('DEAD_LETTER_QUEUE_URL'));

/** Notes on an order that it was refused, and puts it with the dead letters, from where it can be redriven once the reason is mended. */
export const handler = taskHandler(async (input) => {
  const {
    execution,
    answer: { code, message, rows },
    ...version
  } = refusalSchema.parse(input);
  await orders.settle(version, { status: 'refused', code, message, ...(rows && { rows }) });
  const stored = await orders.find(version.customer, version.source, version.order);
  if (stored === undefined) return { outcome: 'refused', code };
  const letter: LetterMessage = {
    licet: 'letter',
    id: hashOf(execution),
    reason: code,
    detail: message,
    body: orderMessage(stored.order),
  };
  await send(JSON.stringify(letter));
  return { outcome: 'refused', code };
});
