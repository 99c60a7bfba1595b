import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ProgramMeter } from '@licet/core/catalog';
import {
  type DayBuckets,
  SUMMARY_DAYS,
  summariseUsage,
  type UsageSummary,
  type WindowKind,
} from '@licet/core/metering';
import { addDays, type CivilDate } from '@licet/core/time';
import { customerKey } from '../registry/keys.ts';
import { numberIn } from './usage-table.ts';

/** The longest that a window of a kind lasts, in days: a bucket of 90 days ago lies in a window that began so much earlier. */
const LONGEST = { day: 1, week: 7, month: 31, year: 366 } as const satisfies Record<WindowKind, number>;

/** Reads the day buckets of a customer's meters, over their windows, as far back as rules look. */
export function usageHistory(client: DynamoDBDocumentClient, table: string) {
  async function days(customer: string, meter: ProgramMeter, today: CivilDate): Promise<DayBuckets> {
    const buckets: Record<CivilDate, number> = {};
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': customerKey(customer),
            ':from': `U#${meter.name}#${addDays(today, -SUMMARY_DAYS - LONGEST[meter.window])}`,
            ':to': `U#${meter.name}#9999`,
          },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of Items) addBuckets(buckets, item);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return buckets;
  }

  return {
    /** The sums that segment rules read, per meter. */
    async summaries(
      customer: string,
      meters: readonly ProgramMeter[],
      today: CivilDate,
    ): Promise<Record<string, UsageSummary>> {
      const all = await Promise.all(
        meters.map(async (meter) => [meter.name, summariseUsage(await days(customer, meter, today), today)] as const),
      );
      return Object.fromEntries(all);
    },
  };
}

export type UsageHistory = ReturnType<typeof usageHistory>;

function addBuckets(buckets: Record<CivilDate, number>, item: Readonly<Record<string, unknown>>): void {
  for (const [name, amount] of Object.entries(item)) {
    if (!name.startsWith('d#')) continue;
    const day = name.slice(2);
    buckets[day] = (buckets[day] ?? 0) + numberIn(amount);
  }
}
