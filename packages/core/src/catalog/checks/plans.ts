import { GrantMismatch, grantValue, UNLIMITED } from '../grant.ts';
import { planName, planVersion } from '../load.ts';
import type { CatalogPlan } from '../schema.ts';
import { arePlansKnown, entry, type Examined, reportUnknown } from './examined.ts';

/** Checks what plans grant, and that they fit together. */
export function checkPlans(examined: Examined): void {
  const { catalog, report, broken } = examined;
  for (const [name, plan] of Object.entries(catalog.plans)) {
    checkGrants(examined, name, plan);
    checkTerm(examined, name, plan);
    const nothing = Object.values(plan.grants).every((value) => value === false || value === 0);
    const unread = [...broken].some((part) => part.startsWith(`plans.${name}.`));
    if (nothing && !unread)
      report.add('plan_grants_nothing', ['plans', name, 'grants'], `${name} grants nothing; write what it grants`);
  }
  checkAddons(examined);
  checkTiers(examined);
}

function checkGrants(examined: Examined, name: string, plan: CatalogPlan): void {
  const { catalog, report } = examined;
  for (const [granted, written] of Object.entries(plan.grants)) {
    const path = ['plans', name, 'grants', granted];
    const feature = entry(catalog.features, granted);
    if (feature === undefined) {
      reportUnknown(examined, 'features', 'feature', granted, path);
      continue;
    }
    if (feature.product !== plan.product) {
      const message = `the feature "${granted}" belongs to the product "${feature.product}", the plan to "${plan.product}"`;
      report.add('product_mismatch', path, message);
      continue;
    }
    const value = grantValue(feature, written);
    if (value instanceof GrantMismatch) report.add('grant_mismatch', path, value.message);
  }
}

/** What a plan says of its terms and can never act. */
function checkTerm({ report }: Examined, name: string, plan: CatalogPlan): void {
  const { kind, term, trial, trialEnd, firstUse, renewal } = plan;
  const idle = (path: readonly string[], why: string) =>
    report.add('term_field_idle', ['plans', name, ...path], `${name}: ${path.at(-1)} never acts, because ${why}`);
  const idleInRenewal = (fields: readonly (keyof typeof renewal)[], why: string) => {
    for (const field of fields)
      if (renewal[field] !== undefined && renewal[field] !== false) idle(['renewal', field], why);
  };
  if (trialEnd !== undefined && trial === undefined) idle(['trialEnd'], 'the plan has no trial');
  if (firstUse === true && term === 'evergreen') idle(['firstUse'], 'the plan has no term that could begin');
  if (kind === 'topup') {
    if (renewal.policy !== 'none') idle(['renewal', 'policy'], 'a top-up does not renew: write none');
    if (trialEnd === 'convert') idle(['trialEnd'], 'a top-up ends with its trial');
    idleInRenewal(['grace', 'expiration'], 'a top-up is over when it ends');
  }
  // A person can still renew it by hand, which is when its basis acts; an evergreen plan ends where its order says so.
  if (renewal.policy === 'none') idleInRenewal(['approval', 'notice'], 'the plan is not renewed');
  const converts = kind !== 'topup' && trial !== undefined && trialEnd === 'convert';
  if (renewal.policy === 'none' && !converts) idleInRenewal(['payment'], 'the plan is not renewed');
}

/** An add-on stands beside a base plan of its product, or not at all. */
function checkAddons(examined: Examined): void {
  const { catalog, plans, report } = examined;
  if (!arePlansKnown(examined)) return;
  const based = new Set(Object.values(plans).flatMap(({ kind, product }) => (kind === 'base' ? [product] : [])));
  for (const [name, { product }] of Object.entries(catalog.plans)) {
    if (!based.has(product))
      report.add(
        'addon_without_base',
        ['plans', name],
        `${name} can never stand: "${product}" has no base plan beside which it could`,
      );
  }
}

/** Whoever pays for a higher tier expects no smaller number. Only the newest versions are sold, so only they are compared. */
function checkTiers({ catalog, plans, report }: Examined): void {
  const sold = newest(plans).filter(([, { kind }]) => kind === 'base');
  for (const [name, plan] of sold) {
    if (entry(catalog.plans, name) === undefined) continue;
    const lower = sold.filter(([, other]) => other.product === plan.product && other.tier < plan.tier);
    for (const [featureName, feature] of Object.entries(catalog.features)) {
      if (feature.product !== plan.product || (feature.type !== 'limit' && feature.type !== 'metered')) continue;
      const granted = amountOf(plan, featureName);
      const best = lower.toSorted(([, a], [, b]) => amountOf(b, featureName) - amountOf(a, featureName))[0];
      if (best === undefined || amountOf(best[1], featureName) <= granted) continue;
      const own = entry(plan.grants, featureName) === undefined ? 'none' : shown(granted);
      const [otherName, other] = best;
      report.add(
        'lower_than_lower_tier',
        ['plans', name, 'grants', featureName],
        `${name} (tier ${plan.tier}) grants ${own} of "${featureName}", ${otherName} (tier ${other.tier}) grants ${shown(amountOf(other, featureName))}`,
      );
    }
  }
}

/** The newest version of each plan. */
function newest(plans: Readonly<Record<string, CatalogPlan>>): (readonly [string, CatalogPlan])[] {
  const byName = Map.groupBy(Object.entries(plans), ([name]) => planName(name));
  return [...byName.values()].flatMap((versions) =>
    versions.toSorted(([a], [b]) => planVersion(b) - planVersion(a)).slice(0, 1),
  );
}

function amountOf({ grants }: CatalogPlan, feature: string): number {
  const value = entry(grants, feature);
  if (value === UNLIMITED) return Number.POSITIVE_INFINITY;
  return typeof value === 'number' ? value : 0;
}

function shown(amount: number): string {
  return amount === Number.POSITIVE_INFINITY ? UNLIMITED : String(amount);
}
