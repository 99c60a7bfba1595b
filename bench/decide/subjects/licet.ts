import { compile } from '@licet/core/catalog';
import { decide, type Facts, loadProgram, open } from '@licet/core/decision';
import type { Subject } from '../subject.ts';
import { ADDONS, type Condition, type Feature, features, license, members, PLANS, segments } from '../world.ts';

function rule({ on, values }: Condition): string {
  const list = JSON.stringify(values);
  switch (on) {
    case 'member':
      return `customer.group in ${list}`;
    case 'role':
      return `user.role in ${list}`;
    case 'country':
      return `place.country in ${list}`;
    case 'managed':
      return 'device.managed';
    case 'plan':
    case 'addon':
      throw new TypeError('plans and add-ons grant; they are no segments');
  }
}

function planOf(kind: 'base' | 'addon', tier: number, granted: readonly Feature[]) {
  const grants = Object.fromEntries(granted.map(({ name }) => [name, true]));
  return { product: 'bench', kind, tier, term: 'evergreen' as const, renewal: { policy: 'auto' as const }, grants };
}

type Source = Parameters<typeof compile>[0];
type Classes = Partial<Pick<Source['features'][string], 'tags' | 'exportClass' | 'softwareClass'>>;

/** The world as a catalog, through the same compiler as every other; with packs of regulations, and what features are to them, if it is given any. */
export function compiledUnder(regulations?: Source['regulations'], classes: Classes = {}) {
  return compile({
    ...(regulations && { regulations }),
    catalog: 1,
    products: { bench: { name: 'Bench' } },
    groups: {},
    attributes: {
      customer: { group: { type: 'string' } },
      user: { role: { type: 'string' } },
      device: { managed: { type: 'boolean' } },
    },
    meters: {},
    features: Object.fromEntries(features.map(({ name }) => [name, { ...classes, product: 'bench', type: 'boolean' }])),
    plans: Object.fromEntries([
      ...PLANS.map(
        (plan, tier) =>
          [
            `${plan}@1`,
            planOf(
              'base',
              tier,
              features.filter(({ plans }) => plans.includes(plan)),
            ),
          ] as const,
      ),
      ...ADDONS.map(
        (addon) =>
          [
            `${addon}@1`,
            planOf(
              'addon',
              0,
              features.filter(({ addons }) => addons.includes(addon)),
            ),
          ] as const,
      ),
    ]),
    segments: Object.fromEntries(
      segments.map(({ name, level, rank, conditions }) => [
        name,
        { level, dimension: 'behaviour', rank, rule: conditions.map(rule).join(' && ') },
      ]),
    ),
    overlays: Object.fromEntries(
      segments.map(({ name }) => [
        name,
        Object.fromEntries(
          features.flatMap((feature) =>
            feature.effects.filter(({ segment }) => segment.name === name).map(({ allow }) => [feature.name, allow]),
          ),
        ),
      ]),
    ),
    mappings: {},
  });
}

export const compiled = compiledUnder();

export const facts: Facts = {
  v: 1,
  customer: 'bench',
  product: 'bench',
  license: 'lic_bench',
  revision: 1,
  state: 'active',
  anchor: '2026-01-01',
  zone: 'UTC',
  items: [license.plan, ...license.addons].map((plan) => ({ plan: `${plan}@1`, quantity: 1, from: 0, to: null })),
  segments: Object.fromEntries(
    segments.filter(({ level }) => level === 'customer').map(({ name }) => [name, members.has(name)]),
  ),
  overrides: [],
};

export const NOW = Date.parse('2026-11-24T12:00:00Z');

export const subject: Subject = {
  name: 'licet',
  answers: 'reason, source, staleAfter',
  prepare() {
    const session = open(loadProgram(JSON.parse(compiled.programText), compiled.hash), facts);
    return ({ feature, user, role, country, managed }) =>
      decide(session, { feature, user: { id: user, role }, place: { country }, device: { managed } }, NOW).allowed;
  },
};
