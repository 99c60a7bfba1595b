import { describe, expect, it } from 'vitest';
import { compiled } from '../../../../test/support/catalogs.ts';
import { mayWithdraw } from './change.ts';
import { describeChange } from './describe-change.ts';
import { diffCatalogs } from './diff.ts';

const SOURCE = `catalog: 1
products: { p: { name: P } }
attributes: { customer: { size: { type: number }, branch: { type: string } } }
meters: { runs: { product: p, event: run, aggregate: count, window: day } }
features:
  on: { product: p, type: boolean }
  seats: { product: p, type: limit }
  runs: { product: p, type: metered, meter: runs }
  care: { product: p, type: static }
plans:
  base@1: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { on: true, seats: 5, runs: 10, care: low } }
segments:
  large: { level: customer, dimension: role, rank: 10, rule: customer.size > 9 }
  schools: { level: customer, dimension: role, rank: 20, rule: customer.branch == 'Education' }
overlays:
  large: { seats: { add: 5 } }
  schools: { seats: { multiply: 2 } }
`;

/** What is said of a change of the source: each line begins with "!" where publishing it needs the word. */
function told(...edits: readonly (readonly [from: string, to: string])[]): string[] {
  const edited = edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, SOURCE);
  const [before, after] = [SOURCE, edited].map((text) => compiled({ 'c.yaml': text }).program);
  if (before === undefined || after === undefined) return [];
  return diffCatalogs(before, after).map((change) => (mayWithdraw(change) ? '! ' : '  ') + describeChange(change));
}

