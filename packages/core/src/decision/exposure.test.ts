import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compiled } from '../../../../test/support/catalogs.ts';
import { loadProgram } from '../catalog/load.ts';
import { bucket } from '../hash/bucket.ts';
import type { Asker } from '../segment/scope.ts';
import type { Facts } from '../terms/facts.ts';
import { decide } from './decide.ts';
import type { Exposure } from './decision.ts';
import { open } from './session.ts';

/** A catalog with one experiment, which draws half of somebody. */
function withExperiment(level: 'customer' | 'request', rule: string) {
  const { program, hash } = compiled({
    'c.yaml': `catalog: 1
products: { p: { name: P } }
attributes: { customer: { branch: { type: string } }, user: { role: { type: string } } }
meters: { runs: { product: p, event: run, aggregate: count, window: day } }
features: { on: { product: p, type: boolean }, seats: { product: p, type: limit } }
plans:
  free@1: { product: p, kind: base, tier: 10, term: evergreen, renewal: { policy: none }, grants: { seats: 1 } }
  team@1: { product: p, kind: base, tier: 20, term: evergreen, renewal: { policy: none }, grants: { seats: 5 } }
  pack@1: { product: p, kind: addon, tier: 0, term: evergreen, renewal: { policy: none }, grants: { seats: 5 } }
segments:
  half: { level: ${level}, dimension: behaviour, rank: 10, experiment: half, rule: ${JSON.stringify(rule)} }
overlays: { half: { on: true } }
`,
  });
  return loadProgram(program, hash);
}

const LOT = { customer: `bucket('half', customer.id) < 50`, request: `bucket('half', user.id) < 50` } as const;
const facts = (plans: readonly string[], segments: Facts['segments'] = {}, customer = 'acme'): Facts => ({
  v: 1,
  customer,
  product: 'p',
  license: 'lic_1',
  revision: 1,
  state: 'active',
  anchor: '2026-01-01',
  zone: 'UTC',
  items: plans.map((plan) => ({ plan, quantity: 1, from: 0, to: null })),
  segments,
  overrides: [],
});
const NOW = Date.parse('2026-11-24T09:00:00Z');
const asked = (rule: string, asker: Asker, plan = 'team@1'): readonly Exposure[] =>
  decide(open(withExperiment('request', rule), facts([plan])), { feature: 'on', ...asker }, NOW).exposures;

describe('an experiment at each check is named', () => {
  const names = ['ada', 'ben', 'cleo', 'dan', 'eve', 'gus'];
  const drawn = names.find((name) => bucket('half', name) < 50);
  const other = names.find((name) => bucket('half', name) >= 50);
  const user = (id = '', role?: string) => ({ user: { id, ...(role !== undefined && { role }) } });

  it.each<[string, string, Asker, string, boolean | null | undefined]>([
    ['to who is drawn', LOT.request, user(drawn), 'team@1', true],
    ['to who is not drawn, to compare with', LOT.request, user(other), 'team@1', false],
    ['to who has no id, of whom nobody can tell', LOT.request, {}, 'team@1', null],
    ['not to who has another role', `user.role == 'dev' && ${LOT.request}`, user(other, 'boss'), 'team@1', undefined],
    [
      'not to who would be drawn, but has another role',
      `user.role == 'dev' && ${LOT.request}`,
      user(drawn, 'boss'),
      'team@1',
      undefined,
    ],
    ['to who has the role', `user.role == 'dev' && ${LOT.request}`, user(other, 'dev'), 'team@1', false],
    ['to who may have the role', `user.role == 'dev' && ${LOT.request}`, user(drawn), 'team@1', null],
    ['not to who is in it anyway', `user.role == 'boss' || ${LOT.request}`, user(drawn, 'boss'), 'team@1', undefined],
    ['not on another plan', `license.plan == 'free' && ${LOT.request}`, user(other), 'team@1', undefined],
    ['not where nothing says a role', `has(user.role) && ${LOT.request}`, user(drawn), 'team@1', undefined],
    [
      'not to who another experiment has taken',
      `bucket('other', user.id) >= 100 && ${LOT.request}`,
      user(drawn),
      'team@1',
      undefined,
    ],
  ])('%s', (_, rule, asker, plan, included) =>
    expect(asked(rule, asker, plan)).toEqual(included === undefined ? [] : [{ experiment: 'half', included }]),
  );
});

describe('an experiment on customers is named', () => {
  const told = (rule: string, plans: readonly string[], segments: Facts['segments'], feature = 'on') =>
    decide(open(withExperiment('customer', rule), facts(plans, segments)), { feature }, NOW).exposures;

  it('not for a feature that it does not change', () => {
    expect(told(LOT.customer, ['team@1'], { half: true }, 'seats')).toEqual([]);
  });

  it.each<[string, string, string[], Facts['segments'], boolean | null | undefined]>([
    ['to who is in it', `license.plan == 'team' && ${LOT.customer}`, ['team@1'], { half: true }, true],
    ['to who is not in it', `license.plan == 'team' && ${LOT.customer}`, ['team@1'], { half: false }, false],
    ['to who may be in it', `license.plan == 'team' && ${LOT.customer}`, ['team@1'], {}, null],
    ['not on another plan', `license.plan == 'team' && ${LOT.customer}`, ['free@1'], { half: false }, undefined],
    ['not without the add-on', `'pack' in license.addons && ${LOT.customer}`, ['team@1'], { half: false }, undefined],
    ['with the add-on', `'pack' in license.addons && ${LOT.customer}`, ['team@1', 'pack@1'], { half: false }, false],
    // What only workflows know may have been so or not.
    ['whatever was used', `usage.runs.last30d > 5 && ${LOT.customer}`, ['team@1'], { half: false }, false],
    ['whatever is said of it', `has(customer.branch) && ${LOT.customer}`, ['team@1'], { half: true }, true],
  ])('%s', (_, rule, plans, segments, included) =>
    expect(told(rule, plans, segments)).toEqual(included === undefined ? [] : [{ experiment: 'half', included }]),
  );
});

describe('who is not named', () => {
  const rules = [
    'true',
    `user.role == 'dev'`,
    `!(user.role in ['dev', 'boss'])`,
    'license.tier > 10',
    'has(user.role)',
  ];
  const rule = fc
    .tuple(fc.constantFrom(...rules), fc.constantFrom('&&', '||'), fc.constantFrom(...rules), fc.boolean())
    .map(([a, operator, b, within]) =>
      within ? `${a} ${operator} (${b} && ${LOT.request})` : `${a} && (${b} ${operator} ${LOT.request})`,
    );
  const roles = ['dev', 'boss', 'guest', 7, undefined];
  const ids = fc.uniqueArray(fc.string(), { minLength: 30, maxLength: 30 });

  it.prop([rule, fc.constantFrom('free@1', 'team@1'), ids])(
    'would be answered the same with any lot, and who would not is named; whoever else asks in the same session',
    (text, plan, drawn) => {
      const session = open(withExperiment('request', text), facts([plan]));
      const answers = drawn.flatMap((id) =>
        roles.map((role) => {
          const { allowed, exposures } = decide(session, { feature: 'on', user: { id, role } }, NOW);
          return { role, allowed, named: exposures.length > 0 };
        }),
      );
      for (const alike of Map.groupBy(answers, ({ role }) => role).values()) {
        const differ = new Set(alike.map(({ allowed }) => allowed)).size > 1;
        const named = new Set(alike.map((answer) => answer.named));
        expect([...named]).toEqual([differ || named.has(true)]);
      }
    },
  );
});
