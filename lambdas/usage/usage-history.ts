import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ProgramMeter } from '@licet/core/catalog';
import type { License, WindowUse } from '@licet/core/license';
import {
  type DayBuckets,
  SUMMARY_DAYS,
  summariseUsage,
  type UsageSummary,
  windowAt,
  type WindowKind,
} from '@licet/core/metering';
import { addDays, type CivilDate, civilDate, startOfDay } from '@licet/core/time';
import * as z from 'zod';
import { customerKey } from '../registry/keys.ts';
import { numberIn } from './usage-table.ts';

/** The longest that a window of a kind lasts, in days: a bucket of 90 days ago lies in a window that began so much earlier. */
const LONGEST = { day: 1, week: 7, month: 31, year: 366 } as const satisfies Record<WindowKind, number>;

/** Reads the day buckets of a customer's meters, over their windows, as far back as rules look. */
export function usageHistory(client: DynamoDBDocumentClient, table: string) {
  async function itemsSince(customer: string, meter: string, since: CivilDate): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': customerKey(customer),
            ':from': `U#${meter}#${since}`,
            ':to': `U#${meter}#9999`,
          },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      items.push(...Items);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  async function days(customer: string, meter: ProgramMeter, today: CivilDate): Promise<DayBuckets> {
    const buckets: Record<CivilDate, number> = {};
    const since = addDays(today, -SUMMARY_DAYS - LONGEST[meter.window]);
    for (const item of await itemsSince(customer, meter.name, since)) addBuckets(buckets, item);
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

    /** What was used window by window, over the last two years. */
    async windows(
      { customer, anchor, zone, at }: Pick<License, 'customer' | 'anchor' | 'zone' | 'at'>,
      meters: readonly ProgramMeter[],
    ): Promise<Record<string, WindowUse[]>> {
      const since = addDays(civilDate(at, zone), -WINDOW_DAYS);
      const all = await Promise.all(
        meters.map(async ({ name, window }) => {
          const items = await itemsSince(customer, name, since);
          const uses = items.map((item) => {
            const startsAt = startOfDay(z.string().parse(item['sk']).slice(`U#${name}#`.length), zone);
            return { startsAt, endsAt: windowAt(window, anchor, zone, startsAt).endsAt, used: numberIn(item['total']) };
          });
          return [name, uses] as const;
        }),
      );
      return Object.fromEntries(all);
    },
  };
}

/** How far back the windows of a term may begin, in days: a term of a year, and a window of a year that began before it. */
const WINDOW_DAYS = 2 * 366;

export type UsageHistory = ReturnType<typeof usageHistory>;

function addBuckets(buckets: Record<CivilDate, number>, item: Readonly<Record<string, unknown>>): void {
  for (const [name, amount] of Object.entries(item)) {
    if (!name.startsWith('d#')) continue;
    const day = name.slice(2);
    buckets[day] = (buckets[day] ?? 0) + numberIn(amount);
  }
}
