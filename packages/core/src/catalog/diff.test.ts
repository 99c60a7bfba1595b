import { describe, expect, it } from 'vitest';
import { compiled } from '../../../../test/support/catalogs.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import type { Regulation } from '../regulation/rulebook.ts';
import { mayWithdraw } from './change.ts';
import { describeChange } from './describe-change.ts';
import { diffCatalogs } from './diff.ts';
import type { Program } from './program.ts';

const source = (parts: { features?: string; plans?: string; segments?: string; overlays?: string } = {}) => `catalog: 1
products: { p: { name: P } }
attributes: { customer: { size: { type: number } } }
features: { on: { product: p, type: boolean }, seats: { product: p, type: limit }, care: { product: p, type: static } ${parts.features ?? ''} }
plans: { base@1: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { on: true } } ${parts.plans ?? ''} }
segments:
  large: { level: customer, dimension: role, rank: 10, rule: customer.size > 9 }
${parts.segments ?? ''}
overlays: { large: { ${parts.overlays ?? 'seats: { add: 5 }'} } }
`;
const program = (parts: Parameters<typeof source>[0]) => compiled({ 'c.yaml': source(parts) }).program;
const told = (before: Program, after: Program) =>
  diffCatalogs(before, after).map(
    (change) =>
      `${change.kind} ${change.what} ${change.name}${change.feature === undefined ? '' : ` ${change.feature}`}${mayWithdraw(change) ? ' (needs the word)' : ''}`,
  );
const diff = (before: Parameters<typeof source>[0], after: Parameters<typeof source>[0]) =>
  told(program(before), program(after));

