import { validateCatalog } from '@licet/core/catalog';
import { describe, expect, it } from 'vitest';
import {
  PLANS,
  segmentCatalog,
  toldIn,
  toldOf,
  type WrittenSegment,
} from '../../../../../test/support/segment-catalogs.ts';

const plan = (name: string, fields: string, grants = 'seats: 5') =>
  `\n  ${name}: { product: p, ${fields}, term: P1Y, renewal: { policy: auto }, grants: { ${grants} } }`;
const codes = ({ told }: ReturnType<typeof toldOf>) => told.map((said) => said.slice(0, said.indexOf(':')));

describe('what is known of plans', () => {
  const highest: Readonly<Record<string, WrittenSegment>> = { s: { rule: 'license.tier >= 40' } };

  it('are their names without versions, and their tiers', () => {
    expect(toldOf({ s: { rule: "license.plan == 'team' && license.tier == 20" } }).told).toEqual([]);
    expect(toldOf({ s: { rule: "license.plan == 'team' && license.tier >= 30" } }).told).toEqual([
      `segment_never_matches: "s" can never match: license.plan == 'team' and license.tier >= 30 exclude each other ` +
        '(team has tier 20, business has tier 30, deep has tier 5, no plan has tier 0)',
    ]);
  });

  it('is known of those that were published before, too', () => {
    const text = segmentCatalog(highest);
    expect(codes(toldIn(text))).toEqual(['segment_never_matches']);
    const before = validateCatalog({
      'c.yaml': segmentCatalog(highest, PLANS + plan('old@1', 'kind: base, tier: 50')),
    });
    expect(before.compiled).toBeDefined();
    expect(codes(toldIn(text, before.compiled?.catalog))).toEqual([]);
  });

  it('is nothing where one could not be read: it may be any', () => {
    const broken = { ...highest, t: { rule: "customer.id + 'x' == 'abcx'" } };
    expect(toldOf(broken).open).toHaveLength(1);
    expect(toldOf(broken, PLANS + plan('old@1', 'kind: basis, tier: 50'))).toEqual({ told: [], open: [] });
  });

  it('does not depend on what they grant', () => {
    expect(codes(toldOf(highest, PLANS + plan('old@1', 'kind: base, tier: 30', 'seats: [5]')))).toEqual([
      'segment_never_matches',
    ]);
  });
});

describe('segments of two levels', () => {
  it('are asked about what their level sees', () => {
    expect(
      toldOf({
        a: { rule: 'customer.n > 5 && customer.n < 3' },
        b: { rule: 'user.n > 5 && user.n < 3', level: 'request' },
        c: { rule: 'user.n > 5 || customer.id == license.plan', level: 'request' },
      }).told,
    ).toEqual([
      'segment_never_matches: "a" can never match: customer.n > 5 and customer.n < 3 exclude each other',
      'segment_never_matches: "b" can never match: user.n > 5 and user.n < 3 exclude each other',
    ]);
  });

  it.each(['customer', 'request'] as const)('meet each other only on one level: %s', (level) => {
    const { told } = toldOf({
      a: { rule: 'license.tier >= 20', level: 'customer', rank: 1, lays: 'seats: { add: 5 }' },
      b: { rule: 'license.tier >= 20', level, rank: 1, lays: 'seats: 9' },
    });
    expect(told).toHaveLength(level === 'customer' ? 2 : 0);
  });

  it('a segment that never matches lays nothing', () => {
    const lays = 'seats: { multiply: 1 }';
    expect(codes(toldOf({ a: { rule: 'false', lays }, b: { rule: 'customer.b', lays } }))).toEqual([
      'segment_never_matches',
      'overlay_without_effect',
    ]);
  });
});

describe('the order in which effects are laid', () => {
  const hides = (segments: Readonly<Record<string, WrittenSegment>>) =>
    toldOf(segments).told.flatMap(
      (said) => /^overlay_shadowed: "(\w)" .*: "(\w)" comes after/.exec(said)?.slice(1) ?? [],
    );
  const of = (rank: number, value: number) => ({ rule: 'license.tier >= 20', rank, lays: `seats: ${value}` });

  it('is that of their ranks, whatever their names and wherever they stand', () => {
    expect(hides({ a: of(1, 7), b: of(2, 8) })).toEqual(['a', 'b']);
    expect(hides({ a: of(2, 7), b: of(1, 8) })).toEqual(['b', 'a']);
    expect(hides({ b: of(1, 8), a: of(2, 7) })).toEqual(['b', 'a']);
    expect(hides({ b: of(2, 8), a: of(1, 7) })).toEqual(['a', 'b']);
  });

  it('is that of their names where they have one rank', () => {
    expect(hides({ a: of(1, 7), b: of(1, 8) })).toEqual(['a', 'b']);
    expect(hides({ b: of(1, 8), a: of(1, 7) })).toEqual(['a', 'b']);
  });

  it('is one for each feature', () => {
    const both = { rule: 'license.tier >= 20', lays: 'calls: 3, spare: 5' };
    expect(hides({ a: of(1, 7), b: { ...both, rank: 2 }, c: { ...both, lays: 'calls: 7', rank: 3 } })).toEqual([
      'b',
      'c',
    ]);
  });
});

describe('where something is wrong with a catalog', () => {
  const wrong = (from: string, to: string) => {
    const text = segmentCatalog({
      never: { rule: 'customer.n > 5 && customer.n < 3' },
      other: { rule: 'customer.b' },
      a: { rule: 'customer.n > 5', rank: 9, lays: 'seats: { add: 5 }' },
      b: { rule: 'customer.n > 3', rank: 9, lays: 'seats: { multiply: 2 }' },
      c: { rule: 'customer.n > 2', rank: 10, lays: 'seats: 7, spare: { multiply: 2 }' },
    });
    expect(text).toContain(from);
    return codes(toldIn(text.replace(from, to)));
  };
  const first = ['segment_never_matches', 'rank_tie'];
  const everything = [
    'segment_never_matches',
    'overlay_shadowed',
    'rank_tie',
    'overlay_shadowed',
    'overlay_without_effect',
  ];

  it.each([
    ['a product', 'q: { name: Q }', "q: { name: '' }"],
    ['a feature', 'metered, meter: runs', 'metered, meter: rums'],
    ['a grant', 'on: true', 'on: 5'],
    ['a rule', 'customer.b', 'customer.x'],
    ['an effect', 'spare: { multiply: 2 }', 'on: { multiply: 2 }'],
  ])('nothing is said of what depends on everything: %s', (_, from, to) => expect(wrong(from, to)).toEqual(first));

  it.each([
    ['nothing', 'customer.n', 'customer.n'],
    ['a meter', 'window: month', 'window: moth'],
    ['a mapping', 'overlays:', 'mappings: { m: { match: "x", order: "x" } }\noverlays:'],
    ['a group', 'groups: { eu: [', 'groups: { us: [], eu: ['],
  ])('all is said where it depends on nothing that is wrong: %s', (_, from, to) =>
    expect(wrong(from, to)).toEqual(everything),
  );

  it('nothing is said where a file could not be read', () => {
    expect(wrong('products: {', 'products: {{')).toEqual([]);
  });
});
