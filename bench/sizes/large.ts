/**
 * Catalogs of any size, as a company would have them: four kinds of features in six plans and six add-ons, segments of customers by country, usage,
 * size and plan, segments of requests by role, place, device and experiment, and overlays of one to four effects each.
 */
import type { Catalog } from '@licet/core/catalog';
import { generator } from '../decide/world.ts';

const PLANS = ['free', 'starter', 'team', 'business', 'enterprise', 'platform'];
const ADDONS = ['export-pack', 'ai-pack', 'security-pack', 'embed-pack', 'compute-burst', 'premier-support'];
export const ROLES = ['viewer', 'analyst', 'editor', 'admin', 'auditor', 'billing', 'developer', 'guest'];
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const GROUPS = {
  eu: EU,
  efta: ['CH', 'IS', 'LI', 'NO'],
  americas: 'US CA MX BR AR CL CO PE UY'.split(' '),
  asia: 'JP KR CN IN SG TH VN ID MY PH'.split(' '),
};
export const COUNTRIES = Object.values(GROUPS).flat();
const INDUSTRIES = ['education', 'retail', 'health', 'finance', 'energy', 'logistics'];
const AREAS = ['dashboards', 'exports', 'sharing', 'queries', 'models', 'alerts', 'audit', 'embedding', 'pipelines'];

const PER_RENEWAL = { term: 'P1Y', renewal: { policy: 'auto' } } as const;

/** The names of features are as long as people make them: `dashboards-12`, `pipelines-187`. */
function featureNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${AREAS[index % AREAS.length] ?? ''}-${index}`);
}

export function largeCatalog(featureCount: number, segmentCount: number): Catalog {
  const random = generator(featureCount);
  const below = (max: number) => Math.floor(random() * max);
  const oneOf = (of: readonly string[]) => of[below(of.length)] ?? '';
  const some = (of: readonly string[], count: number) => of.toSorted(() => random() - 0.5).slice(0, count);
  const names = featureNames(featureCount);

  const feature = (index: number): Catalog['features'][string] => {
    if (index % 10 < 6) return { product: 'suite', type: 'boolean' };
    if (index % 10 < 8) return { product: 'suite', type: 'limit' };
    if (index % 10 === 8) return { product: 'suite', type: 'metered', meter: 'queries' };
    return { product: 'suite', type: 'static', values: ['basic', 'fast', 'fastest'] };
  };
  const features = Object.fromEntries(names.map((name, index) => [name, feature(index)]));
  const grant = (name: string, tier: number) => {
    const type = features[name]?.type;
    if (type === 'boolean') return true;
    return type === 'static' ? (['basic', 'fast', 'fastest'][tier % 3] ?? 'basic') : (tier + 1) * 100;
  };
  const plan = (kind: 'base' | 'addon', tier: number, granted: readonly string[]): Catalog['plans'][string] => {
    const grants = Object.fromEntries(granted.map((name) => [name, grant(name, tier)]));
    return { product: 'suite', kind, tier, ...PER_RENEWAL, grants };
  };
  /** A plan grants what the one below it grants, and more. */
  const share = (tier: number) => names.filter((_, index) => index % PLANS.length <= tier);

  const customerRule = () =>
    [
      () => `customer.country in groups.${oneOf(Object.keys(GROUPS))}`,
      () => `usage.queries.last30d > ${below(90) * 1000} && license.tier < ${below(6)}`,
      () => `customer.industry == "${oneOf(INDUSTRIES)}" && customer.employees > ${below(50) * 100}`,
      () => `license.plan in ${JSON.stringify(some(PLANS, 2))} && license.quantity >= ${below(200)}`,
      () => `"${oneOf(ADDONS)}" in license.addons || customer.publicSector`,
    ][below(5)]?.() ?? '';
  const requestRule = (name: string) =>
    [
      () => `user.roles.exists(role, role == "${oneOf(ROLES)}")`,
      () => `"${oneOf(ROLES)}" in user.roles && place.country in groups.${oneOf(Object.keys(GROUPS))}`,
      () => `user.department in ${JSON.stringify(some(INDUSTRIES, 2))}`,
      () => `!device.managed || place.country in ${JSON.stringify(some(COUNTRIES, 4))}`,
      () => `bucket("${name}", user.id) < ${below(100)}`,
    ][below(5)]?.() ?? '';
  const segments = Object.fromEntries(
    Array.from({ length: segmentCount }, (_, rank): [string, Catalog['segments'][string]] => {
      const name = `${oneOf(AREAS)}-users-${rank}`;
      const level = rank % 3 === 0 ? 'request' : 'customer';
      const rule = level === 'request' ? requestRule(name) : customerRule();
      return [name, { level, dimension: 'behaviour', rank, rule }];
    }),
  );
  const effect = (name: string): Catalog['overlays'][string][string] => {
    const type = features[name]?.type;
    if (type === 'boolean') return random() < 0.5;
    return type === 'static' ? 'fast' : { atLeast: 500 };
  };
  return {
    catalog: 1,
    products: { suite: { name: 'Suite' } },
    groups: GROUPS,
    attributes: {
      customer: { industry: { type: 'string' }, employees: { type: 'number' }, publicSector: { type: 'boolean' } },
      user: { department: { type: 'string' } },
      device: { managed: { type: 'boolean' } },
    },
    meters: { queries: { product: 'suite', event: 'query.ran', aggregate: 'count', window: 'month' } },
    features,
    plans: Object.fromEntries([
      ...PLANS.map((name, tier) => [`${name}@1`, plan('base', tier, share(tier))] as const),
      ...ADDONS.map((name) => [`${name}@1`, plan('addon', 0, some(names, 8))] as const),
    ]),
    segments,
    overlays: Object.fromEntries(
      Object.keys(segments).map((name) => [
        name,
        Object.fromEntries(some(names, 1 + below(4)).map((of) => [of, effect(of)])),
      ]),
    ),
    mappings: {},
  };
}
