import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { letterKey, padded } from '../registry/keys.ts';

const letterSchema = z.object({
  id: z.string(),
  reason: z.string(),
  detail: z.string(),
  at: z.int(),
  body: z.string().exactOptional(),
  turnedAway: z.object({ source: z.string(), order: z.string(), home: z.string().exactOptional() }).exactOptional(),
  redrivenAt: z.int().optional(),
});
export type Letter = z.infer<typeof letterSchema>;

/** Dead letters, kept for as long as nobody has dealt with them: a queue would forget them after fourteen days. */
export function letterRepository(client: DynamoDBDocumentClient, table: string) {
  return {
    async find(id: string): Promise<Letter | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: letterKey(id), ConsistentRead: true }),
      );
      return Item && letterSchema.parse(Item['letter']);
    },

    /** Keeps a letter; keeping it again changes nothing, not even that it was redriven. */
    async keep(letter: Letter): Promise<void> {
      const listed = { gpk: 'LETTERS', gsk: `${padded(letter.at, 15)}#${letter.id}` };
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...letterKey(letter.id), letter, ...listed },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    /** Notes that a letter is being redriven. False where somebody did so before. */
    async claim(id: string, now: number): Promise<boolean> {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: letterKey(id),
            UpdateExpression: 'SET letter.redrivenAt = :now',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(letter.redrivenAt)',
            ExpressionAttributeValues: { ':now': now },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    /** Takes a claim back, where the letter could not be sent after all. */
    async release(id: string): Promise<void> {
      await client.send(
        new UpdateCommand({ TableName: table, Key: letterKey(id), UpdateExpression: 'REMOVE letter.redrivenAt' }),
      );
    },

    /** A page of letters, the newest first; `cursor` is the place of the last one that was seen. */
    async list(limit: number, cursor: string | undefined): Promise<{ letters: Letter[]; cursor?: string }> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byShard',
          ScanIndexForward: false,
          Limit: limit,
          KeyConditionExpression: cursor === undefined ? 'gpk = :letters' : 'gpk = :letters AND gsk < :cursor',
          ExpressionAttributeValues: { ':letters': 'LETTERS', ...(cursor !== undefined && { ':cursor': cursor }) },
        }),
      );
      const places = Items.map((item) => z.string().parse(item['gsk']));
      const found = await Promise.all(places.map((place) => this.find(place.slice(place.indexOf('#') + 1))));
      const letters = found.filter((letter) => letter !== undefined);
      const last = places.at(-1);
      return LastEvaluatedKey === undefined || last === undefined ? { letters } : { letters, cursor: last };
    },
  };
}
