import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { expect } from 'vitest';
import { cloud, sqs, stepFunctions } from './aws.ts';
import { eventually } from './waiting.ts';

/** A message whose function was not there to take it comes back after a minute; twice in a row is bad luck that is to be borne. */
const PATIENCE_MS = 150_000;

/**
 * Waits until nothing is under way: no message waits or is being handled, and no execution that changes licenses runs. After that,
 * what has not happened will not happen.
 */
export async function everythingSettled(): Promise<void> {
  await eventually(async () => {
    // In the order of the work: a message is gone only once its execution has been started.
    expect(await messagesIn(cloud.intakeQueueUrl)).toBe(0);
    expect(await running(cloud.issueLicenseArn)).toBe(0);
    expect(await running(cloud.migrateLicenseArn)).toBe(0);
    expect(await running(cloud.renewLicenseArn)).toBe(0);
    expect(await messagesIn(cloud.deadLetterQueueUrl)).toBe(0);
  }, PATIENCE_MS);
}

/** Messages of a queue, those that somebody is handling included. */
async function messagesIn(queueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes['ApproximateNumberOfMessages']) + Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
}

async function running(stateMachineArn: string): Promise<number> {
  const { executions = [] } = await stepFunctions.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
  );
  return executions.length;
}
