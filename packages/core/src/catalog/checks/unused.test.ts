import { describe, expect, it } from 'vitest';
import { validateCatalog } from '../compile.ts';

describe('what nothing uses', () => {
  /** What is told to be of no use, in a catalog in which only this is said of seats and runs. */
  const unused = ({ grant = '', effect = '', rule = 'customer.big', feature = '' }) =>
    validateCatalog({
      'c.yaml': `catalog: 1
products: { p: { name: P } }
attributes: { customer: { big: { type: boolean } } }
meters: { runs: { product: p, event: run, aggregate: count, window: month } }
features: { on: { product: p, type: boolean }, seats: { product: p, type: limit } ${feature} }
plans: { a@1: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { on: true ${grant} } } }
segments: { s: { level: customer, dimension: role, rank: 1, rule: '${rule}' } }
overlays: { s: { ${effect} } }
`,
    })
      .problems.filter(({ code }) => code.endsWith('_unused') || code === 'feature_never_granted')
      .map(({ code, message }) => `${code}: ${message}`);
  const runs = 'meter_unused: no feature counts on the meter "runs", and no rule reads it';
  const seats = 'feature_never_granted: no plan grants "seats", and no segment does';

  it.each(['', ', seats: 0'])('a feature of which plans grant none: %j', (grant) => {
    expect(unused({ grant })).toEqual([runs, seats]);
  });

  it.each(['multiply: 2', 'atMost: 5', 'add: 0', 'atLeast: 0', 'add: -5'])(
    'a feature that a segment gives nothing of: %s',
    (effect) => {
      expect(unused({ effect: `seats: { ${effect} }` })).toEqual([runs, seats]);
    },
  );

  it.each(['0', '5', 'unlimited', '{ add: 5 }', '{ atLeast: 1 }'])(
    'but not one that it sets or raises: %s',
    (effect) => {
      expect(unused({ effect: `seats: ${effect}` })).toEqual(effect === '0' ? [runs, seats] : [runs]);
    },
  );

  it('a feature that is withheld wherever it is named', () => {
    const feature = ', off: { product: p, type: boolean }';
    expect(unused({ feature, grant: ', off: false, seats: 5', effect: 'off: false' })).toEqual([
      runs,
      'feature_never_granted: no plan grants "off", and no segment does',
    ]);
    expect(unused({ feature, grant: ', off: false, seats: 5', effect: 'off: true' })).toEqual([runs]);
  });

  it('a meter, but not one that a rule reads', () => {
    expect(unused({ grant: ', seats: 5' })).toEqual([runs]);
    expect(unused({ grant: ', seats: 5', rule: 'customer.big && usage.runs.last7d > 5' })).toEqual([]);
  });

  it('an attribute', () => {
    expect(unused({ grant: ', seats: 5', rule: 'usage.runs.last7d > 5' })).toEqual([
      'attribute_unused: no rule reads customer.big',
    ]);
  });
});
