import { SQSClient } from '@aws-sdk/client-sqs';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { allowCustomer, authenticator } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { serve } from '../http/serve.ts';
import { MAX_MESSAGE_BYTES, messageSender } from '../queue.ts';
import { documentClient } from '../registry/client.ts';
import { orderRepository } from '../registry/orders.ts';
import { orderMessage } from './intake-message.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const orders = orderRepository(client, registry);
const send = messageSender(new SQSClient(), environment('INTAKE_QUEUE_URL'));

export const handler = serve(
  {
    'POST /v1/orders': async ({ body, principal }) => {
      allowCustomer(principal, body.customer.id);
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
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
