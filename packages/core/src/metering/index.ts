export { type DayBuckets, NO_USAGE, SUMMARY_DAYS, summariseUsage, type UsageSummary } from './usage.ts';
export { type Window, type WindowKind, windowAt } from './window.ts';
