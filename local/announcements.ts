/** Listens on a cell's bus the way a vendor's own systems would: a rule, a queue, and a reader that drops what it knows. */
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type LicenseEvent, licenseEventSchema } from '@licet/core/license';
import * as z from 'zod';
import type { Cell } from './cell.ts';

const envelopeSchema = z.object({ detail: licenseEventSchema });

/** What was announced since listening began. */
export interface Announcements {
  /** Every event once, in the order in which it came. Throws what broke the listening, if anything has. */
  readonly events: readonly LicenseEvent[];
  /** Calls back for each new event; what it returns ends that. */
  readonly subscribe: (listener: (event: LicenseEvent) => void) => () => void;
  /** Takes rule and queue away again. */
  stop(): Promise<void>;
}

/** Listens for license events under a name of its own, until it is stopped. */
export async function listen(cell: Cell, name: string, signal?: AbortSignal): Promise<Announcements> {
  const queues = new SQSClient(cell.aws);
  const stopping = new AbortController();
  const until = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
  const { queue, detach } = await attachQueue(queues, new EventBridgeClient(cell.aws), cell.bus, name);
  const events = new Map<string, LicenseEvent>();
  const listeners = new Set<(event: LicenseEvent) => void>();
  const take = (body: string) => {
    const { detail } = envelopeSchema.parse(JSON.parse(body));
    // Delivery is at least once: an event that is known is dropped.
    if (events.has(detail.id)) return;
    events.set(detail.id, detail);
    for (const listener of listeners) listener(detail);
  };
  let failure: { readonly error: unknown } | undefined;
  const ended = (async () => {
    while (!until.aborted) {
      const receive = new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 });
      const { Messages = [] } = await queues.send(receive, { abortSignal: until });
      for (const { Body = '' } of Messages) take(Body);
      const taken = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      if (taken.length > 0) await queues.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: taken }));
    }
  })().catch((error: unknown) => {
    if (!until.aborted) failure = { error };
  });
  return {
    get events() {
      if (failure) throw failure.error;
      return [...events.values()];
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: async () => {
      stopping.abort();
      await ended;
      await detach();
    },
  };
}

/** Puts a queue behind a rule for everything that the cell announces. */
async function attachQueue(queues: SQSClient, events: EventBridgeClient, bus: string, name: string) {
  const { QueueUrl: queue } = await queues.send(new CreateQueueCommand({ QueueName: name }));
  const attributes = new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['QueueArn'] });
  const { Attributes } = await queues.send(attributes);
  const rule = { Name: name, EventBusName: bus };
  const targets = { Rule: name, EventBusName: bus };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['licet'] }) }));
  await events.send(new PutTargetsCommand({ ...targets, Targets: [{ Id: name, Arn: Attributes?.QueueArn }] }));
  return {
    queue,
    detach: async () => {
      await events.send(new RemoveTargetsCommand({ ...targets, Ids: [name] }));
      await events.send(new DeleteRuleCommand(rule));
      await queues.send(new DeleteQueueCommand({ QueueUrl: queue }));
    },
  };
}
