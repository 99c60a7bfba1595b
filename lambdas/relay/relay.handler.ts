import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../environment.ts';
import { messageSender } from '../queue.ts';
import { relay, type StreamedEvent } from './relay.ts';

const send = messageSender(new SQSClient(), environment('RELAY_DEAD_LETTER_QUEUE_URL'));
const deps = {
  events: new EventBridgeClient(),
  bus: environment('BUS_NAME'),
  setAside: (letter: object) => send(JSON.stringify(letter)),
};

/** The outbox's other end: what was written to the log with a license is announced on the bus. */
export const handler = middy<DynamoDBStreamEvent, void>(async ({ Records }: DynamoDBStreamEvent) => {
  const result = await relay(deps, Records.flatMap(streamedEvent));
  console.log(JSON.stringify({ records: Records.length, ...result }));
});

/** The stream's filter lets only new log entries through; said here again, since an emulator's filter may not. */
function streamedEvent({ eventName, dynamodb }: DynamoDBRecord): StreamedEvent[] {
  const sk = dynamodb?.Keys?.['sk']?.S ?? '';
  if (eventName !== 'INSERT' || !sk.startsWith('E#')) return [];
  const event = dynamodb?.NewImage?.['event'];
  return [{ sequence: dynamodb?.SequenceNumber ?? sk, event: event?.M && unmarshalled(event.M) }];
}

/**
 * The types of the event and of the library describe the same attribute values, but not in the same words. Numbers become plain
 * ones whatever their size: a BigInt, or an error, would hold up everything behind the record.
 */
function unmarshalled(image: unknown): unknown {
  return isImage(image) ? unmarshall(image, { wrapNumbers: Number }) : undefined;
}

function isImage(value: unknown): value is Parameters<typeof unmarshall>[0] {
  return typeof value === 'object' && value !== null;
}
