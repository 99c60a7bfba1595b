import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { markKey } from '../registry/keys.ts';

/** A customer whose inputs changed at a moment. */
export interface Mark {
  readonly customer: string;
  readonly at: number;
}

const placeSchema = z.object({ gsk: z.string() });

/** The marks that usage leaves on customers, per shard, the oldest first. */
export function markRepository(client: DynamoDBDocumentClient, table: string) {
  return {
    async pageOfShard(
      shard: string,
      cursor: string | undefined,
      limit: number,
    ): Promise<{ marks: Mark[]; next: string | undefined }> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byShard',
          Limit: limit,
          KeyConditionExpression: cursor === undefined ? 'gpk = :shard' : 'gpk = :shard AND gsk > :cursor',
          ExpressionAttributeValues: { ':shard': `MARK#${shard}`, ...(cursor !== undefined && { ':cursor': cursor }) },
        }),
      );
      const places = Items.map((item) => placeSchema.parse(item).gsk);
      const marks = places.map((place) => ({ at: Number(place.slice(0, 15)), customer: place.slice(16) }));
      return { marks, next: LastEvaluatedKey === undefined ? undefined : places.at(-1) };
    },

    /** Takes a mark off, unless the customer was marked again meanwhile. */
    async clear({ customer, at }: Mark): Promise<void> {
      try {
        await client.send(
          new DeleteCommand({
            TableName: table,
            Key: markKey(customer),
            ConditionExpression: '#at = :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': at },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

export type MarkRepository = ReturnType<typeof markRepository>;
