import type { RuleType } from '../segment/variables.ts';
import { typeOfVariable, variablesOf } from '../segment/variables.ts';
import { inferTypes } from './analysis/infer-types.ts';
import { knowledgeOf } from './analysis/knowledge.ts';
import { FALSE, NOT_FALSE, NOT_TRUE, TRUE } from './analysis/outcome.ts';
import { type Asked, Questions } from './analysis/questions.ts';
import type { CatalogChange } from './change.ts';
import { planName } from './load.ts';
import type { Program, ProgramSegment } from './program.ts';

const STEPS = 2000;

/**
 * Whom a segment's new rule selects, compared with its old one, and whether somebody may lose by it. A grant is lost where the rule no
 * longer holds; a restriction is new where the rule was false. What cannot be found out counts as a loss.
 */
export function compareRules(
  before: ProgramSegment,
  after: ProgramSegment,
  { plans, meters }: Program,
  restricts: readonly boolean[],
): Pick<CatalogChange, 'selects' | 'mayTake'> {
  if (before.level !== after.level) return { selects: 'others', mayTake: true };
  const inferred = inferTypes([before.rule, after.rule]);
  const supplied = variablesOf(
    after.level,
    {},
    meters.map(({ name }) => name),
    {},
  );
  const typeOf = (name: string): RuleType | undefined => typeOfVariable(supplied, name) ?? inferred.get(name);
  const known = plans.map((plan) => ({ ...plan, name: planName(plan.name) }));
  const questions = new Questions(knowledgeOf(typeOf, known), { steps: STEPS });
  const never = (...asked: readonly Asked[]) => questions.canBe(...asked).kind === 'impossible';
  const keepsAll = never([before.rule, TRUE], [after.rule, NOT_TRUE]);
  const addsNone = never([after.rule, TRUE], [before.rule, NOT_TRUE]);
  // A restriction holds where its rule is not known to be false.
  const restrictsNobodyMore = never([after.rule, NOT_FALSE], [before.rule, FALSE]);
  return {
    selects: keepsAll ? (addsNone ? 'the_same' : 'more') : addsNone ? 'fewer' : 'others',
    mayTake: restricts.some((restriction) => (restriction ? !restrictsNobodyMore : !keepsAll)),
  };
}
