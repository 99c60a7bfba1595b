import { closest, distance } from 'fastest-levenshtein';
import type { PROBLEMS } from './problems.ts';

/** Where something stands in a catalog's sources; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type ProblemCode = keyof typeof PROBLEMS;

/** Something wrong with a catalog: what, where, and how to mend it. Only errors keep it from being published. */
export interface Problem extends Place {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly message: string;
}

/** A problem of any kind of source. */
type Told = Place & { readonly severity: string; readonly code: string; readonly message: string };

/** `file:line:column: error name_unknown: message`, as compilers print it. */
export function formatProblem({ file, line, column, severity, code, message }: Told): string {
  return `${file}:${line}:${column}: ${severity} ${code}: ${message}`;
}

/** A longer text is no name that somebody mistyped. */
const LONGEST_NAME = 100;

/** ` Did you mean "exports"?`, or nothing where no known name is near. Meant to end a message. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const names = wrong.length > LONGEST_NAME ? [] : [...known];
  if (names.length === 0) return '';
  const nearest = closest(wrong, names);
  return distance(wrong, nearest) <= Math.max(2, Math.floor(wrong.length / 3)) ? ` Did you mean "${nearest}"?` : '';
}
