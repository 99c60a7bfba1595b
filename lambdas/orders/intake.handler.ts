import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { textBucket } from '../programs/bucket.ts';
import { currentCatalogReader } from '../programs/current-catalog.ts';
import { programCache } from '../programs/program-cache.ts';
import { messageSender } from '../queue.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { orderRepository } from '../registry/orders.ts';
import { commit } from '../registry/transaction.ts';
import { sqsHandler } from '../sqs-handler.ts';
import { takeIn } from './intake.ts';
import type { LetterMessage } from './intake-message.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const bucket = textBucket(environment('PROGRAMS_BUCKET'));
const orders = orderRepository(client, registry);
const sendLetter = messageSender(new SQSClient(), environment('DEAD_LETTER_QUEUE_URL'));
const deps = {
  orders,
  currentCatalog: currentCatalogReader(catalogRepository(client, registry), bucket, programCache(bucket)),
  startIssue: executionStarter(new SFNClient(), environment('ISSUE_LICENSE_ARN')),
  store: (order: Parameters<typeof orders.putNewer>[0]) => commit(client, orders.putNewer(order)),
};

export const handler = sqsHandler(async ({ body, messageId }) => {
  const taken = await takeIn(deps, body, messageId);
  if (taken.outcome !== 'rejected')
    return {
      outcome: taken.outcome,
      source: taken.order.source,
      order: taken.order.order,
      version: taken.order.version,
    };
  const letter: LetterMessage = { licet: 'letter', id: messageId, reason: taken.reason, detail: taken.detail, body };
  await sendLetter(JSON.stringify(letter));
  return { outcome: taken.outcome, reason: taken.reason };
});
