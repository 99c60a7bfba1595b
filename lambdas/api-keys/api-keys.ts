import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type ApiScope, SCOPES } from '@licet/contracts';
import * as z from 'zod';
import { hashSecret } from '../http/authenticate.ts';
import { apiKeyKey } from '../registry/keys.ts';

const recordSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  customer: z.string().optional(),
  product: z.string().optional(),
  createdAt: z.int(),
  expiresAt: z.int().optional(),
  revokedAt: z.int().optional(),
});
export type ApiKeyRecord = z.infer<typeof recordSchema>;

/** What a key is to be: who may use it for what, and until when (epoch milliseconds). */
export interface NewKey {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly customer?: string | undefined;
  readonly product?: string | undefined;
  readonly expiresAt?: number | undefined;
}

/** API keys: `licet_<home>_<id>_<secret>`, of which the secret is only ever stored as its hash. */
export function apiKeyRepository(client: DynamoDBDocumentClient, table: string, home: string) {
  const repository = {
    async find(id: string): Promise<ApiKeyRecord | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: apiKeyKey(id), ConsistentRead: true }),
      );
      return Item && recordSchema.parse(Item);
    },

    /** Makes a key; the whole of it is shown this once. */
    async create(wanted: NewKey, now: number): Promise<{ record: ApiKeyRecord; key: string }> {
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(24).toString('hex');
      const record = recordSchema.parse({ ...wanted, scopes: [...wanted.scopes], id, createdAt: now });
      const item = { ...apiKeyKey(id), ...record, hash: hashSecret(secret), gpk: 'KEYS', gsk: id };
      await client.send(
        new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return { record, key: `licet_${home}_${id}_${secret}` };
    },

    /** Ends a key at a moment, unless it ends before that anyway. Undefined where the key has ended already. */
    async endAt(
      id: string,
      attribute: 'expiresAt' | 'revokedAt',
      at: number,
      now: number,
    ): Promise<ApiKeyRecord | undefined> {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: apiKeyKey(id),
            UpdateExpression: 'SET #end = :at',
            ConditionExpression:
              'attribute_exists(pk) AND attribute_not_exists(revokedAt) AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
            ExpressionAttributeNames: { '#end': attribute },
            ExpressionAttributeValues: { ':at': at, ':now': now },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return recordSchema.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    async list(limit: number, cursor: string | undefined): Promise<{ records: ApiKeyRecord[]; cursor?: string }> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byShard',
          Limit: limit,
          KeyConditionExpression: cursor === undefined ? 'gpk = :keys' : 'gpk = :keys AND gsk > :cursor',
          ExpressionAttributeValues: { ':keys': 'KEYS', ...(cursor !== undefined && { ':cursor': cursor }) },
        }),
      );
      const ids = Items.map((item) => z.string().parse(item['gsk']));
      const records = (await Promise.all(ids.map((id) => repository.find(id)))).filter(
        (record) => record !== undefined,
      );
      const last = ids.at(-1);
      return LastEvaluatedKey === undefined || last === undefined ? { records } : { records, cursor: last };
    },
  };
  return repository;
}
