import { describe, expect, it } from 'vitest';
import { packOf, rowOf, saidOf, saidOfRow, whereInRow } from '../../../../test/support/packs.ts';

describe('a row', () => {
  const cap = (fields: object) => ({ kind: 'binding.cap', max: 'P1Y', ...fields });
  const TWICE =
    'error dates_overlap: another "binding.cap" of this row says something of the same in a part of this time';
  it.each([
    ['of different length', [cap({}), cap({ max: 'P2Y' })], [TWICE]],
    ['with a note', [cap({}), cap({ note: 'Twice.' })], [TWICE]],
    ['elsewhere', [cap({}), cap({ where: ['DE'] })], []],
    ['of another kind', [cap({}), { kind: 'renewal.term_cap', max: 'P1Y' }], []],
    ['one after the other', [cap({ effective_to: '2026-01-01' }), cap({ effective_from: '2026-01-01' })], []],
    ['on one day', [cap({ effective_to: '2026-01-02' }), cap({ effective_from: '2026-01-01' })], [TWICE]],
    ['the third with the first', [cap({}), { kind: 'deny' }, cap({})], [TWICE]],
  ])('has two provisions %s', (_, provisions, said) => expect(saidOfRow({ provisions })).toEqual(said));

  it.each([
    [
      { kind: 'notice.window', anchor: 'renewal', min: 'P7D', max: 'P30D' },
      { kind: 'notice.window', anchor: 'renewal', min: 'P8D' },
      1,
    ],
    [
      { kind: 'notice.window', anchor: 'renewal', min: 'P7D' },
      { kind: 'notice.window', anchor: 'expiry', min: 'P7D' },
      0,
    ],
  ])('has windows of a notice before the same anchor once', (first, second, times) =>
    expect(saidOfRow({ provisions: [first, second] })).toHaveLength(times),
  );

  const NEVER = 'error dates_invalid: this provision holds at no time at which its row does';
  it.each([
    ['from the day on which the row ends', { effective_to: '2026-01-01' }, { effective_from: '2026-01-01' }, [NEVER]],
    ['from the last day of the row', { effective_to: '2026-01-02' }, { effective_from: '2026-01-01' }, []],
    ['till the day on which the row begins', { effective_from: '2026-01-01' }, { effective_to: '2026-01-01' }, [NEVER]],
    ['whenever the row does', { effective_from: '2026-01-01', effective_to: '2027-01-01' }, {}, []],
    [
      'within the row',
      { effective_from: '2026-01-01', effective_to: '2027-01-01' },
      { effective_from: '2026-02-01', effective_to: '2026-03-01' },
      [],
    ],
    [
      'at no time of its own, which is said of it alone',
      { effective_to: '2025-01-01' },
      { effective_from: '2026-01-01', effective_to: '2026-01-01' },
      ['error dates_invalid: ends on 2026-01-01, but begins on 2026-01-01'],
    ],
    [
      'in a row of no time, which is said of the row alone',
      { effective_from: '2026-01-02', effective_to: '2026-01-01' },
      { effective_to: '2025-01-01' },
      ['error dates_invalid: ends on 2026-01-01, but begins on 2026-01-02'],
    ],
  ])('has a provision that holds %s', (_, row, own, said) =>
    expect(saidOfRow({ ...row, provisions: [{ kind: 'deny', ...own }] })).toEqual(said),
  );

  it('that ends too early is pointed at where it says when, as its provision is', () => {
    const dates = { effective_from: '2026-01-01', effective_to: '2025-01-01' };
    expect(whereInRow(dates)).toMatch(/^"effective_to":"2025-01-01"/);
    expect(whereInRow({ provisions: [{ kind: 'deny', ...dates }] })).toMatch(/^"effective_to":"2025-01-01"\}\]/);
  });

  const UNDATED = 'error dates_invalid: mine: a row in force that is about contracts says from when on';
  const EMPTY = 'error form_invalid: mine: a row that is in force has at least one provision';
  it.each([
    ['about contracts of no time', { applies_to: 'contract_concluded' }, [UNDATED]],
    ['about contracts from a day on', { applies_to: 'contract_concluded', effective_from: '2026-01-01' }, []],
    ['about contracts up to a day', { applies_to: 'contract_concluded', effective_to: '2026-01-01' }, []],
    ['about events at all times', { applies_to: 'event' }, []],
    ['without a provision', { provisions: [] }, [EMPTY]],
    ['not in force, and says nothing yet', { status: 'pending', provisions: [], applies_to: 'contract_concluded' }, []],
  ])('is %s', (_, fields, said) => expect(saidOfRow(fields)).toEqual(said));
});

describe('rows that take the place of others', () => {
  it('name rows, also such as have no form', () => {
    const text = packOf(`rows:\n  mine: ${rowOf({ supersedes: ['other', 'othre'] })}\n  other: { title: Other }\n`);
    expect(saidOf(text).filter((line) => line.includes('name_unknown'))).toEqual([
      expect.stringMatching(/name_unknown: there is no row "othre"\. Did you mean "other"\?$/),
    ]);
  });

  it('do not take their own, whether at once or by others', () => {
    const rows = [
      ['one', 'two'],
      ['two', 'three'],
      ['three', 'two'],
      ['four', 'four'],
    ] as const;
    const text = packOf(`rows:\n${rows.map(([id, other]) => `  ${id}: ${rowOf({ supersedes: [other] })}\n`).join('')}`);
    expect(saidOf(text).map((line) => line.replace(/:\d+: error/, ': error'))).toEqual([
      'a.yaml:5: error supersedes_cycle: the row supersedes itself: two → three → two',
      'a.yaml:6: error supersedes_cycle: the row supersedes itself: three → two → three',
      'a.yaml:7: error supersedes_cycle: the row supersedes itself: four → four',
    ]);
  });
});
