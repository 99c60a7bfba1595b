import {
  DeleteRuleCommand,
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
} from '@aws-sdk/client-sqs';
import { licenseEventSchema, type LicenseEvent } from '@licet/core/license';
import * as z from 'zod';
import { cloud, eventBridge, sqs } from './aws.ts';
import { unique } from './customers.ts';

const deliveredSchema = z.object({
  source: z.literal('licet'),
  'detail-type': z.string(),
  resources: z.array(z.string()),
  detail: licenseEventSchema,
});

/** A queue that gets what is announced on the cell's bus, as somebody who follows licenses would have one. */
export interface BusQueue {
  /** Takes some deliveries off the queue; none where there are none within a second. */
  receive(): Promise<LicenseEvent[]>;
  remove(): Promise<void>;
}

export async function attachQueue(): Promise<BusQueue> {
  const name = unique('follower');
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const rule = { Name: name, EventBusName: cloud.busName };
  await eventBridge.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['licet'] }) }));
  await eventBridge.send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: cloud.busName,
      Targets: [{ Id: 'queue', Arn: Attributes['QueueArn'] }],
    }),
  );
  return {
    async receive() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      return Messages.map(({ Body = '' }) => {
        const delivered = deliveredSchema.parse(JSON.parse(Body));
        if (delivered['detail-type'] !== delivered.detail.type || delivered.resources[0] !== delivered.detail.license)
          throw new Error(`the envelope does not tell what is in it: ${Body}`);
        return delivered.detail;
      });
    },
    async remove() {
      await eventBridge.send(new RemoveTargetsCommand({ Rule: name, EventBusName: cloud.busName, Ids: ['queue'] }));
      await eventBridge.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