describe('a change in a sentence', () => {
  it.each<[string, readonly [string, string], string]>([
    [
      'a rule that selects more',
      ['customer.size > 9', 'customer.size > 5'],
      '  large: the rule is now customer.size > 5, not customer.size > 9; it selects all that it did, and more',
    ],
    [
      'a rule that selects fewer',
      ['customer.size > 9', 'customer.size > 50'],
      '! large: the rule is now customer.size > 50, not customer.size > 9; it selects fewer than it did',
    ],
    [
      'a rule that selects others',
      ['customer.size > 9', 'customer.size < 3'],
      '! large: the rule is now customer.size < 3, not customer.size > 9; it selects others than it did',
    ],
    [
      'a rule that is only written otherwise',
      ['customer.size > 9', '9 < customer.size'],
      '  large: the rule is now 9 < customer.size, not customer.size > 9; it selects the same as before',
    ],
    [
      'a segment of another level',
      [
        'schools: { level: customer, dimension: role, rank: 20, rule: customer.branch ==',
        'schools: { level: request, dimension: role, rank: 20, rule: user.id ==',
      ],
      "! schools: the rule is now request: user.id == 'Education', not customer: customer.branch == 'Education'; it selects others than it did",
    ],
    ['more of an effect', ['{ add: 5 }', '{ add: 6 }'], '  large: seats is raised from { add: 5 } to { add: 6 }'],
    ['less of an effect', ['{ add: 5 }', '{ add: 4 }'], '! large: seats is lowered from { add: 5 } to { add: 4 }'],
    ['another effect', ['{ add: 5 }', 'unlimited'], '! large: seats is unlimited, not { add: 5 }'],
    ['an effect that is new', ['large: { seats', 'large: { on: true, seats'], '  large: on is true, which is new'],
    [
      'a restriction that is new',
      ['large: { seats', 'large: { on: false, seats'],
      '! large: on is false, which is new and restricts',
    ],
    [
      'a quality that is new',
      ['large: { seats', 'large: { care: high, seats'],
      '! large: care is high, which is new, and may be more or less than without',
    ],
    ['an effect that is gone', ['{ seats: { multiply: 2 } }', '{}'], '! schools: seats is no longer { multiply: 2 }'],
    ['another rank', ['rank: 20', 'rank: 5'], '! large: seats is laid after schools now, no longer before'],
    [
      'a feature that is new',
      ['  care:', '  new: { product: p, type: boolean }\n  care:'],
      '  new: the feature is new',
    ],
    [
      'a meter that counts otherwise',
      ['window: day', 'window: week'],
      '! runs: the meter is declared otherwise, { name: runs, product: p, event: run, window: week, aggregate: count }, not { name: runs, product: p, event: run, window: day, aggregate: count }',
    ],
  ])('%s', (_, edit, expected) => expect(told(edit)).toEqual([expected]));

  it.each([
    ['on: false', '  large: on is no longer false'],
    ['on: true', '! large: on is no longer true'],
    ['runs: 100', '! large: runs is no longer 100, which may be more or less'],
    ['care: high', '! large: care is no longer high, which may be more or less'],
  ])('an effect that is gone: %s', (effect, expected) => {
    const [before, after] = [SOURCE.replace('large: { seats', `large: { ${effect}, seats`), SOURCE].map(
      (text) => compiled({ 'c.yaml': text }).program,
    );
    expect(
      before &&
        after &&
        diffCatalogs(before, after).map((change) => (mayWithdraw(change) ? '! ' : '  ') + describeChange(change)),
    ).toEqual([expected]);
  });

  it('a plan that grants what it did not', () => {
    const plans = ['on: true', 'on: true, care: low'].map(
      (grants, at) =>
        `  more@${at + 1}: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { ${grants} } }\n`,
    );
    expect(told(['segments:', `${plans.join('')}segments:`]).at(-1)).toBe(
      '  more@2: the plan is new, and grants other than more@1: care low, which is new',
    );
  });

  it('a segment that is gone takes along what it laid', () => {
    expect(
      told(
        ["  schools: { level: customer, dimension: role, rank: 20, rule: customer.branch == 'Education' }\n", ''],
        ['  schools: { seats: { multiply: 2 } }\n', ''],
      ),
    ).toEqual(['! schools: the segment is gone', '! schools: seats is no longer { multiply: 2 }']);
  });

  it("a plan's next version says what it grants otherwise, and moves nobody", () => {
    const next =
      '  base@2: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { seats: unlimited, runs: 5, care: high } }\nsegments:';
    expect(told(['segments:', next])).toEqual([
      '  base@2: the plan is new, and grants other than base@1: care high instead of low, no on, runs 5 instead of 10, seats unlimited instead of 5',
    ]);
    expect(
      told(['segments:', next.replace(/grants: .* \}\n/, 'grants: { on: true, seats: 5, runs: 10, care: low } }\n')]),
    ).toEqual(['  base@2: the plan is new, and grants the same as base@1']);
    expect(told(['segments:', next.replace('base@2', 'other@1')])).toEqual(['  other@1: the plan is new']);
  });

  it.each([
    ['another tier', { tier: '2' }, 'tier 2 instead of 1'],
    ['another term', { term: 'P1M' }, 'term P1M instead of P1Y'],
    ['a term without an end', { term: 'evergreen' }, 'term evergreen instead of P1Y'],
    [
      'a trial that becomes a paid term',
      { trial: 'P14D', trialEnd: 'convert' },
      'trial P14D, which is new, trialEnd convert instead of lapse',
    ],
    ['a term that begins with its first use', { firstUse: 'true' }, 'firstUse true instead of false'],
    ['another policy', { renewal: '{ policy: none }' }, 'renewal.policy none instead of auto'],
    [
      'an end of the term that goes otherwise',
      {
        renewal:
          '{ policy: auto, notice: P30D, basis: now, grace: P7D, expiration: allow, approval: true, payment: true }',
      },
      'renewal.notice P30D, which is new, renewal.basis now instead of expiry, renewal.grace P7D, which is new, ' +
        'renewal.expiration allow instead of restrict, renewal.approval true instead of false, renewal.payment true instead of false',
    ],
    [
      'defaults that are written out',
      {
        trialEnd: 'lapse',
        trial: 'P14D',
        renewal: '{ policy: auto, basis: expiry, expiration: restrict, approval: false }',
      },
      'trial P14D, which is new',
    ],
  ])("a plan's next version says what else it has: %s", (_, edit, expected) => {
    const fields = { tier: '1', term: 'P1Y', renewal: '{ policy: auto }', ...edit };
    const written = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
    const next = `  base@2: { product: p, kind: base, ${written.join(', ')}, grants: { on: true, seats: 5, runs: 10, care: low } }\nsegments:`;
    expect(told(['segments:', next])).toEqual([
      `  base@2: the plan is new, and grants the same as base@1; it has ${expected}`,
    ]);
  });

  it("a plan's next version that lets go of something says so", () => {
    const line = 'product: p, kind: base, tier: 1, term: P1Y';
    const renewals = ['{ policy: auto, grace: P7D }', '{ policy: auto }'];
    const next = renewals.map(
      (renewal, at) => `  gone@${at + 1}: { ${line}, renewal: ${renewal}, grants: { on: true } }\n`,
    );
    expect(told(['segments:', `${next.join('')}segments:`])).toEqual([
      '  gone@1: the plan is new',
      '  gone@2: the plan is new, and grants the same as gone@1; it has no renewal.grace',
    ]);
  });
});

describe('as JSON', () => {
  it('a change has rules as their text, and effects as they are written', () => {
    const [before, after] = [SOURCE, SOURCE.replace('size > 9', 'size > 5').replace('add: 5', 'add: 7')].map(
      (text) => compiled({ 'c.yaml': text }).program,
    );
    expect(before && after && JSON.parse(JSON.stringify(diffCatalogs(before, after)))).toEqual([
      {
        kind: 'rule_changed',
        what: 'segment',
        name: 'large',
        before: 'customer.size > 9',
        after: 'customer.size > 5',
        selects: 'more',
        mayTake: false,
      },
      { kind: 'raised', what: 'overlay', name: 'large', feature: 'seats', before: { add: 5 }, after: { add: 7 } },
    ]);
  });
});