describe('what a publish would change', () => {
  it('is nothing where nothing changed', () => expect(diff({}, {})).toEqual([]));

  it.each<[string, Parameters<typeof source>[0], Parameters<typeof source>[0], string[]]>([
    ['a feature that is new', {}, { features: ', new: { product: p, type: boolean }' }, ['granted feature new']],
    [
      'a feature that is gone',
      { features: ', old: { product: p, type: boolean }' },
      {},
      ['withdrawn feature old (needs the word)'],
    ],
    [
      'a plan that is new',
      {},
      { plans: ', base@2: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: {} }' },
      ['granted plan base@2'],
    ],
    [
      'a segment that is new and lays nothing',
      {},
      { segments: '  more: { level: customer, dimension: role, rank: 11, rule: "true" }' },
      ['granted segment more'],
    ],
    [
      'a segment that is gone',
      { segments: '  more: { level: customer, dimension: role, rank: 11, rule: "true" }' },
      {},
      ['withdrawn segment more (needs the word)'],
    ],
    ['a grant that is added', {}, { overlays: 'seats: { add: 5 }, on: true' }, ['granted overlay large on']],
    [
      'a grant that is dropped',
      { overlays: 'seats: { add: 5 }, on: true' },
      {},
      ['withdrawn overlay large on (needs the word)'],
    ],
    [
      'a restriction that is added',
      {},
      { overlays: 'seats: { add: 5 }, on: false' },
      ['withdrawn overlay large on (needs the word)'],
    ],
    ['a restriction that is dropped', { overlays: 'seats: { add: 5 }, on: false' }, {}, ['granted overlay large on']],
    [
      'a ceiling that is added',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: { atMost: 9 }' },
      ['withdrawn overlay large seats (needs the word)'],
    ],
    [
      'a floor that is added',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: { atLeast: 9 }' },
      ['granted overlay large seats'],
    ],
    [
      'a halving that is added',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: { multiply: 0.5 }' },
      ['withdrawn overlay large seats (needs the word)'],
    ],
    [
      'a doubling that is added',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: { multiply: 2 }' },
      ['granted overlay large seats'],
    ],
    [
      'a subtraction that is added',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: { add: -1 }' },
      ['withdrawn overlay large seats (needs the word)'],
    ],
    [
      'a bare number that is added: it may lower',
      { overlays: 'on: true' },
      { overlays: 'on: true, seats: 100' },
      ['changed overlay large seats (needs the word)'],
    ],
    [
      'a bare number that is dropped: it may have raised',
      { overlays: 'on: true, seats: 100' },
      { overlays: 'on: true' },
      ['changed overlay large seats (needs the word)'],
    ],
    [
      'a quality that is added: it may be worse than the plan’s',
      { overlays: 'on: true' },
      { overlays: 'on: true, care: 5' },
      ['changed overlay large care (needs the word)'],
    ],
    [
      'a quality that is a greater number, which need not be a better one',
      { overlays: 'care: 5' },
      { overlays: 'care: 6' },
      ['changed overlay large care (needs the word)'],
    ],
    ['more that is added', {}, { overlays: 'seats: { add: 6 }' }, ['raised overlay large seats']],
    ['less that is added', {}, { overlays: 'seats: { add: 4 }' }, ['lowered overlay large seats (needs the word)']],
    [
      'a ceiling that comes down',
      { overlays: 'seats: { atMost: 9 }' },
      { overlays: 'seats: { atMost: 8 }' },
      ['lowered overlay large seats (needs the word)'],
    ],
    [
      'unlimited that becomes a number',
      { overlays: 'seats: unlimited' },
      { overlays: 'seats: 5' },
      ['lowered overlay large seats (needs the word)'],
    ],
    [
      'a switch that is turned',
      { overlays: 'on: true' },
      { overlays: 'on: false' },
      ['lowered overlay large on (needs the word)'],
    ],
    [
      'a quality that is another',
      { overlays: 'care: low' },
      { overlays: 'care: high' },
      ['changed overlay large care (needs the word)'],
    ],
    ['another operation', {}, { overlays: 'seats: { multiply: 5 }' }, ['changed overlay large seats (needs the word)']],
  ])('%s', (_, before, after, expected) => expect(diff(before, after)).toEqual(expected));

  it.each<[string, string, string, string[]]>([
    ['more, of a ceiling', 'seats: { atMost: 9 }', 'size > 5', ['rule_changed segment large (needs the word)']],
    ['fewer, of a ceiling', 'seats: { atMost: 9 }', 'size > 50', ['rule_changed segment large']],
    ['more, of a floor', 'seats: { atLeast: 9 }', 'size > 5', ['rule_changed segment large']],
    ['more, of a number that may be less', 'seats: 9', 'size > 5', ['rule_changed segment large (needs the word)']],
    ['fewer, of such a number', 'seats: 9', 'size > 50', ['rule_changed segment large (needs the word)']],
    ['more, of a quality', 'care: high', 'size > 5', ['rule_changed segment large (needs the word)']],
    ['more, of a switch that is on', 'on: true', 'size > 5', ['rule_changed segment large']],
    ['more, of one that is off', 'on: false', 'size > 5', ['rule_changed segment large (needs the word)']],
    [
      'fewer, of a gift and a ceiling',
      'on: true, seats: { atMost: 9 }',
      'size > 50',
      ['rule_changed segment large (needs the word)'],
    ],
    [
      'more, of a gift and a ceiling',
      'on: true, seats: { atMost: 9 }',
      'size > 5',
      ['rule_changed segment large (needs the word)'],
    ],
  ])('a rule that selects %s', (_, overlays, rule, expected) => {
    const after = compiled({ 'c.yaml': source({ overlays }).replace('size > 9', rule) }).program;
    expect(told(program({ overlays }), after)).toEqual(expected);
  });

  it('what no meter counts any longer', () => {
    const meter = 'meters: { m: { product: p, event: e, aggregate: count, window: month } }\n';
    const before = compiled({ 'c.yaml': source() + meter }).program;
    expect(told(before, program({}))).toEqual(['withdrawn meter m (needs the word)']);
  });

  it.each(['{ multiply: 1 }', '{ add: 0 }'])('what changes nothing takes nothing: %s', (effect) => {
    expect(diff({ overlays: 'on: true' }, { overlays: `on: true, seats: ${effect}` })).toEqual([
      'granted overlay large seats',
    ]);
  });

  it("what a plan's next version grants otherwise, by kind", () => {
    const plan = (version: number, grants: string) =>
      `, next@${version}: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { ${grants} } }`;
    const terms = (before: string, after: string) =>
      diffCatalogs(
        program({ plans: plan(1, 'on: true') + plan(9, before) }),
        program({ plans: plan(1, 'on: true') + plan(9, before) + plan(10, after) }),
      ).flatMap((change) => (change.terms ?? []).map(({ kind, feature }) => `${kind} ${feature}`));
    expect(terms('on: true, seats: 5', 'on: true, seats: 6')).toEqual(['raised seats']);
    expect(terms('on: true, seats: 5', 'seats: 4')).toEqual(['withdrawn on', 'lowered seats']);
    expect(terms('seats: 5', 'on: true')).toEqual(['granted on', 'withdrawn seats']);
    expect(terms('on: true', 'on: true, seats: 5, care: low')).toEqual(['granted care', 'granted seats']);
    expect(terms('on: true, care: low', 'on: true, care: high')).toEqual(['changed care']);
    expect(terms('on: true, care: low', 'on: true')).toEqual(['withdrawn care']);
    expect(terms('on: true, care: 7', 'on: true, care: 9')).toEqual(['changed care']);
  });

  it.each([
    ['grants', '{ seats: { add: 1 } }', 'granted overlay more seats'],
    ['restricts', '{ seats: { atMost: 1 } }', 'withdrawn overlay more seats (needs the word)'],
  ])('a segment that is new and %s', (_, laid, expected) => {
    const text = source({ segments: '  more: { level: customer, dimension: role, rank: 11, rule: "true" }' });
    const after = compiled({ 'c.yaml': text.replace('overlays: {', `overlays: { more: ${laid},`) }).program;
    expect(told(program({}), after)).toEqual(['granted segment more', expected]);
  });

  it('a feature that is another kind of thing, although every number still fits it', () => {
    const meters = 'meters: { m: { product: p, event: e, aggregate: count, window: month } }\n';
    const after = compiled({
      'c.yaml':
        source().replace('seats: { product: p, type: limit }', 'seats: { product: p, type: metered, meter: m }') +
        meters,
    }).program;
    expect(told(program({}), after)).toEqual(['changed feature seats (needs the word)']);
  });

  it('a segment that is decided at each check instead of once', () => {
    const both = (level: string) =>
      compiled({
        'c.yaml': source().replace(/level: customer(.*)customer.size > 9/, `level: ${level}$1license.tier > 9`),
      }).program;
    expect(told(both('customer'), both('request'))).toEqual(['rule_changed segment large (needs the word)']);
  });

  it('a rule that selects others may leave somebody out', () => {
    const [before, after] = [program({}), compiled({ 'c.yaml': source().replace('size > 9', 'size > 99') }).program];
    const [change, ...others] = diffCatalogs(before, after);
    expect(change).toMatchObject({ kind: 'rule_changed', what: 'segment', name: 'large' });
    expect(others).toEqual([]);
    expect(change !== undefined && mayWithdraw(change)).toBe(true);
  });

  it('turned round, what was withdrawn is granted, and what was lowered raised', () => {
    const [a, b] = [
      program({}),
      program({ features: ', new: { product: p, type: boolean }', overlays: 'seats: { add: 6 }, on: true' }),
    ];
    expect(diffCatalogs(b, a).map(({ kind, name, feature }) => [kind, name, feature])).toEqual([
      ['withdrawn', 'new', undefined],
      ['withdrawn', 'large', 'on'],
      ['lowered', 'large', 'seats'],
    ]);
    expect(diffCatalogs(a, b).some(mayWithdraw)).toBe(false);
  });
});

