/** A file, or a file's generated passages, as they have to be. */
export interface Generated {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly text: string;
  /** What it is made from, for whoever has to be told that it has fallen behind. */
  readonly from: string;
}
