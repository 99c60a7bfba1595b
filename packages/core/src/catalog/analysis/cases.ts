import type { Expression } from '../../segment/expression.ts';
import type { Atom } from './atom.ts';
import type { Formula } from './formula.ts';
import { isOpen, SINGLE } from './outcome.ts';
import type { Literal } from './situation.ts';

/** Something that can be in more than one way. */
export type Choice = Extract<Formula, { kind: 'any' }>;

/** What has to be in one case: literals, by the atom's text, and the choices that are still open. */
export interface Case {
  readonly literals: ReadonlyMap<string, Literal>;
  readonly choices: readonly Choice[];
}

export const NOTHING_GIVEN: Case = { literals: new Map(), choices: [] };

/** A case in which a formula has to be true as well; undefined where an atom would have to have no outcome at all. */
export function withGiven(
  known: Case,
  given: Formula,
  atomOf: (key: string, atom: Expression) => Atom,
): Case | undefined {
  const literals = new Map(known.literals);
  const choices = [...known.choices];
  const queue = [given];
  for (const formula of queue) {
    if (formula.kind === 'all') queue.push(...formula.parts);
    else if (formula.kind === 'any') {
      if (formula.parts.length === 0) return undefined;
      if (formula.parts.length === 1) queue.push(...formula.parts);
      else choices.push(formula);
    } else {
      const key = JSON.stringify(formula.atom);
      const outcomes = formula.outcomes & (literals.get(key)?.outcomes ?? formula.outcomes);
      if (outcomes === 0) return undefined;
      literals.set(key, { atom: atomOf(key, formula.atom), outcomes });
    }
  }
  return { literals, choices };
}

/** The smallest choice, and the case without it; undefined where nothing is open any more. */
export function nextChoice({ literals, choices }: Case): { choice: Choice; others: Case } | undefined {
  const [choice, ...others] = choices.toSorted((a, b) => a.parts.length - b.parts.length);
  if (choice !== undefined) return { choice, others: { literals, choices: others } };
  const split = splitOf(literals.values());
  return split && { choice: split, others: { literals, choices: [] } };
}

/** An atom that depends on more than the values of one variable is followed for one outcome at a time. */
function splitOf(literals: Iterable<Literal>): Choice | undefined {
  for (const { atom, outcomes } of literals) {
    if (atom.kind === 'unary' || !isOpen(outcomes)) continue;
    const parts = SINGLE.filter((single) => (single & outcomes) !== 0).map(
      (single): Formula => ({ kind: 'atom', atom: atom.expression, outcomes: single }),
    );
    return { kind: 'any', parts };
  }
  return undefined;
}
