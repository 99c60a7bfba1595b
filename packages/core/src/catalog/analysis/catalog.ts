import type { ReadRule } from '../../segment/lower.ts';
import { typeOfVariable } from '../../segment/variables.ts';
import { arePlansKnown, type Examined } from '../checks/examined.ts';
import type { Effect } from '../checks/overlays.ts';
import { planName } from '../load.ts';
import type { Catalog } from '../schema.ts';
import { catalogVariables } from '../variables.ts';
import { analyseIdle } from './idle.ts';
import { type KnownPlan, type Knowledge, knowledgeOf } from './knowledge.ts';
import { analyseShadows, analyseTies, type Laid } from './pairs.ts';
import { Questions } from './questions.ts';
import { analyseAlone, type AnalysedSegment, type NotAnalysed } from './segment.ts';
import type { Effort } from './solver.ts';

/** Cases that are followed for one catalog before the rest is left unanswered: about a second. */
const STEPS = 12_000;

/**
 * Asks of every segment whether it can match, of every effect whether it does anything, and of those that meet on a feature whether
 * they leave each other standing. What it says is certain; what it could not find out is in the answer.
 */
export function analyseSegments(
  examined: Examined,
  rules: ReadonlyMap<string, ReadRule>,
  effects: readonly Effect[],
): NotAnalysed[] {
  const { catalog, plans, report } = examined;
  // Rules see plans; what is said of them under other plans than there are would be wrong.
  if (!arePlansKnown(examined)) return [];
  const isWhole = !report.failedIn('products', 'features', 'plans', 'segments', 'overlays');
  const notAnalysed: NotAnalysed[] = [];
  const effort: Effort = { steps: STEPS };
  for (const level of ['customer', 'request'] as const) {
    const questions = new Questions(knowledgeOfLevel(catalog, plans, level), effort);
    const live = new Map<string, AnalysedSegment>();
    for (const segment of segmentsOf(catalog, rules, level)) {
      if (analyseAlone(segment, questions, report, notAnalysed)) live.set(segment.name, segment);
    }
    for (const [feature, laid] of laidByFeature(live, effects)) {
      analyseTies(laid, questions, report, notAnalysed);
      // What an effect leaves of another depends on all that are laid, and on what plans grant.
      if (!isWhole) continue;
      analyseShadows(laid, catalog.features[feature]?.type === 'static', questions, report, notAnalysed);
      analyseIdle(examined, laid, questions, notAnalysed);
    }
  }
  return notAnalysed;
}

/** What is known of the variables of a level under a catalog. */
function knowledgeOfLevel(catalog: Catalog, plans: Catalog['plans'], level: 'customer' | 'request'): Knowledge {
  const variables = catalogVariables(catalog, level);
  return knowledgeOf(
    (name) => typeOfVariable(variables, name),
    Object.entries(plans).map(([name, plan]): KnownPlan => ({ ...plan, name: planName(name) })),
  );
}

function segmentsOf(
  catalog: Catalog,
  rules: ReadonlyMap<string, ReadRule>,
  level: 'customer' | 'request',
): AnalysedSegment[] {
  return Object.entries(catalog.segments).flatMap(([name, segment]) => {
    const rule = rules.get(name);
    return rule === undefined || segment.level !== level
      ? []
      : [{ name, level, rank: segment.rank, rule: rule.expression }];
  });
}

/** The effects on each feature, in the order in which they are laid: rank, then name. */
function laidByFeature(
  segments: ReadonlyMap<string, AnalysedSegment>,
  effects: readonly Effect[],
): Map<string, Laid[]> {
  const laid = effects.flatMap((effect): Laid[] => {
    const segment = segments.get(effect.segment);
    return segment === undefined ? [] : [{ segment, effect }];
  });
  const ordered = laid.toSorted(
    (a, b) => a.segment.rank - b.segment.rank || (a.segment.name < b.segment.name ? -1 : 1),
  );
  return Map.groupBy(ordered, ({ effect }) => effect.feature);
}
