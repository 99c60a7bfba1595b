import { closest, distance } from 'fastest-levenshtein';

/** Where something stands in a catalog's sources; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a catalog: what, where, and how to mend it. */
export interface Problem extends Place {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly message: string;
}

/** Every code that a problem can carry, and what it means. */
export const PROBLEMS = {
  yaml_invalid: 'The file is not YAML, repeats a key, or uses anchors and aliases, which catalogs do not.',
  too_large: 'The sources exceed 5 MB together.',
  form_invalid: 'A value is missing, unknown, or of the wrong kind.',
  name_duplicate: 'The same name is defined in two files.',
  name_unknown: 'Something is named that the catalog does not define.',
  grant_mismatch: "A grant or effect does not fit its feature's type.",
  rule_invalid: 'A rule does not parse, is not well typed, or uses what cannot be lowered.',
  mapping_invalid: 'A mapping does not parse, or uses what the guard does not allow.',
  product_mismatch: 'Things of two products are mixed.',
  plan_changed: 'A published plan version says something else now; versions are only added.',
  feature_in_use: 'A published plan version grants a feature that the catalog no longer defines as it was.',
  rank_tie: 'Two segments of one rank set the same feature; their order is only that of their names.',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof PROBLEMS;

/** `file:line:column: error name_unknown: message`, as compilers print it. */
export function formatProblem({ file, line, column, severity, code, message }: Problem): string {
  return `${file}:${line}:${column}: ${severity} ${code}: ${message}`;
}

/** ` Did you mean "exports"?`, or nothing where no known name is near. Meant to end a message. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  if (names.length === 0) return '';
  const nearest = closest(wrong, names);
  return distance(wrong, nearest) <= Math.max(2, Math.floor(wrong.length / 3)) ? ` Did you mean "${nearest}"?` : '';
}
