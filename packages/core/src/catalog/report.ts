import type { Place, Problem, ProblemCode } from './problem.ts';
import { severityOf } from './problems.ts';

/** So many errors, and so many warnings, are listed: more help nobody, and are no answer that anybody could send. */
const MOST_LISTED = 500;
/** A name can be as long as a catalog; what is said of it need not be. */
const LONGEST_MESSAGE = 2000;

export type PlaceOf = (path: readonly PropertyKey[], character?: number) => Place;
/** A message, or how to make one where that takes work. */
type Message = string | (() => string);

/** Collects problems, all that there are, and brings them into the order in which one reads the files. */
export class Report {
  readonly #placeOf: PlaceOf;
  readonly #listed: Problem[] = [];
  readonly #counts = { error: 0, warning: 0 };
  readonly #failedSections = new Set<PropertyKey>();

  constructor(placeOf: PlaceOf) {
    this.#placeOf = placeOf;
  }

  /** Whether there is an error, and the catalog cannot be published. */
  get failed(): boolean {
    return this.#counts.error > 0;
  }

  /** Whether there is an error in one of some sections, so that what follows from them together is not known. */
  failedIn(...sections: readonly string[]): boolean {
    return sections.some((section) => this.#failedSections.has(section));
  }

  /** Adds a problem at a path of the catalog; `character` says where in the text that stands there. */
  add(code: ProblemCode, path: readonly PropertyKey[], message: Message, character?: number): void {
    const severity = severityOf(code);
    this.#counts[severity] += 1;
    if (severity === 'error') this.#failedSections.add(path[0] ?? '');
    if (this.#counts[severity] > MOST_LISTED) return;
    const said = typeof message === 'string' ? message : message();
    const shown = said.length > LONGEST_MESSAGE ? `${said.slice(0, LONGEST_MESSAGE)}…` : said;
    this.#listed.push({ severity, code, ...this.#placeOf(path, character), message: shown });
  }

  /** Takes over problems that were placed already. */
  take(problems: readonly Problem[]): void {
    for (const problem of problems) {
      this.#counts[problem.severity] += 1;
      if (this.#counts[problem.severity] <= MOST_LISTED) this.#listed.push(problem);
    }
  }

  /** All problems, by file, line and column; of one place, in the order in which they were found. */
  problems(): Problem[] {
    const omitted = (['error', 'warning'] as const).map(
      (severity) => [severity, this.#counts[severity] - MOST_LISTED] as const,
    );
    const more = omitted
      .filter(([, count]) => count > 0)
      .map(([severity, count]): Problem => {
        const message = `there are ${count} more ${severity}s; mend those that are listed first`;
        return { severity: 'warning', code: 'more_problems', ...this.#placeOf([]), message };
      });
    const ordered = this.#listed.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
    return [...ordered, ...more];
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
