import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { SHARDS } from './keys.ts';

/** A list's cursor that this API did not make, or made for another list. */
export class CursorInvalidError extends Error {
  readonly code = 'cursor_invalid';
  constructor() {
    super('the cursor is not one that this list gave; begin without one');
  }
}

/** A page of one shard: places in the index in their order, and where the next page begins. */
export interface ShardPage {
  readonly places: readonly string[];
  readonly next: string | undefined;
}

const part = z.string().min(1).max(512);
const pageKeySchema = z.object({ pk: part, sk: part, gpk: part, gsk: part });

/** What lies in the shards of the Registry's index under one name, such as CUSTOMER: read by shard, or whole and page by page. */
export function shardedList(client: DynamoDBDocumentClient, table: string, name: string) {
  /** The table refuses a key that lies outside of what is asked for. */
  const cursorSchema = z
    .object({
      shard: z
        .int()
        .min(0)
        .max(SHARDS.length - 1),
      key: pageKeySchema.optional(),
    })
    .refine(({ shard, key }) => key === undefined || key.gpk === `${name}#${SHARDS[shard]}`);

  const list = {
    async pageOfShard(shard: string, after: string | undefined, limit?: number): Promise<ShardPage> {
      const start = after === undefined ? undefined : pageKeySchema.parse(parseCursor(after));
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byShard',
          KeyConditionExpression: 'gpk = :shard',
          ExpressionAttributeValues: { ':shard': `${name}#${shard}` },
          ...(start && { ExclusiveStartKey: start }),
          ...(limit !== undefined && { Limit: limit }),
        }),
      );
      return {
        places: Items.map((item) => z.string().parse(item['gsk'])),
        next: LastEvaluatedKey && writeCursor(LastEvaluatedKey),
      };
    },

    /** A page of all shards, one after the other. @throws CursorInvalidError */
    async page(limit: number, cursor: string | undefined): Promise<{ places: string[]; cursor?: string }> {
      const from = cursor === undefined ? { shard: 0 } : cursorSchema.safeParse(parseCursor(cursor)).data;
      if (from === undefined) throw new CursorInvalidError();
      const places: string[] = [];
      let key = from.key && writeCursor(from.key);
      let shard = from.shard;
      for (; shard < SHARDS.length && places.length < limit; ) {
        const page = await list.pageOfShard(SHARDS[shard] ?? '00', key, limit - places.length);
        places.push(...page.places);
        key = page.next;
        if (key === undefined) shard += 1;
      }
      return shard < SHARDS.length
        ? { places, cursor: writeCursor({ shard, ...(key && { key: parseCursor(key) }) }) }
        : { places };
    },
  };
  return list;
}

function writeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new CursorInvalidError();
  }
}
