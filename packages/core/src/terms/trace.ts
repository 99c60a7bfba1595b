import type { TermValue } from './effect.ts';

/** A value as a trace shows it: null is unlimited, an absent value is not set. */
export type TracedValue = boolean | number | string | null;

/** One thing that a decision considered, in order, and why it did or did not matter. */
export interface TraceStep {
  readonly step: 'state' | 'item' | 'overlay' | 'override' | 'request' | 'regulation' | 'usage';
  /** The license's state, a plan's version, a segment, an override, a regulation, or a meter. */
  readonly id: string;
  readonly outcome:
    | 'stands'
    | 'blocks'
    | 'counted'
    | 'grants_nothing'
    | 'not_begun'
    | 'ended'
    | 'plan_unknown'
    | 'applied'
    | 'not_in_segment'
    | 'withheld'
    | 'restricted'
    | 'no_effect'
    | 'not_concerned'
    | 'superseded'
    | 'within'
    | 'exceeded';
  readonly before?: TracedValue;
  readonly after?: TracedValue;
  /** What a request segment read, what a regulation was held against, and what an amount was. */
  readonly facts?: Readonly<Record<string, TracedValue | readonly TracedValue[]>>;
}

/** Where a trace is written, if anybody asked for one. */
export type Trace = TraceStep[] | undefined;

/** A value as a trace shows it; nothing where nothing is set. */
export function traced<K extends string>(key: K, value: TermValue): { readonly [P in K]?: TracedValue } {
  const shown: { [P in K]?: TracedValue } = {};
  return value === undefined
    ? shown
    : Object.assign(shown, { [key]: value === Number.POSITIVE_INFINITY ? null : value });
}
