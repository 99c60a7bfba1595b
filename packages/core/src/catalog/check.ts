import { lowerRule } from '../segment/lower.ts';
import { ExpressionError } from '../segment/parse.ts';
import { variablesOf } from '../segment/variables.ts';
import { effectOf, GrantMismatch, grantValue } from './grant.ts';
import { checkMapping } from './mapping.ts';
import { didYouMean, type Problem, type ProblemCode } from './problem.ts';
import type { ReadCatalog } from './read.ts';
import type { Catalog } from './schema.ts';

type PlaceOf = ReadCatalog['placeOf'];
type Report = (code: ProblemCode, path: readonly string[], message: string, severity?: Problem['severity']) => void;

/** Checks what a schema cannot: names, the fit of grants and features, rules and mappings. Reports all there is, not the first. */
export function checkCatalog(catalog: Catalog, placeOf: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, path, message, severity = 'error') => {
    problems.push({ severity, code, ...placeOf(path), message });
  };
  checkProducts(catalog, report);
  checkFeatures(catalog, report);
  checkPlans(catalog, report);
  checkSegments(catalog, report);
  checkOverlays(catalog, report);
  for (const [name, mapping] of Object.entries(catalog.mappings)) {
    for (const part of ['match', 'order'] as const) {
      const error = checkMapping(mapping[part]);
      if (error !== undefined) report('mapping_invalid', ['mappings', name, part], error);
    }
  }
  return problems;
}

/** The variables of a level under a catalog. */
export function catalogVariables(catalog: Catalog, level: 'customer' | 'request') {
  return variablesOf(level, catalog.attributes, Object.keys(catalog.meters), catalog.groups);
}

function unknown(what: string, name: string, known: object): string {
  return `there is no ${what} "${name}".${didYouMean(name, Object.keys(known))}`;
}

function checkProducts(catalog: Catalog, report: Report): void {
  for (const section of ['meters', 'features', 'plans'] as const) {
    for (const [name, { product }] of Object.entries(catalog[section])) {
      if (!Object.hasOwn(catalog.products, product))
        report('name_unknown', [section, name, 'product'], unknown('product', product, catalog.products));
    }
  }
}

function checkFeatures({ features, meters }: Catalog, report: Report): void {
  for (const [name, feature] of Object.entries(features)) {
    if (feature.type !== 'metered') continue;
    const meter = Object.hasOwn(meters, feature.meter) ? meters[feature.meter] : undefined;
    if (meter === undefined)
      report('name_unknown', ['features', name, 'meter'], unknown('meter', feature.meter, meters));
    else if (meter.product !== feature.product)
      report(
        'product_mismatch',
        ['features', name, 'meter'],
        `the meter "${feature.meter}" belongs to the product "${meter.product}"`,
      );
  }
}

function checkPlans({ features, plans }: Catalog, report: Report): void {
  for (const [name, plan] of Object.entries(plans)) {
    for (const [granted, written] of Object.entries(plan.grants)) {
      const path = ['plans', name, 'grants', granted];
      const feature = Object.hasOwn(features, granted) ? features[granted] : undefined;
      if (feature === undefined) report('name_unknown', path, unknown('feature', granted, features));
      else if (feature.product !== plan.product)
        report(
          'product_mismatch',
          path,
          `the feature "${granted}" belongs to the product "${feature.product}", the plan to "${plan.product}"`,
        );
      else {
        const value = grantValue(feature, written);
        if (value instanceof GrantMismatch) report('grant_mismatch', path, value.message);
      }
    }
  }
}

function checkSegments(catalog: Catalog, report: Report): void {
  for (const [name, segment] of Object.entries(catalog.segments)) {
    try {
      lowerRule(segment.rule, catalogVariables(catalog, segment.level));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      report(
        'rule_invalid',
        ['segments', name, 'rule'],
        `${error.message} (at character ${error.offset + 1} of the rule)`,
      );
    }
  }
}

function checkOverlays({ segments, overlays, features }: Catalog, report: Report): void {
  const ranks = new Map<string, string>();
  for (const [name, effects] of Object.entries(overlays)) {
    const segment = Object.hasOwn(segments, name) ? segments[name] : undefined;
    if (segment === undefined)
      report(
        'name_unknown',
        ['overlays', name],
        `an overlay is named after its segment: ${unknown('segment', name, segments)}`,
      );
    for (const [featureName, written] of Object.entries(effects)) {
      const path = ['overlays', name, featureName];
      const feature = Object.hasOwn(features, featureName) ? features[featureName] : undefined;
      if (feature === undefined) {
        report('name_unknown', path, unknown('feature', featureName, features));
        continue;
      }
      const effect = effectOf(feature, written);
      if (effect instanceof GrantMismatch) report('grant_mismatch', path, effect.message);
      if (segment === undefined) continue;
      const rank = `${segment.level} ${segment.rank} ${featureName}`;
      const other = ranks.get(rank);
      if (other !== undefined)
        report(
          'rank_tie',
          path,
          `"${name}" and "${other}" have rank ${segment.rank} and both set "${featureName}"; give one of them another rank`,
          'warning',
        );
      ranks.set(rank, name);
    }
  }
}
