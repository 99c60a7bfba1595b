import { SQSClient } from '@aws-sdk/client-sqs';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowAnyCustomer, authenticator } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { serve } from '../http/serve.ts';
import { messageSender } from '../queue.ts';
import { documentClient } from '../registry/client.ts';
import { type Letter, letterRepository } from './letters.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const letters = letterRepository(client, registry);
const send = messageSender(new SQSClient(), environment('INTAKE_QUEUE_URL'));

export const handler = serve(
  {
    'GET /v1/dead-letters': async ({ query: { limit, cursor }, principal }) => {
      allowAnyCustomer(principal);
      if (cursor !== undefined && !/^\d{15}#[0-9a-f-]{8,64}$/.test(cursor))
        throw new ProblemError('request_invalid', 'query.cursor: is not one that this list gave; begin without one');
      const { letters: found, ...page } = await letters.list(limit, cursor);
      return { items: found.map(shown), ...page };
    },
    'POST /v1/dead-letters/{id}/redrive': async ({ path: { id }, principal, now }) => {
      allowAnyCustomer(principal);
      const letter = await letters.find(id);
      if (letter === undefined) throw new ProblemError('letter_unknown', `there is no dead letter "${id}"`);
      const { body, reason, detail } = letter;
      if (body === undefined)
        throw new ProblemError('letter_withheld', `${reason}: ${detail}; send it again from its source`);
      if (!(await letters.claim(id, now)))
        throw new ProblemError('letter_settled', 'it was redriven already; if it failed again, there is a new letter');
      try {
        await send(body);
      } catch (error) {
        await letters.release(id);
        throw error;
      }
      return { id, status: 'queued' };
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);

function shown({ at, redrivenAt, ...letter }: Letter) {
  return {
    ...letter,
    at: new Date(at).toISOString(),
    ...(redrivenAt !== undefined && { redrivenAt: new Date(redrivenAt).toISOString() }),
  };
}
