import { describe, expect, it } from 'vitest';
import { validateCatalog } from '../compile.ts';

const PLAN = '{ product: lab, kind: base, tier: 10, term: P1Y, renewal: { policy: auto }, grants: { benches: 5 } }';

describe('plans that rules name', () => {
  const toldOf = (rule: string, plans = '') =>
    validateCatalog({
      'c.yaml': `catalog: 1
products: { lab: { name: Lab } }
features: { benches: { product: lab, type: limit } }
plans:
  team@1: ${PLAN}
${plans}segments: { s: { level: customer, dimension: role, rank: 1, rule: ${JSON.stringify(rule)} } }
`,
    })
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  const more = Array.from({ length: 9 }, (_, at) => `  large-${at}@1: ${PLAN}\n`).join('');

  it('are those that there are, or none', () => {
    expect(toldOf("license.plan == 'team'")).toEqual([]);
    expect(toldOf("license.plan == ''")).toEqual([]);
  });

  it('are named without their version', () => {
    expect(toldOf("license.plan == 'team@1'")).toEqual([
      'there is no base plan "team@1". Rules see a plan without its version, as "team".',
    ]);
    expect(toldOf("license.plan == 'unlike@1'")).toEqual(['there is no base plan "unlike@1". There are team.']);
  });

  it('are some of those that there are where they are none, not all', () => {
    expect(toldOf("license.plan == 'unlike'", more)).toEqual([
      `there is no base plan "unlike". There are team, ${Array.from({ length: 7 }, (_, at) => `large-${at}`).join(', ')}.`,
    ]);
    expect(toldOf("license.plan == 'tem'", more)).toEqual(['there is no base plan "tem". Did you mean "team"?']);
  });
});
