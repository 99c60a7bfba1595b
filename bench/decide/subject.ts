import type { Case } from './world.ts';

/** Decides one case. Everything that can be made ready beforehand has been; what a request brings is given anew. */
export type Decide = (of: Case) => boolean | Promise<boolean>;

/** One who decides: Licet, or a peer. */
export interface Subject {
  readonly name: string;
  /** What it answers besides the boolean. */
  readonly answers: string;
  prepare(): Decide | Promise<Decide>;
}
