import { compileRule } from '../../segment/evaluate.ts';
import type { Expression } from '../../segment/expression.ts';
import { all, demand, TooLargeError } from './formula.ts';
import type { Knowledge } from './knowledge.ts';
import { NOT_TRUE, type Outcomes, outcomeOf, TRUE } from './outcome.ts';
import { type Answer, type Effort, Solver } from './solver.ts';

/** A rule, and the outcomes that are asked about. */
export type Asked = readonly [rule: Expression, outcomes: Outcomes];

/** Questions about the rules of one level, which all see the same variables. */
export class Questions {
  readonly knowledge: Knowledge;
  readonly #effort: Effort;
  readonly #solver: Solver;
  readonly #isBoolean: (name: string) => boolean;

  constructor(knowledge: Knowledge, effort: Effort) {
    this.knowledge = knowledge;
    this.#effort = effort;
    this.#solver = new Solver(knowledge, effort);
    this.#isBoolean = (name) => knowledge.typeOf(name) === 'boolean';
  }

  /** Whether so much was asked already that no answer is to be had any more. */
  get exhausted(): boolean {
    return this.#effort.steps <= 0;
  }

  /** Whether a rule can be true. */
  canMatch(rule: Expression): Answer {
    return this.canBe([rule, TRUE]);
  }

  /** Whether a rule can be anything but true. */
  canMiss(rule: Expression): Answer {
    return this.canBe([rule, NOT_TRUE]);
  }

  /** Whether two rules can be true at once. */
  canBothMatch(a: Expression, b: Expression): Answer {
    return this.canBe([a, TRUE], [b, TRUE]);
  }

  /** Whether a rule can have one of some outcomes without another being true: where it cannot, the other holds whenever it does. */
  canBeWithout(asked: Asked, other: Expression): Answer {
    return this.canBe(asked, [other, NOT_TRUE]);
  }

  /** Whether rules can have these outcomes, all in one scope. An example is held against the rules as they run. */
  canBe(...asked: readonly Asked[]): Answer {
    try {
      const demands = asked.map(([rule, outcomes]) => demand(rule, outcomes, this.#isBoolean));
      const answer = this.#solver.solve(all(...demands));
      if (answer.kind !== 'possible') return answer;
      const holds = asked.every(([rule, outcomes]) => (outcomeOf(compileRule(rule)(answer.example)) & outcomes) !== 0);
      return holds ? answer : { kind: 'not_analysed', why: 'no example was found' };
    } catch (error) {
      if (error instanceof TooLargeError) return { kind: 'not_analysed', why: error.message };
      throw error;
    }
  }
}
