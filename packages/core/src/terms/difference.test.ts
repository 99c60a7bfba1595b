import { describe, expect, it } from 'vitest';
import { lab, licensed as facts, NOW } from '../../../../test/support/lab.ts';
import { termChanges } from './difference.ts';
import type { Facts } from './facts.ts';

const DAY = 86_400_000;
const told = (before: Facts | undefined, after: Facts) =>
  termChanges(lab, before, after, NOW).map(
    ({ feature, kind, before: from, after: to }) => `${feature} ${kind}: ${from} → ${to}`,
  );

describe('what changed in terms', () => {
  it('is nothing where nothing did', () => expect(told(facts(['lab-pro@1']), facts(['lab-pro@1']))).toEqual([]));

  it('of a license that is new, is all that it grants', () => {
    expect(told(undefined, facts(['lab-basic@1']))).toEqual([
      'lab-assays raised: 0 → 10',
      'lab-benches raised: 0 → 5',
      'lab-cloud granted: false → true',
      'lab-precision granted: undefined → 10',
      'lab-projects raised: 0 → 3',
      'lab-runs raised: 0 → 100',
      'lab-scans raised: 0 → 7',
      'lab-stations raised: 0 → 1',
      'lab-support granted: undefined → bronze',
    ]);
  });

  it('of a license that ends, is that all is withdrawn', () => {
    const kinds = termChanges(lab, facts(['lab-basic@1']), facts(['lab-basic@1'], { state: 'cancelled' }), NOW).map(
      ({ kind }) => kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['lowered', 'withdrawn']));
  });

  it('of a license that has not begun, is nothing yet', () => {
    const upcoming = facts([], { items: [{ plan: 'lab-pro@1', quantity: 1, from: NOW + DAY, to: null }] });
    expect(told(undefined, upcoming)).toEqual([]);
  });

  it('tells unlimited from a number, and one number from another', () => {
    expect(told(facts(['lab-max@1']), facts(['lab-pro@1']))).toEqual(
      expect.arrayContaining([
        'lab-benches lowered: null → 20',
        'lab-support changed: gold → silver',
        'lab-archive withdrawn: true → false',
      ]),
    );
    expect(told(facts(['lab-pro@1']), facts(['lab-max@1']))).toEqual(
      expect.arrayContaining(['lab-benches raised: 20 → null']),
    );
  });

  it('of a quality is that it is another one, also where it is a number, and that it is there or gone', () => {
    const precision = (before: readonly string[], after: readonly string[]) =>
      termChanges(lab, facts(before), facts(after), NOW).filter(({ feature }) => feature === 'lab-precision');
    const change = (kind: string) => ({ feature: 'lab-precision', kind });
    expect(precision(['lab-basic@1'], ['lab-pro@1'])).toStrictEqual([
      { ...change('changed'), before: 10, after: 5, source: { kind: 'plan', id: 'lab-pro@1' } },
    ]);
    expect(precision(['lab-bare@1'], ['lab-pro@1'])).toStrictEqual([
      { ...change('granted'), after: 5, source: { kind: 'plan', id: 'lab-pro@1' } },
    ]);
    expect(precision(['lab-pro@1'], ['lab-bare@1'])).toStrictEqual([
      { ...change('withdrawn'), before: 5, source: null },
    ]);
  });

  it('says who set what stands now, and nobody where nothing does', () => {
    const [change] = termChanges(
      lab,
      facts(['lab-pro@2']),
      facts(['lab-pro@2'], { segments: { 'lab-travellers': true } }),
      NOW,
    );
    expect(change).toEqual({
      feature: 'lab-remote',
      kind: 'granted',
      before: false,
      after: true,
      source: { kind: 'overlay', id: 'lab-travellers' },
    });
    const [gone] = termChanges(lab, facts(['lab-pro@2', 'lab-robot-pack@1']), facts(['lab-pro@2']), NOW);
    expect(gone).toEqual({ feature: 'lab-robotics', kind: 'withdrawn', before: true, after: false, source: null });
  });

  it('counts what segments take for want of knowledge', () => {
    expect(told(facts(['lab-pro@1']), facts(['lab-pro@1'], { segments: { 'lab-half': true } }))).toEqual([
      'lab-benches lowered: 20 → 10',
    ]);
    const { 'lab-half': _, ...others } = facts([]).segments;
    expect(told(facts(['lab-pro@1']), { ...facts(['lab-pro@1']), segments: others })).toEqual([
      'lab-benches lowered: 20 → 10',
    ]);
  });

  it('tells nothing of other products', () => {
    expect(termChanges(lab, undefined, { ...facts(['lab-max@1']), product: 'other' }, NOW)).toEqual([]);
  });
});
