import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { activationKey, CATALOG_POINTER_KEY, catalogVersionKey } from './keys.ts';
import type { TransactionPart } from './transaction.ts';

/** Which catalog version is current, and the program that it compiles to. Publishing moves this one item. */
export const catalogPointerSchema = z.object({
  version: z.string(),
  program: z.string(),
  /** Grows with every move, so that two who publish at once cannot both believe they won. */
  revision: z.int(),
  at: z.int(),
  by: z.string(),
});
export type CatalogPointer = z.infer<typeof catalogPointerSchema>;

const versionSchema = z.object({ version: z.string(), program: z.string(), at: z.int(), by: z.string() });
export type CatalogVersion = z.infer<typeof versionSchema>;

export function catalogRepository(client: DynamoDBDocumentClient, table: string) {
  /** The first or the last version that became current between two keys. */
  async function activated(from: string, to: string, which: 'first' | 'last'): Promise<CatalogVersion | undefined> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        Limit: 1,
        ScanIndexForward: which === 'first',
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': CATALOG_POINTER_KEY.pk, ':from': from, ':to': to },
      }),
    );
    return Items.map((item) => versionSchema.parse(item))[0];
  }

  return {
    async pointer(): Promise<CatalogPointer | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: CATALOG_POINTER_KEY, ConsistentRead: true }),
      );
      return Item && catalogPointerSchema.parse(Item);
    },
    async version(version: string): Promise<CatalogVersion | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: catalogVersionKey(version), ConsistentRead: true }),
      );
      return Item && versionSchema.parse(Item);
    },
    async versions(): Promise<CatalogVersion[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
          ExpressionAttributeValues: { ':pk': CATALOG_POINTER_KEY.pk, ':version': 'V#' },
        }),
      );
      return Items.map((item) => versionSchema.parse(item));
    },
    /** A version's record; writing it again changes nothing, since a version is named by its content. */
    putVersion(version: CatalogVersion): TransactionPart {
      return { Put: { TableName: table, Item: { ...catalogVersionKey(version.version), ...version } } };
    },
    /** The version that was current at a moment; the first of all, where none was current yet. */
    async versionAt(at: number): Promise<CatalogVersion | undefined> {
      const until = activationKey(at, 9_999_999_999).sk;
      return (await activated('A#', until, 'last')) ?? activated(until, 'A$', 'first');
    },
    /** Moves the pointer, if it has not been moved since `previous` was read, and notes since when the version is current. */
    movePointer(to: CatalogVersion, previous: CatalogPointer | undefined): TransactionPart[] {
      const unmoved =
        previous === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :previous',
              ExpressionAttributeValues: { ':previous': previous.revision },
            };
      const revision = (previous?.revision ?? 0) + 1;
      return [
        { Put: { TableName: table, Item: { ...CATALOG_POINTER_KEY, ...to, revision }, ...unmoved } },
        { Put: { TableName: table, Item: { ...activationKey(to.at, revision), ...to } } },
      ];
    },
  };
}

export type CatalogRepository = ReturnType<typeof catalogRepository>;
