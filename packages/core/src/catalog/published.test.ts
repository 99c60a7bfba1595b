import { describe, expect, it } from 'vitest';
import { compiled } from '../../../../test/support/catalogs.ts';
import { validateCatalog, withPlansOf } from './compile.ts';
import { formatProblem } from './problem.ts';

const source = (
  plans: string,
  features = 'remote: { product: p, type: boolean }, seats: { product: p, type: limit }',
) => `catalog: 1\nproducts: { p: { name: P } }\nfeatures: { ${features} }\nplans:\n${plans}`;
const plan = (name: string, grants: string) =>
  `  ${name}: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { ${grants} } }\n`;
const published = compiled({ 'c.yaml': source(plan('team@1', 'remote: true, seats: 5')) }).catalog;
const against = (text: string) => validateCatalog({ 'c.yaml': text }, published);

describe('what is published stays', () => {
  it('a plan version that says something else is refused', () => {
    expect(against(source(plan('team@1', 'remote: true, seats: 6'))).problems.map(formatProblem)).toEqual([
      'c.yaml:5:3: error plan_changed: team@1 is published with other terms; write the change as the next version and leave this one as it was',
    ]);
  });

  it('a plan version whose term ends otherwise is refused', () => {
    const renewed = plan('team@1', 'remote: true, seats: 5').replace('policy: auto', 'policy: auto, grace: P7D');
    expect(against(source(renewed)).problems.map(({ code }) => code)).toEqual(['plan_changed']);
  });

  it('a plan version that says the same in another order is not changed', () => {
    expect(against(source(plan('team@1', 'seats: 5, remote: true'))).problems).toEqual([]);
  });

  it('the next version is welcome, and the one before it is kept', () => {
    const { compiled: next } = against(source(plan('team@1', 'remote: true, seats: 5') + plan('team@2', 'seats: 9')));
    expect(next?.program.plans.map(({ name }) => name)).toEqual(['team@1', 'team@2']);
  });

  it('a plan that the sources leave out is carried along', () => {
    const { problems, compiled: next } = against(source(plan('team@2', 'seats: 9')));
    expect(problems).toEqual([]);
    expect(next?.program.plans.map(({ name }) => name)).toEqual(['team@1', 'team@2']);
    expect(next?.catalog.plans['team@1']).toEqual(published.plans['team@1']);
  });

  it('a feature that a published plan grants cannot be left out', () => {
    expect(
      against(source(plan('team@2', 'seats: 9'), 'seats: { product: p, type: limit }')).problems.map(formatProblem),
    ).toEqual([
      'c.yaml:3:1: error feature_in_use: the published plan team@1 grants "remote", which these sources leave out; keep it as it was',
    ]);
  });

  it('a feature that a published plan grants cannot become another kind', () => {
    const features = 'remote: { product: p, type: limit }, seats: { product: p, type: limit }';
    expect(against(source(plan('team@2', 'seats: 9'), features)).problems.map(formatProblem)).toEqual([
      'c.yaml:3:13: error feature_in_use: the published plan team@1 grants "remote", which these sources give another type; keep it as it was',
    ]);
  });

  it('a feature that a published plan grants cannot move to another product', () => {
    const text = source(
      plan('team@2', 'seats: 9'),
      'remote: { product: q, type: boolean }, seats: { product: p, type: limit }',
    ).replace('p: { name: P }', 'p: { name: P }, q: { name: Q }');
    expect(
      against(text)
        .problems.filter(({ severity }) => severity === 'error')
        .map(formatProblem),
    ).toEqual([
      'c.yaml:3:13: error feature_in_use: the published plan team@1 grants "remote", which these sources give to another product; keep it as it was',
    ]);
  });

  const seats = 'seats: { product: p, type: limit }';
  const errors = (text: string, more = {}) =>
    validateCatalog({ 'c.yaml': text, ...more }, published)
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);

  it.each([
    ['the plan', source(plan('team@1', 'seats: 5').replace('tier: 1, ', ''), seats)],
    ['what the plan grants', source(plan('team@1', 'remote: [], seats: 5'))],
    ['all plans', source('', seats).replace('plans:\n', 'plans: []\n')],
    ['all features', source(plan('team@2', 'seats: 9')).replace(/features: .*/, 'features: []')],
    ['a feature', source(plan('team@2', 'seats: 9'), `${seats}, remote: { product: p, type: bolean }`)],
    ['all products', source(plan('team@2', 'seats: 9')).replace(/products: .*/, 'products: []')],
    ['a product', source(plan('team@2', 'seats: 9')).replace('{ name: P }', '{ nam: P }')],
  ])('%s that is broken is not taken for one that is left out or changed', (_, text) => {
    expect(new Set(errors(text))).toEqual(new Set(['form_invalid']));
  });

  it('what cannot be read may be all that is missing', () => {
    expect(errors(source(plan('team@2', 'seats: 9'), seats), { 'd.yaml': 'a: [' })).toEqual(['yaml_invalid']);
  });

  it('a plan is held against those that are sold beside it, and not the other way round', () => {
    const big = plan('big@1', 'remote: true, seats: 9').replace('tier: 1', 'tier: 0');
    expect(against(source(big)).problems).toEqual([]);
  });

  it('going back publishes the older catalog with every plan that there is', () => {
    const later = compiled({ 'c.yaml': source(plan('team@2', 'seats: 9')) }, published).catalog;
    expect(Object.keys(withPlansOf(published, later).plans).toSorted()).toEqual(['team@1', 'team@2']);
    expect(withPlansOf(published, undefined)).toBe(published);
  });
});
