import { describe, expect, it } from 'vitest';
import { validateCatalog } from './compile.ts';
import type { CatalogFiles } from './read.ts';

const codes = (files: CatalogFiles) =>
  validateCatalog(files).problems.map(({ file, line, code }) => `${file}:${line} ${code}`);

const BASE = `catalog: 1
products: { p: { name: P } }
features:
  on: { product: p, type: boolean }
  seats: { product: p, type: limit }
plans:
  base@1: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { on: true, seats: 5 } }
`;

describe('what has no form does not hide what is wrong elsewhere', () => {
  it('a plan without a term, and a rule that reads what there is not', () => {
    const text = `${BASE.replace('term: P1Y, ', '')}segments:\n  s: { level: customer, dimension: role, rank: 1, rule: customer.nothing > 1 }\n`;
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:7 form_invalid', 'c.yaml:9 rule_invalid']);
  });

  it('one grant that is none, and another that does not fit', () => {
    const text = BASE.replace('on: true, seats: 5', 'on: [], seats: many');
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:7 form_invalid', 'c.yaml:7 grant_mismatch']);
  });

  it('a file that is no YAML, and a rule in another one', () => {
    const rest =
      'catalog: 1\nsegments:\n  s: { level: customer, dimension: role, rank: 1, rule: license.tier > true }\n';
    expect(codes({ 'a.yaml': BASE.replace('type: limit }', 'type: limit'), 'b.yaml': rest })).toEqual([
      'a.yaml:6 yaml_invalid',
      'b.yaml:3 rule_invalid',
    ]);
  });
});

describe('a rule that names a plan that there is not', () => {
  const segment = "segments:\n  s: { level: customer, dimension: role, rank: 1, rule: license.plan == 'other' }\n";

  it.each([
    ['what a plan grants', BASE.replace('on: true', 'on: []'), 7],
    ['a feature', BASE.replace('type: boolean', 'type: bolean'), 4],
  ])('is told of where %s is broken', (_, text, line) => {
    expect(codes({ 'c.yaml': text + segment })).toEqual([`c.yaml:${line} form_invalid`, 'c.yaml:9 name_unknown']);
  });
});

describe('what is broken is not reported as missing wherever it is used', () => {
  it('a feature of no known kind, which plans grant and segments change', () => {
    const text = `${BASE.replace('type: limit', 'type: limmit')}segments:\n  s: { level: customer, dimension: role, rank: 1, rule: license.quantity > 5 }\noverlays:\n  s: { seats: { add: 5 } }\n`;
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:5 form_invalid']);
  });

  it('what stands in a file that could not be read', () => {
    const [features = '', plans = ''] = BASE.split(/(?=^plans:)/m);
    const uses = `catalog: 1\n${plans}segments:\n  s: { level: customer, dimension: role, rank: 1, rule: license.plan == 'other' }\noverlays:\n  t: { seats: 5 }\n`;
    expect(codes({ 'a.yaml': `${features}x: [`, 'b.yaml': uses })).toEqual(['a.yaml:6 yaml_invalid']);
  });

  it('a segment that is none, and its overlay', () => {
    const text = `${BASE}segments:\n  s: { level: customer, dimension: role, rule: license.quantity > 5 }\noverlays:\n  s: { seats: { add: 5 } }\n`;
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:9 form_invalid']);
  });

  it('a grant that is none, in a plan that grants nothing else', () => {
    expect(codes({ 'c.yaml': BASE.replace('on: true, seats: 5', 'on: [], seats: 0') })).toEqual([
      'c.yaml:7 form_invalid',
    ]);
  });

  it('an add-on, whose base plan may stand in a file that could not be read', () => {
    const addon = BASE.replace('kind: base', 'kind: addon');
    expect(codes({ 'a.yaml': 'x: [', 'b.yaml': addon })).toEqual(['a.yaml:1 yaml_invalid']);
  });

  it('a plan that is none, and a rule that names it', () => {
    const text = `${BASE.replace('tier: 1, ', '')}segments:\n  s: { level: customer, dimension: role, rank: 1, rule: license.plan == 'base' }\n`;
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:7 form_invalid']);
  });

  it.each([
    ['an attribute', 'attributes: { customer: { size: { type: numbr } } }', 'customer.size > 5'],
    [
      'a meter',
      'meters: { runs: { product: p, event: run, aggregate: count, window: fortnight } }',
      'usage.runs.last7d > 5',
    ],
    ['a group', 'groups: { eu: DE }', 'customer.country in groups.eu'],
    ['a section of groups', 'groups: []', 'customer.country in groups.eu'],
  ])('%s that is none, and a rule that reads it', (_, section, rule) => {
    const text = `${BASE}${section}\nsegments:\n  s: { level: customer, dimension: role, rank: 1, rule: ${rule} }\n`;
    expect(codes({ 'c.yaml': text })).toEqual(['c.yaml:8 form_invalid']);
  });
});
