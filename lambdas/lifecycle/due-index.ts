import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { customerKey, licenseKey, padded, SHARDS } from '../registry/keys.ts';

/** A license of which something is due, as its place in the index tells. */
export interface DueLicense {
  readonly shard: string;
  readonly license: string;
  readonly customer: string;
  readonly product: string;
  /** When it is due, in epoch milliseconds. */
  readonly at: number;
}

const placeSchema = z.object({ pk: z.string(), sk: z.string(), gsk: z.string() });

/** The due index: which licenses time has something to do with, and when. It lies in 16 shards and follows a write within moments. */
export function dueIndex(client: DynamoDBDocumentClient, table: string) {
  async function ofShard(
    shard: string,
    until: number,
    first: 'oldest' | 'newest',
    most: number,
  ): Promise<DueLicense[]> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byShard',
        KeyConditionExpression: 'gpk = :shard AND gsk < :after',
        ExpressionAttributeValues: { ':shard': `DUE#${shard}`, ':after': padded(until + 1, 15) },
        ScanIndexForward: first === 'oldest',
        Limit: most,
      }),
    );
    return Items.map((item) => dueLicense(shard, placeSchema.parse(item)));
  }

  return {
    /** What is due by a moment: of every shard a list, of at most so many. */
    dueBy(until: number, first: 'oldest' | 'newest', mostOfEach: number): Promise<DueLicense[][]> {
      return Promise.all(SHARDS.map((shard) => ofShard(shard, until, first, mostOfEach)));
    },
  };
}

export type DueIndex = ReturnType<typeof dueIndex>;

function dueLicense(shard: string, { pk, sk, gsk }: z.infer<typeof placeSchema>): DueLicense {
  const [at = '', license = ''] = gsk.split('#');
  const customer = pk.slice(customerKey('').length);
  return { shard, license, customer, product: sk.slice(licenseKey('', '').sk.length), at: Number(at) };
}
