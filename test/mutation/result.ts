/** A change that no test noticed. */
export interface Survivor {
  /** Where it begins, as `file:line`, below `packages/core/src`. */
  readonly at: string;
  readonly was: string;
  readonly became: string;
  /** Whether a test passes there at all. */
  readonly covered: boolean;
}

/** What became of every mutant of a folder of `core`. */
export interface Result {
  /** RFC 3339. */
  readonly at: string;
  readonly killed: number;
  /** Noticed, since the tests did not come to an end. */
  readonly timedOut: number;
  /** Not tried: computed while a module loads. */
  readonly ignored: number;
  /** Left over where a run was ended early. */
  readonly left?: number;
  readonly survivors: readonly Survivor[];
}

export const noticed = ({ killed, timedOut }: Result) => killed + timedOut;
export const tried = (result: Result) => noticed(result) + result.survivors.length;
export const untried = ({ ignored, left = 0 }: Result) => ignored + left;
