import type { CivilDate } from '../time/calendar.ts';
import { addDays } from '../time/civil.ts';

/** What was counted on a meter, per civil day of the customer's zone. */
export type DayBuckets = Readonly<Record<CivilDate, number>>;

/** Sums that segment rules read as `usage.<meter>.<name>`; each window ends with, and includes, today. */
export interface UsageSummary {
  readonly last7d: number;
  readonly last30d: number;
  readonly last90d: number;
  /** Days with any usage among the last 30. */
  readonly days30d: number;
}

/** The longest stretch of days that a summary reads. */
export const SUMMARY_DAYS = 90;

/** What a meter that was never reported reads as: nothing was used, which is known, not unknown. */
export const NO_USAGE: UsageSummary = { last7d: 0, last30d: 0, last90d: 0, days30d: 0 };

/** Sums day buckets up to `today`; buckets of later days, and of more than 90 days ago, do not count. */
export function summariseUsage(days: DayBuckets, today: CivilDate): UsageSummary {
  const from7 = addDays(today, -6);
  const from30 = addDays(today, -29);
  const from90 = addDays(today, 1 - SUMMARY_DAYS);
  let [last7d, last30d, last90d, days30d] = [0, 0, 0, 0];
  for (const [day, amount] of Object.entries(days)) {
    if (day > today || day < from90) continue;
    last90d += amount;
    if (day < from30) continue;
    last30d += amount;
    if (amount > 0) days30d += 1;
    if (day >= from7) last7d += amount;
  }
  return { last7d, last30d, last90d, days30d };
}
