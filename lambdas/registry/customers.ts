import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Customer, customerSchema } from '@licet/core/license';
import * as z from 'zod';
import { profileKey, SHARDS, shardOf } from './keys.ts';
import type { TransactionPart } from './transaction.ts';

export interface StoredCustomer {
  readonly customer: Customer;
  readonly revision: number;
}

const part = z.string().min(1).max(512);
const pageKeySchema = z.object({ pk: part, sk: part, gpk: part, gsk: part });
/** The table refuses a key that lies outside of what is asked for. */
const cursorSchema = z
  .object({ shard: z.int().min(0).max(15), key: pageKeySchema.optional() })
  .refine(({ shard, key }) => key === undefined || key.gpk === `CUSTOMER#${SHARDS[shard]}`);

/** A page of customer ids of one shard, and where the next begins. */
export interface ShardPage {
  readonly customers: readonly string[];
  readonly next: string | undefined;
}

/** A list's cursor that this API did not make, or made for another list. */
export class CursorInvalidError extends Error {
  readonly code = 'cursor_invalid';
}

export function customerRepository(client: DynamoDBDocumentClient, table: string) {
  const repository = {
    async find(customer: string): Promise<StoredCustomer | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: profileKey(customer), ConsistentRead: true }),
      );
      return Item && { customer: customerSchema.parse(Item['customer']), revision: z.int().parse(Item['revision']) };
    },

    /** The customer's profile, written if nobody has changed it since `previous` was read. */
    put(customer: Customer, previous: StoredCustomer | undefined): TransactionPart {
      const isNext =
        previous === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :previous',
              ExpressionAttributeValues: { ':previous': previous.revision },
            };
      const inShard = { gpk: `CUSTOMER#${shardOf(customer.id)}`, gsk: customer.id };
      return {
        Put: {
          TableName: table,
          Item: { ...profileKey(customer.id), customer, revision: (previous?.revision ?? 0) + 1, ...inShard },
          ...isNext,
        },
      };
    },

    /** The customers of one shard, in the order of their ids, a page of the index at a time. */
    async pageOfShard(shard: string, after: string | undefined, limit?: number): Promise<ShardPage> {
      const start = after === undefined ? undefined : pageKeySchema.parse(parseCursor(after));
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byShard',
          KeyConditionExpression: 'gpk = :shard',
          ExpressionAttributeValues: { ':shard': `CUSTOMER#${shard}` },
          ...(start && { ExclusiveStartKey: start }),
          ...(limit !== undefined && { Limit: limit }),
        }),
      );
      return {
        customers: Items.map((item) => z.string().parse(item['gsk'])),
        next: LastEvaluatedKey && writeCursor(LastEvaluatedKey),
      };
    },

    /** A page of all customers, shard after shard. */
    async list(limit: number, cursor: string | undefined): Promise<{ customers: Customer[]; cursor?: string }> {
      const from = cursor === undefined ? { shard: 0 } : cursorSchema.safeParse(parseCursor(cursor)).data;
      if (from === undefined)
        throw new CursorInvalidError('the cursor is not one that this list gave; begin without one');
      const ids: string[] = [];
      let key = from.key && writeCursor(from.key);
      let shard = from.shard;
      for (; shard < SHARDS.length && ids.length < limit; ) {
        const page = await repository.pageOfShard(SHARDS[shard] ?? '00', key, limit - ids.length);
        ids.push(...page.customers);
        key = page.next;
        if (key === undefined) shard += 1;
      }
      const found = await Promise.all(ids.map((id) => repository.find(id)));
      const customers = found.flatMap((stored) => (stored === undefined ? [] : [stored.customer]));
      return shard < SHARDS.length
        ? { customers, cursor: writeCursor({ shard, ...(key && { key: parseCursor(key) }) }) }
        : { customers };
    },
  };
  return repository;
}

export type CustomerRepository = ReturnType<typeof customerRepository>;

function writeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new CursorInvalidError('the cursor is not one that this list gave; begin without one');
  }
}
