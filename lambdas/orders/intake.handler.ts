import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { BusEvent } from '@licet/core/catalog';
import type { LoadedProgram } from '@licet/core/decision';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { takeAnswer } from '../gates/take-answer.ts';
import { ownHomes } from '../homes.ts';
import { commitDependencies } from '../licenses/dependencies.ts';
import { textBucket } from '../programs/bucket.ts';
import { currentCatalogReader } from '../programs/current-catalog.ts';
import { programCache } from '../programs/program-cache.ts';
import { messageSender } from '../queue.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { customerRepository } from '../registry/customers.ts';
import { gateRepository } from '../registry/gates.ts';
import { commit } from '../registry/transaction.ts';
import { sqsHandler } from '../sqs-handler.ts';
import { type Taken, takeIn } from './intake.ts';
import type { LetterMessage } from './intake-message.ts';
import { type Addressed, turnAway } from './turn-away.ts';

const commitment = commitDependencies();
const { client, orders } = commitment;
const registry = environment('REGISTRY_TABLE');
const homes = ownHomes();
const customers = customerRepository(client, registry);
const readClock = licenseClock(client, registry);
const gateDeps = { ...commitment, gates: gateRepository(client, registry) };
const bucket = textBucket(environment('PROGRAMS_BUCKET'));
const sendLetter = messageSender(new SQSClient(), environment('DEAD_LETTER_QUEUE_URL'));
const deps = {
  orders,
  takeAnswer: async (event: BusEvent) => takeAnswer(gateDeps, event, await readClock()),
  currentCatalog: currentCatalogReader(catalogRepository(client, registry), bucket, programCache(bucket)),
  turnAway: async (program: LoadedProgram, order: Addressed) =>
    turnAway({ homes, isKnown: customers.isKnown }, program, order, (await readClock())()),
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
  const letter: LetterMessage = { licet: 'letter', id: messageId, ...whyOf(taken, body) };
  await sendLetter(JSON.stringify(letter));
  return { outcome: taken.outcome, reason: letter.reason };
});

/** The rest of a letter: with what arrived, unless it is of a customer whose data may not be kept here. */
function whyOf(taken: Extract<Taken, { outcome: 'rejected' | 'turned_away' }>, body: string) {
  if (taken.outcome === 'rejected') return { reason: taken.reason, detail: taken.detail, body };
  const { because, source, id: order } = taken;
  const { code: reason, detail, home } = because;
  return { reason, detail, turnedAway: { source, order, ...(home !== undefined && { home }) } };
}
