/** What a code of a problem means: for the documentation, which is generated from this. */
export interface Explanation {
  readonly meaning: string;
  /** A piece of a catalog that has the problem. */
  readonly example: string;
  readonly mend: string;
}
