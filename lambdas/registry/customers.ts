import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Customer, customerSchema } from '@licet/core/license';
import * as z from 'zod';
import { customerKey, profileKey, shardOf } from './keys.ts';
import { shardedList } from './sharded-list.ts';
import type { TransactionPart } from './transaction.ts';

export interface StoredCustomer {
  readonly customer: Customer;
  readonly revision: number;
}

export function customerRepository(client: DynamoDBDocumentClient, table: string) {
  const all = shardedList(client, table, 'CUSTOMER');
  const repository = {
    async find(customer: string): Promise<StoredCustomer | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: profileKey(customer), ConsistentRead: true }),
      );
      return Item && { customer: customerSchema.parse(Item['customer']), revision: z.int().parse(Item['revision']) };
    },

    /** Whether anything of a customer is kept here: orders come before the profile. */
    async isKnown(customer: string): Promise<boolean> {
      const { Count = 0 } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          Limit: 1,
          KeyConditionExpression: 'pk = :customer',
          ExpressionAttributeValues: { ':customer': customerKey(customer) },
        }),
      );
      return Count > 0;
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
    async pageOfShard(shard: string, after: string | undefined, limit?: number) {
      const { places: customers, next } = await all.pageOfShard(shard, after, limit);
      return { customers, next };
    },

    /** A page of all customers, shard after shard. */
    async list(limit: number, cursor: string | undefined): Promise<{ customers: Customer[]; cursor?: string }> {
      const { places, ...page } = await all.page(limit, cursor);
      const found = await Promise.all(places.map((id) => repository.find(id)));
      return { customers: found.flatMap((stored) => (stored === undefined ? [] : [stored.customer])), ...page };
    },
  };
  return repository;
}

export type CustomerRepository = ReturnType<typeof customerRepository>;
