import { describe, expect, it } from 'vitest';
import { loadedProgram } from '../../../../test/support/catalogs.ts';
import { readsOf } from './expression.ts';
import { evaluateSegments, type Memberships } from './membership.ts';
import type { Scope } from './scope.ts';

const program = loadedProgram({
  'segments.yaml': `
catalog: 1
products: { p: { name: P } }
attributes: { customer: { employees: { type: number }, tags: { type: list } } }
meters: { runs: { product: p, event: run.finished, aggregate: count, window: month } }
features: { f: { product: p, type: boolean } }
plans: { base@1: { product: p, kind: base, tier: 10, term: evergreen, renewal: { policy: none }, grants: {} } }
segments:
  busy: { level: customer, dimension: behaviour, rank: 10, rule: usage.runs.last30d > 100 && license.tier <= 20 }
  large: { level: customer, dimension: role, rank: 11, rule: customer.employees > 500 }
  partners: { level: customer, dimension: role, rank: 12, rule: "'partner' in customer.tags || customer.country == 'DE'" }
  viewers: { level: request, dimension: role, rank: 110, rule: "'viewer' in user.roles" }
`,
});
const T1 = 1_000;
const T2 = 2_000;
const scope: Scope = {
  customer: { id: 'acme', employees: 600, tags: ['partner'] },
  usage: { runs: { last7d: 10, last30d: 120, last90d: 300, days30d: 9 } },
  license: { plan: 'base', tier: 10, addons: [] },
};
const before: Memberships = evaluateSegments(program, scope, {}, T1);

describe('the segments that a customer is in', () => {
  it('given a customer, when its segments are evaluated, then each is stored with when and why', () => {
    expect(before).toEqual({
      busy: { holds: true, since: T1, evidence: { 'usage.runs.last30d': 120, 'license.tier': 10 } },
      large: { holds: true, since: T1, evidence: { 'customer.employees': 600 } },
      partners: { holds: true, since: T1, evidence: { 'customer.tags': ['partner'], 'customer.country': null } },
    });
  });

  it('given a segment that does not hold, then that is stored too: it is known', () => {
    expect(evaluateSegments(program, { ...scope, customer: { employees: 5 } }, {}, T1)['large']).toEqual({
      holds: false,
      since: T1,
      evidence: { 'customer.employees': 5 },
    });
  });

  it('given an attribute that is missing, then what depends on it has no entry: it is unknown', () => {
    expect(Object.keys(evaluateSegments(program, { ...scope, customer: { id: 'acme' } }, {}, T1))).toEqual(['busy']);
  });

  it('given other numbers that change nothing, then a membership keeps the time and the evidence it had', () => {
    const usage = { runs: { last7d: 99, last30d: 5_000, last90d: 9_999, days30d: 30 } };
    expect(evaluateSegments(program, { ...scope, usage }, before, T2)).toEqual(before);
  });

  it('given a membership that ends, then it says since when, and what was read this time', () => {
    const usage = { runs: { last7d: 0, last30d: 3, last90d: 300, days30d: 1 } };
    expect(evaluateSegments(program, { ...scope, usage }, before, T2)['busy']).toEqual({
      holds: false,
      since: T2,
      evidence: { 'usage.runs.last30d': 3, 'license.tier': 10 },
    });
  });

  it('given a membership that becomes unknown, then it is dropped, and begins anew when it is known again', () => {
    const { employees: _, ...customer } = scope.customer ?? {};
    const unknown = evaluateSegments(program, { ...scope, customer }, before, T2);
    expect(unknown).not.toHaveProperty('large');
    expect(evaluateSegments(program, scope, unknown, 3_000)['large']?.since).toBe(3_000);
  });

  it('given segments of level request, then they are none of this', () => {
    expect(before).not.toHaveProperty('viewers');
  });

  it('given memberships of segments that the catalog dropped, then they are forgotten', () => {
    expect(evaluateSegments(program, scope, { ...before, gone: { holds: true, since: 1, evidence: {} } }, T2)).toEqual(
      before,
    );
  });
});

describe('what a rule reads', () => {
  it('is every variable in it, wherever it stands, and nothing else', () => {
    const read = readsOf([
      'and',
      [
        ['not', ['has', ['var', 'user', 'id']]],
        [
          'if',
          ['in', ['var', 'a', 'x'], ['list', ['1']]],
          ['>', ['size', ['var', 'b', 'y']], 1],
          ['bucket', 's', ['var', 'c', 'z']],
        ],
        ['exists', ['var', 'd', 'l'], ['==', ['it', 0], ['+', 'w', ['var', 'usage', 'm', 'last7d']]]],
        true,
      ],
    ]);
    expect(read.map((path) => path.join('.'))).toEqual(['user.id', 'a.x', 'b.y', 'c.z', 'd.l', 'usage.m.last7d']);
  });
});