describe('what a publish would change of regulations', () => {
  const law = regulatedProgram().program;
  const rows = law.regulations?.rows ?? [];
  const row = rows.find(({ on, status }) => on && status === 'in_force');
  const others = rows.filter((one) => one !== row);
  const said = (before: readonly Regulation[], after: readonly Regulation[]) =>
    diffCatalogs(withRows(before), withRows(after)).map(
      (change) => (mayWithdraw(change) ? '! ' : '  ') + describeChange(change),
    );
  const withRows = (of: readonly Regulation[]): Program => ({
    ...law,
    ...(law.regulations && { regulations: { ...law.regulations, rows: of } }),
  });

  it('is said of each row, and one that acts may take something', () => {
    if (row === undefined) throw new Error('no row is in force');
    const off = { ...row, on: false };
    const pending = { ...row, status: 'pending' } as const;
    expect(said(rows, rows)).toEqual([]);
    expect(said(others, [...others, row])).toEqual([`! ${row.id}: the regulation is new`]);
    expect(said([...others, off], [...others, row])).toEqual([`! ${row.id}: the regulation says something else`]);
    expect(said([row], [off])).toEqual([`  ${row.id}: the regulation says something else`]);
    expect(said([row], [pending])).toEqual([`  ${row.id}: the regulation says something else`]);
    expect(said([], [off])).toEqual([`  ${row.id}: the regulation is new`]);
    expect(said([row], [])).toEqual([`  ${row.id}: the regulation is gone`]);
  });

  it('is said of all of them, in their order, where there were none', () => {
    const { regulations: _, ...lawless } = law;
    const changes = diffCatalogs(lawless, law);
    expect(changes.map(({ name }) => name)).toEqual(rows.map(({ id }) => id).toSorted());
    expect(new Set(changes.map(({ kind, what }) => `${kind} ${what}`))).toEqual(new Set(['granted regulation']));
    expect(diffCatalogs(lawless, lawless)).toEqual([]);
  });
});
