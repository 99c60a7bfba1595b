import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { IN_SANDBOX } from './environment.ts';
import { CLOCK_KEY } from './registry/keys.ts';

/** The time, in epoch milliseconds. */
export type Clock = () => number;

/** The time of the machine, whatever a sandbox has been told: authentication, pace and patience go by it. */
export const realClock: Clock = () => Date.now();

/**
 * The clock that licenses go by, to be asked for once in each call. In a sandbox it is ahead of real time by an offset in the Registry,
 * read consistently and never remembered, so that no two functions can disagree; anywhere else nothing is read.
 */
export function licenseClock(client: DynamoDBDocumentClient, table: string): () => Promise<Clock> {
  if (!IN_SANDBOX) return () => Promise.resolve(realClock);
  return async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: CLOCK_KEY, ConsistentRead: true }));
    const offset = Number(Item?.['offset'] ?? 0);
    return () => realClock() + offset;
  };
}
