import { BatchWriteCommand, type BatchWriteCommandInput, type BatchWriteCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { TransactionPart } from '../../../lambdas/registry/transaction.ts';
import { dynamodb } from './aws.ts';

type Item = Readonly<Record<string, unknown>>;
type WriteRequest =
  | { readonly PutRequest: { readonly Item: Item } }
  | { readonly DeleteRequest: { readonly Key: Item } };

/** What one call takes. */
const BATCH = 25;

/** Puts the items of transaction parts, any number of them and not together: conditions do not count here. */
export function putAll(table: string, parts: readonly TransactionPart[]): Promise<void> {
  return writeAll(
    table,
    parts.flatMap(({ Put }) => (Put?.Item === undefined ? [] : [{ PutRequest: { Item: Put.Item } }])),
  );
}

export function deleteAll(table: string, keys: readonly Item[]): Promise<void> {
  return writeAll(
    table,
    keys.map((Key) => ({ DeleteRequest: { Key } })),
  );
}

async function writeAll(table: string, requests: readonly WriteRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += BATCH) {
    let left: BatchWriteCommandInput['RequestItems'] = { [table]: requests.slice(from, from + BATCH) };
    while (left !== undefined && Object.keys(left).length > 0) {
      const { UnprocessedItems }: BatchWriteCommandOutput = await dynamodb.send(
        new BatchWriteCommand({ RequestItems: left }),
      );
      left = UnprocessedItems;
    }
  }
}
