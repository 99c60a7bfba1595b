import type { Machine } from './machine.ts';

/** Something measured. */
export interface Figure {
  readonly what: string;
  readonly got: number;
  readonly unit:
    | 's'
    | 'ms'
    | 'µs'
    | 'ns'
    | 'KB'
    | 'MB'
    | '×'
    | 'orders'
    | 'orders/s'
    | 'licenses'
    | 'licenses/s'
    | 'decisions'
    | 'functions';
}

/** Something measured that has to stay below a bound. */
export interface Goal extends Figure {
  readonly atMost: number;
}

/** What a bench found. Ratios are of one run; absolute figures are those of the machine at that moment. */
export interface Result {
  readonly goals: readonly Goal[];
  readonly figures: readonly Figure[];
}

/** A result as it is kept: how to find it again, when and where it was found. */
export interface Kept extends Result {
  readonly command: string;
  /** RFC 3339. */
  readonly at: string;
  readonly machine: Machine;
}
