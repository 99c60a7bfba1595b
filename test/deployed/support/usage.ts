import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { civilDate } from '@licet/core/time';
import { markKey, padded, shardOf } from '../../../lambdas/registry/keys.ts';
import { dayAttribute, usageKey } from '../../../lambdas/usage/usage-table.ts';
import { cloud, dynamodb } from './aws.ts';
import { putAll } from './bulk.ts';

/** More than power-analysts needs in 30 days. */
export const MANY_QUERIES = 50_001;
/** Marks as old as these have nothing more counted under them. */
export const SETTLED_MS = 300_000;

/** Writes usage as it is counted, all of it today, which nobody has evaluated yet. */
export async function writeQueries(ids: readonly string[], count = MANY_QUERIES): Promise<void> {
  const today = civilDate(Date.now(), 'UTC');
  const window = { start: today, end: today, startsAt: 0, endsAt: 0 };
  const items = ids.map((customer) => ({
    ...usageKey({ customer, meter: 'queries', window }),
    total: count,
    [dayAttribute(today)]: count,
  }));
  await putAll(
    cloud.usageTable,
    items.map((Item) => ({ Put: { TableName: cloud.usageTable, Item } })),
  );
}

export async function mark(customer: string, at: number): Promise<void> {
  const place = { gpk: `MARK#${shardOf(customer)}`, gsk: `${padded(at, 15)}#${customer}` };
  await dynamodb.send(new PutCommand({ TableName: cloud.usageTable, Item: { ...markKey(customer), at, ...place } }));
}

export async function markOf(customer: string): Promise<unknown> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: cloud.usageTable, Key: markKey(customer), ConsistentRead: true }),
  );
  return Item?.['at'];
}
