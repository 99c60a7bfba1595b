import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { BusEvent } from '@licet/core/catalog';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { takeAnswer } from '../gates/take-answer.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { textBucket } from '../programs/bucket.ts';
import { currentCatalogReader } from '../programs/current-catalog.ts';
import { programCache } from '../programs/program-cache.ts';
import { messageSender } from '../queue.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { gateRepository } from '../registry/gates.ts';
import { commit } from '../registry/transaction.ts';
import { sqsHandler } from '../sqs-handler.ts';
import { takeIn } from './intake.ts';
import type { LetterMessage } from './intake-message.ts';

const commitment = commitDependencies();
const { client, orders } = commitment;
const registry = environment('REGISTRY_TABLE');
const readClock = licenseClock(client, registry);
const gateDeps = { ...commitment, gates: gateRepository(client, registry) };
const bucket = textBucket(environment('PROGRAMS_BUCKET'));
const sendLetter = messageSender(new SQSClient(), environment('DEAD_LETTER_QUEUE_URL'));
const deps = {
  orders,
  takeAnswer: async (event: BusEvent) => takeAnswer(gateDeps, event, await readClock()),
  currentCatalog: currentCatalogReader(catalogRepository(client, registry), bucket, programCache(bucket)),
  startIssue: executionStarter(new SFNClient(), environment('ISSUE_LICENSE_ARN')),
  store: (order: Parameters<typeof orders.putNewer>[0]) => commit(client, orders.putNewer(order)),
};

export const handler = sqsHandler(async ({ body, messageId }) => {
  const taken = await takeIn(deps, body, messageId);
  if ('gate' in taken) return taken;
  if ('order' in taken) {
    const { source, order, version } = taken.order;
    return { outcome: taken.outcome, source, order, version };
  }
  const letter: LetterMessage = { licet: 'letter', id: messageId, reason: taken.reason, detail: taken.detail, body };
  await sendLetter(JSON.stringify(letter));
  return { outcome: taken.outcome, reason: taken.reason };
});
