import { SQSClient } from '@aws-sdk/client-sqs';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowCustomer, authenticator } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { serve } from '../http/serve.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { MAX_MESSAGE_BYTES, messageSender } from '../queue.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { customerRepository } from '../registry/customers.ts';
import { orderRepository } from '../registry/orders.ts';
import { orderMessage } from './intake-message.ts';
import { turnAway } from './turn-away.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const homes = ownHomes();
const catalogs = catalogRepository(client, registry);
const loadProgram = programCache(textBucket(environment('PROGRAMS_BUCKET')));
const customers = customerRepository(client, registry);
const orders = orderRepository(client, registry);
const send = messageSender(new SQSClient(), environment('INTAKE_QUEUE_URL'));

export const handler = serve(
  {
    'POST /v1/orders': async ({ body, principal, now }) => {
      allowCustomer(principal, body.customer.id);
      const pointer = await catalogs.pointer();
      const because =
        pointer &&
        (await turnAway({ homes, isKnown: customers.isKnown }, await loadProgram(pointer.program), body, now));
      if (because) throw new ProblemError(because.code, because.detail, because.members);
      const message = orderMessage(body);
      if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES)
        throw new ProblemError('body_too_large', `an order has at most ${MAX_MESSAGE_BYTES} bytes`);
      await send(message);
      return { source: body.source, order: body.order, version: body.version, status: 'queued' };
    },
    'GET /v1/orders/{source}/{id}': async ({ path: { source, id }, principal }) => {
      const pointer = await orders.pointer(source, id);
      const stored = pointer && (await orders.find(pointer.customer, source, id));
      if (stored === undefined)
        throw new ProblemError(
          'order_unknown',
          `no order "${id}" of "${source}" is stored here; an order appears once it was taken in`,
        );
      allowCustomer(principal, stored.order.customer.id);
      return stored;
    },
  },
  authenticator(client, registry, homes),
  licenseClock(client, registry),
);
