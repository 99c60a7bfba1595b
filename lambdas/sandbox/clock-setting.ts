import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { realClock } from '../clock.ts';
import { CLOCK_KEY } from '../registry/keys.ts';

const storedSchema = z.object({ offset: z.int().default(0), target: z.int().optional() });

/** The clock of a sandbox as it is set. Its offset only grows, so its time never goes back. */
export function clockSetting(client: DynamoDBDocumentClient, table: string) {
  return {
    /** What time it is, how far that is ahead, and where the clock was last sent. */
    async read(): Promise<{ now: number; offset: number; target?: number | undefined }> {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: CLOCK_KEY, ConsistentRead: true }));
      const { offset, target } = storedSchema.parse(Item ?? {});
      return { now: realClock() + offset, offset, target };
    },

    /** Notes where the clock is being sent, so that whoever goes on with it is known by it. */
    async aim(target: number): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: CLOCK_KEY,
          UpdateExpression: 'SET #target = :target',
          ExpressionAttributeNames: { '#target': 'target' },
          ExpressionAttributeValues: { ':target': target },
        }),
      );
    },

    /** Sets the clock to a moment; a clock that is there or further already stays as it is. */
    async forwardTo(moment: number): Promise<void> {
      const offset = moment - realClock();
      if (offset <= 0) return;
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: CLOCK_KEY,
            UpdateExpression: 'SET #offset = :offset',
            ConditionExpression: 'attribute_not_exists(#offset) OR #offset < :offset',
            ExpressionAttributeNames: { '#offset': 'offset' },
            ExpressionAttributeValues: { ':offset': offset },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

export type ClockSetting = ReturnType<typeof clockSetting>;
