import { describe, expect, it } from 'vitest';
import { validateCatalog } from '../compile.ts';

describe('what plans of one product grant', () => {
  /** What is told of plans, by name: kind, tier and how many benches. */
  const toldOf = (plans: Readonly<Record<string, readonly [kind: string, tier: number, benches: number | string]>>) => {
    const texts = Object.entries(plans).map(
      ([name, [kind, tier, benches]]) =>
        `  ${name}: { product: lab, kind: ${kind}, tier: ${tier}, term: P1Y, renewal: { policy: auto }, grants: { benches: ${benches} } }\n`,
    );
    return validateCatalog({
      'c.yaml': `catalog: 1
products: { lab: { name: Lab } }
features: { benches: { product: lab, type: limit } }
plans:
${texts.join('')}`,
    })
      .problems.filter(({ code }) => code === 'lower_than_lower_tier')
      .map(({ message }) => message);
  };

  it('is not less in a higher tier than in any that is lower', () => {
    expect(toldOf({ 'low@1': ['base', 1, 5], 'mid@1': ['base', 2, 9], 'high@1': ['base', 3, 7] })).toEqual([
      'high@1 (tier 3) grants 7 of "benches", mid@1 (tier 2) grants 9',
    ]);
    expect(toldOf({ 'low@1': ['base', 1, 'unlimited'], 'mid@1': ['base', 2, 9] })).toEqual([
      'mid@1 (tier 2) grants 9 of "benches", low@1 (tier 1) grants unlimited',
    ]);
    expect(toldOf({ 'mid@1': ['base', 2, 9], 'low@1': ['base', 1, 8], 'least@1': ['base', 0, 10] })).toEqual([
      'mid@1 (tier 2) grants 9 of "benches", least@1 (tier 0) grants 10',
      'low@1 (tier 1) grants 8 of "benches", least@1 (tier 0) grants 10',
    ]);
  });

  it.each([
    ['as much', { 'low@1': ['base', 1, 5], 'high@1': ['base', 2, 5] }],
    ['in the same tier', { 'one@1': ['base', 1, 5], 'other@1': ['base', 1, 7] }],
    ['than an add-on', { 'pack@1': ['addon', 0, 9], 'high@1': ['base', 2, 5] }],
    ['than an older version', { 'low@9': ['base', 1, 9], 'low@10': ['base', 1, 5], 'high@1': ['base', 2, 7] }],
    ['as an older version', { 'low@1': ['base', 1, 5], 'high@9': ['base', 2, 3], 'high@10': ['base', 2, 7] }],
  ] as const)('may be less: %s', (_, plans) => {
    expect(toldOf(plans)).toEqual([]);
  });
});
