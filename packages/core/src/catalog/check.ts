import { analyseSegments } from './analysis/catalog.ts';
import type { NotAnalysed } from './analysis/segment.ts';
import type { Examined } from './checks/examined.ts';
import { checkMappings } from './checks/mappings.ts';
import { checkNames } from './checks/names.ts';
import { checkOverlays } from './checks/overlays.ts';
import { checkPlans } from './checks/plans.ts';
import { checkPublished } from './checks/published.ts';
import { checkRules } from './checks/rules.ts';
import { checkUnused } from './checks/unused.ts';

/**
 * Checks what a schema cannot: names, the fit of grants and features, rules and mappings, and what follows from them together. Reports
 * all there is, not the first.
 * @returns the questions that could not be answered
 */
export function checkCatalog(examined: Examined): NotAnalysed[] {
  checkNames(examined);
  checkPlans(examined);
  const rules = checkRules(examined);
  const effects = checkOverlays(examined);
  checkMappings(examined);
  checkPublished(examined);
  // What a broken part might grant, or use, is not known.
  if (!examined.report.failed) checkUnused(examined, rules, effects);
  return analyseSegments(examined, rules, effects);
}
