import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { letterMessageSchema } from '../orders/intake-message.ts';
import { documentClient } from '../registry/client.ts';
import { sqsHandler } from '../sqs-handler.ts';
import { letterRepository } from './letters.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const letters = letterRepository(client, registry);
const readClock = licenseClock(client, registry);

/** Keeps what arrives in the dead-letter queue: our own rejections with their reason, and what SQS gave up on. */
export const handler = sqsHandler(async ({ body, messageId }) => {
  const rejection = letterMessageSchema.safeParse(parseJson(body)).data;
  const reason = rejection?.reason ?? 'intake_failed';
  const detail = rejection?.detail ?? 'intake failed on it again and again; the log of the intake function says why';
  const clock = await readClock();
  const { id, turnedAway } = rejection ?? { id: messageId };
  const arrived = rejection ? rejection.body : body;
  await letters.keep({
    id,
    reason,
    detail,
    at: clock(),
    ...(arrived !== undefined && { body: arrived }),
    ...(turnedAway && { turnedAway }),
  });
  return { outcome: 'kept', reason };
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
