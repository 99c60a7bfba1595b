import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import type { Scope } from '../../segment/scope.ts';
import { printRule } from '../../segment/print.ts';
import type { Atom } from './atom.ts';
import { ELEMENT } from './atom.ts';
import { type Case, NOTHING_GIVEN, nextChoice, withGiven } from './cases.ts';
import { atomOf } from './classify.ts';
import { type ElementAnswers, OF_ELEMENTS } from './elements.ts';
import { assignmentsOf } from './example.ts';
import type { Formula } from './formula.ts';
import type { Knowledge } from './knowledge.ts';
import { outcomeOf } from './outcome.ts';
import { textsIn } from './reads.ts';
import { scopeOf } from './scope-of.ts';
import type { Literal } from './situation.ts';
import { type Possibility, possibilityOf } from './theory.ts';

/** Whether a formula can be true: certainly not; certainly, for an example; or nobody can say, and why. */
export type Answer =
  | { readonly kind: 'impossible' }
  | { readonly kind: 'possible'; readonly example: Scope }
  | { readonly kind: 'not_analysed'; readonly why: string };

/** How much may be tried for all questions about a catalog together, so that none takes for ever. */
export interface Effort {
  steps: number;
}

const STEPS_PER_QUESTION = 1500;
/** So many times an example is looked for where no contradiction was found, before it is given up. */
const EXAMPLES_PER_QUESTION = 24;
const IMPOSSIBLE: Answer = { kind: 'impossible' };

/**
 * Decides formulas about rules by cases: what has to be is taken together, and where that leaves a choice, each is followed.
 * "Impossible" is a proof, since only what the literals exclude is taken away; "possible" comes with a scope that was tried.
 */
export class Solver {
  readonly #knowledge: Knowledge;
  readonly #effort: Effort;
  readonly #atoms = new Map<string, Atom>();
  readonly #rules = new Map<Expression, ReturnType<typeof compileRule>>();
  readonly #answers = new Map<string, Answer>();
  #steps = 0;
  #examples = 0;

  constructor(knowledge: Knowledge, effort: Effort) {
    this.#knowledge = knowledge;
    this.#effort = effort;
  }

  /** Whether a formula can be true of any scope. */
  solve(formula: Formula): Answer {
    this.#steps = STEPS_PER_QUESTION;
    this.#examples = EXAMPLES_PER_QUESTION;
    return this.#explore(NOTHING_GIVEN, formula);
  }

  /** Whether a formula is true of a scope. */
  holds(formula: Formula, scope: Scope): boolean {
    if (formula.kind === 'all') return formula.parts.every((part) => this.holds(part, scope));
    if (formula.kind === 'any') return formula.parts.some((part) => this.holds(part, scope));
    const rule = this.#rules.get(formula.atom) ?? compileRule(formula.atom);
    this.#rules.set(formula.atom, rule);
    return (outcomeOf(rule(scope)) & formula.outcomes) !== 0;
  }

  #explore(known: Case, given: Formula): Answer {
    this.#steps -= 1;
    this.#effort.steps -= 1;
    if (this.#steps < 0 || this.#effort.steps < 0) return { kind: 'not_analysed', why: 'it has too many cases' };
    const now = withGiven(known, given, this.#atomOf);
    if (now === undefined) return IMPOSSIBLE;
    const literals = [...now.literals.values()];
    const possibility = possibilityOf(literals, this.#knowledge, this.#elements);
    if (possibility === undefined) return IMPOSSIBLE;
    const next = nextChoice(now);
    if (next === undefined) return this.#conclude(literals, possibility);
    let answer = IMPOSSIBLE;
    for (const part of next.choice.parts) {
      const found = this.#explore(next.others, part);
      if (found.kind === 'possible') return found;
      if (found.kind === 'not_analysed') answer = found;
    }
    return answer;
  }

  readonly #atomOf = (key: string, expression: Expression): Atom => {
    const atom = this.#atoms.get(key) ?? atomOf(expression, this.#knowledge);
    this.#atoms.set(key, atom);
    return atom;
  };

  /** Nothing contradicts what is left, so an example is looked for, which alone is certain. */
  #conclude(literals: readonly Literal[], possibility: Possibility): Answer {
    this.#examples -= 1;
    const hints = [...new Set(literals.flatMap(({ atom }) => textsIn(atom.expression)))];
    const hunt = { possibility, elements: this.#elements, hints };
    for (const assignment of this.#examples < 0 ? [] : assignmentsOf(hunt)) {
      const example = scopeOf(assignment);
      const asWanted = ({ atom, outcomes }: Literal) =>
        this.holds({ kind: 'atom', atom: atom.expression, outcomes }, example);
      if (literals.every(asWanted)) return { kind: 'possible', example };
    }
    const opaque = literals.flatMap(({ atom }) => (atom.kind === 'opaque' ? [printRule(atom.expression)] : []));
    const why = opaque.length > 0 ? `${opaque.join(', ')} is not understood` : 'no example was found';
    return { kind: 'not_analysed', why };
  }

  readonly #elements: ElementAnswers = {
    passes: (formula, element) => this.holds(formula, scopeOf(new Map([[ELEMENT, element]]))),
    possible: (formula) => this.#ofElement(formula).kind !== 'impossible',
    example: (formula) => {
      const answer = this.#ofElement(formula);
      if (answer.kind !== 'possible') return undefined;
      const element = answer.example.user?.['element'];
      return typeof element === 'string' ? element : 'x';
    },
  };

  #ofElement(formula: Formula): Answer {
    const key = JSON.stringify(formula);
    const known = this.#answers.get(key) ?? new Solver(OF_ELEMENTS, this.#effort).solve(formula);
    this.#answers.set(key, known);
    return known;
  }
}
