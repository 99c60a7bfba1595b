import type { Place } from '../catalog/problem.ts';

/** What can be wrong with a pack; each keeps all packs from being used. */
export type PackProblemCode =
  | 'yaml_invalid'
  | 'too_large'
  | 'form_invalid'
  | 'name_duplicate'
  | 'name_reserved'
  | 'name_unknown'
  | 'place_unknown'
  | 'group_unknown'
  | 'group_cycle'
  | 'dates_invalid'
  | 'dates_overlap'
  | 'supersedes_cycle';

/** Something wrong with a pack: what, and where. */
export interface PackProblem extends Place {
  readonly severity: 'error';
  readonly code: PackProblemCode;
  readonly message: string;
}

/** Collects problems, all that there are, and brings them into the order in which one reads the files. */
export class PackReport {
  readonly #placeOf: (path: readonly PropertyKey[]) => Place;
  readonly #problems: PackProblem[] = [];

  constructor(placeOf: (path: readonly PropertyKey[]) => Place) {
    this.#placeOf = placeOf;
  }

  /** Adds a problem at a path of the merged packs. */
  add(code: PackProblemCode, path: readonly PropertyKey[], message: string): void {
    this.at(code, this.#placeOf(path), message);
  }

  at(code: PackProblemCode, place: Place, message: string): void {
    this.#problems.push({ severity: 'error', code, ...place, message });
  }

  problems(): PackProblem[] {
    return this.#problems.toSorted(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
    );
  }
}
