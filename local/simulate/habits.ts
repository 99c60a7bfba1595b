/** How customers work with Atlas, and the segment that follows from it. */

/** What a habit leaves on one meter: so much on each of so many days, spread over the last `within` days. */
export interface Trace {
  readonly type: string;
  /** The property that the meter sums; none where it counts events. */
  readonly property?: string;
  readonly perDay: number;
  readonly days: number;
  /** Four weeks, where it says nothing else. */
  readonly within?: number;
}

interface HabitOf {
  readonly traces: readonly Trace[];
  /** Where a month of it leads. */
  readonly segment?: string;
}

const queries = (perDay: number, days: number): Trace => ({
  type: 'query.executed',
  property: 'count',
  perDay,
  days,
});
const rows = (perDay: number, days: number): Trace => ({ type: 'rows.ingested', property: 'rows', perDay, days });
const calls = (perDay: number, days: number): Trace => ({
  type: 'api.called',
  property: 'count',
  perDay,
  days,
  within: days,
});

export const HABITS = {
  idle: { traces: [] },
  light: { traces: [queries(40, 6)] },
  steady: { traces: [queries(900, 15), rows(120_000, 4)] },
  heavy: { traces: [queries(9000, 20), rows(8_000_000, 6), calls(20_000, 5)] },
  /** Nearly an analyst: a busy day or two more, and it is one. */
  rising: { traces: [queries(2200, 20), rows(200_000, 4)] },
  analyst: { traces: [queries(3400, 20), rows(150_000, 4)], segment: 'power-analysts' },
  growing: { traces: [queries(1100, 15), rows(2_500_000, 10)], segment: 'fast-growers' },
  pipe: { traces: [queries(60, 10), calls(48_000, 6)], segment: 'api-harvesters' },
  assistant: {
    traces: [queries(700, 12), { type: 'question.answered', perDay: 1, days: 14 }],
    segment: 'ai-adopters',
  },
  exporter: {
    traces: [queries(1300, 15), { type: 'export.completed', perDay: 2, days: 14 }],
    segment: 'export-regulars',
  },
  embedder: {
    traces: [queries(1500, 15), { type: 'embed.viewed', property: 'views', perDay: 12_000, days: 12 }],
    segment: 'embed-builders',
  },
} as const satisfies Record<string, HabitOf>;

export type Habit = keyof typeof HABITS;

/** The traces of a habit, whichever it is. */
export function tracesOf(habit: Habit): readonly Trace[] {
  return HABITS[habit].traces;
}

/** The segment that a month of a habit leads to, if any. */
export function segmentOf(habit: Habit): string | undefined {
  const of: HabitOf = HABITS[habit];
  return of.segment;
}
