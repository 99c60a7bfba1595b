import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** TLS only, and encrypted with keys that SQS manages: free, and senders need no right on a key. */
const house = {
  enforceSSL: true,
  encryption: QueueEncryption.SQS_MANAGED,
  retentionPeriod: Duration.days(14),
  // Six times what a function of the house may take by default, as AWS advises.
  visibilityTimeout: Duration.minutes(1),
} as const satisfies QueueProps;

/** Where messages end up that nothing could take. They wait as long as SQS allows, 14 days. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, house);
    const reason = 'It is a dead-letter queue itself: an alarm watches what stays in it.';
    acknowledge(this, { 'AwsSolutions-SQS3': reason, 'Serverless-SQSRedrivePolicy': reason });
  }
}

/** A queue of work. What fails five times goes to its dead letters. */
export class WorkQueue extends Queue {
  constructor(scope: Construct, id: string, deadLetters: DeadLetterQueue) {
    super(scope, id, { ...house, deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 } });
  }
}
