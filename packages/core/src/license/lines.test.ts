import { describe, expect, it } from 'vitest';
import { lifeProgram } from '../../../../test/support/life-catalog.ts';
import type { Amendment, Item } from './license.ts';
import { amended, cutAt, linesOf } from './lines.ts';
import { orderSchema } from './order.ts';

const day = (text: string) => Date.parse(text);
const said = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
const spans = (items: readonly Item[]) =>
  items.map(({ from, to, quantity, plan }) => `${said(from)}…${said(to)} ${quantity}×${plan}`);

function lines(items: readonly object[], started: string | null = null) {
  const order = orderSchema.parse({
    source: 'crm',
    order: 'a',
    version: 1,
    at: '2026-06-01T00:00:00Z',
    customer: { id: 'acme' },
    items,
  });
  return linesOf(order, 'lab', lifeProgram, undefined, 'UTC', started);
}
const named = (items: readonly object[], started?: string) =>
  lines(items, started).map((line) => [line.name, spans(line.items)]);

describe('the lines of an order', () => {
  it('are one of what follows one another, in whichever sequence it is written', () => {
    const first = { plan: 'small', from: '2026-01-01', to: '2026-07-01' };
    const second = { plan: 'small', from: '2026-07-01', to: '2027-01-01', quantity: 2 };
    const one = [['crm/a:small', ['2026-01-01…2026-07-01 1×small@1', '2026-07-01…2027-01-01 2×small@1']]];
    expect(named([first, second])).toEqual(one);
    expect(named([second, first])).toEqual(one);
    expect(lines([second, first])[0]).toMatchObject({ order: 'crm/a', kind: 'base', date: '2026-01-01' });
    expect(lines([first, second])[0]?.items.map(({ line }) => line)).toEqual(['crm/a:small', 'crm/a:small']);
  });

  it('are in the sequence in which they are written, where they begin on one day', () => {
    const names = (...plans: string[]) =>
      lines(plans.map((plan) => ({ plan, from: '2026-01-01' }))).map(({ name }) => name);
    expect(names('pack', 'small', 'boost')).toEqual(['crm/a:pack', 'crm/a:small', 'crm/a:boost']);
  });

  it.each([
    ['beside each other', 'pack', '2026-06-01', 2],
    ['after one without an end', 'stock', '2027-06-01', 2],
    ['after a gap, of a base plan', 'small', '2027-06-01', 2],
    ['after a gap, of an add-on', 'pack', '2027-06-01', 1],
  ])('%s: %s', (_, plan, from, count) => {
    const both = lines([
      { plan, from: '2026-01-01' },
      { plan, from },
    ]);
    expect(both.map(({ name }) => name)).toEqual([`crm/a:${plan}`, `crm/a:${plan}#2`].slice(0, count));
  });

  it('are counted by the plan that they were ordered as, and none is taken for another', () => {
    expect(
      named([
        { plan: 'pack', from: '2026-01-01' },
        { plan: 'tried-pack', from: '2026-01-02' },
        { plan: 'pack', from: '2026-01-03' },
        { plan: 'pack', from: '2026-01-04' },
        { plan: 'pack', from: '2027-01-03' },
      ]).map(([name]) => name),
    ).toEqual(['crm/a:pack', 'crm/a:tried-pack', 'crm/a:pack#2', 'crm/a:pack#3']);
  });

  it('are of one product', () => {
    expect(lines([{ plan: 'works-s', from: '2026-01-01' }])).toEqual([]);
  });

  it.each([
    ['the day on which it was first used, where that is later', '2026-03-01', '2027-03-01'],
    ['its own first day, where it was used before', '2025-12-01', '2027-01-01'],
    ['its own first day, where it was used on it', '2026-01-01', '2027-01-01'],
  ])('end a term after %s', (_, started, to) => {
    expect(named([{ plan: 'on-first-use', from: '2026-01-01' }], started)).toEqual([
      ['crm/a:on-first-use', [`2026-01-01…${to} 1×on-first-use@1`]],
    ]);
  });

  it('say of what had ended when it was ordered that it is closed', () => {
    const ends = (to: string) => lines([{ plan: 'small', from: '2026-01-01', to }])[0]?.items[0]?.closed;
    expect([ends('2026-05-31'), ends('2026-06-01'), ends('2026-06-02')]).toEqual([true, true, undefined]);
    expect(lines([{ plan: 'for-ever', from: '2026-01-01' }])[0]?.items[0]).not.toHaveProperty('closed');
  });
});

describe('an amendment', () => {
  const YEAR = lines([{ plan: 'small', from: '2026-01-01' }])[0]?.items ?? [];
  const amendment = (from: string, to: string | null, more: Partial<Amendment> = {}): Amendment => ({
    line: 'crm/a:small',
    from: day(from),
    to: to === null ? null : day(to),
    plan: 'small@1',
    quantity: 2,
    trial: false,
    why: 'amendment',
    ...more,
  });
  const after = (...amendments: readonly Amendment[]) => spans(amended(YEAR, amendments));

  it.each<[string, readonly Amendment[], readonly string[]]>([
    [
      'from a day on ends with its line',
      [amendment('2026-03-01', null)],
      ['2026-01-01…2026-03-01 1×small@1', '2026-03-01…2027-01-01 2×small@1'],
    ],
    ['of all of it leaves nothing else', [amendment('2026-01-01', '2027-01-01')], ['2026-01-01…2027-01-01 2×small@1']],
    [
      'in between leaves both sides',
      [amendment('2026-03-01', '2026-06-01')],
      ['2026-01-01…2026-03-01 1×small@1', '2026-03-01…2026-06-01 2×small@1', '2026-06-01…2027-01-01 1×small@1'],
    ],
    [
      'that begins before the line begins with it',
      [amendment('2025-06-01', '2026-06-01')],
      ['2026-01-01…2026-06-01 2×small@1', '2026-06-01…2027-01-01 1×small@1'],
    ],
    ['that ends before the line is void', [amendment('2025-06-01', '2025-12-01')], ['2026-01-01…2027-01-01 1×small@1']],
    [
      'that ends where the line begins is void',
      [amendment('2025-06-01', '2026-01-01')],
      ['2026-01-01…2027-01-01 1×small@1'],
    ],
    [
      'that activates lets it begin before',
      [amendment('2025-12-01', '2027-01-01', { why: 'activation', quantity: 1 })],
      ['2025-12-01…2027-01-01 1×small@1'],
    ],
    ...(['renewal', 'conversion', 'extension'] as const).map(
      (why): [string, readonly Amendment[], readonly string[]] => [
        `that adds a term without an end (${why}) has none`,
        [amendment('2027-01-01', null, { why })],
        ['2026-01-01…2027-01-01 1×small@1', '2027-01-01… 2×small@1'],
      ],
    ),
    [
      'without an end of its own ends with the last term',
      [amendment('2027-01-01', '2028-01-01', { why: 'renewal' }), amendment('2026-06-01', null, { quantity: 3 })],
      ['2026-01-01…2026-06-01 1×small@1', '2026-06-01…2028-01-01 3×small@1'],
    ],
  ])('%s', (_, amendments, expected) => {
    expect(after(...amendments)).toEqual(expected);
  });

  it('is like what it takes the place of, but has not ended with it', () => {
    const closed = YEAR.map((one) => ({ ...one, closed: true as const, pinned: 'small@0' }));
    expect(amended(closed, [amendment('2027-01-01', '2028-01-01', { why: 'renewal' })])).toMatchObject([
      { closed: true, pinned: 'small@0' },
      { pinned: 'small@0' },
    ]);
    expect(amended(closed, [amendment('2027-01-01', '2028-01-01', { why: 'renewal' })])[1]).not.toHaveProperty(
      'closed',
    );
    const [first] = YEAR;
    const two =
      first === undefined
        ? []
        : [
            { ...first, to: day('2026-06-01') },
            { ...first, from: day('2026-06-01'), pinned: 'small@2' },
          ];
    expect(amended(two, [amendment('2026-06-01', null)]).at(-1)).toMatchObject({ pinned: 'small@2' });
    expect(amended(two, [amendment('2026-05-31', null)]).at(-1)).toMatchObject({ pinned: 'small@1' });
  });

  it('of nothing is nothing', () => {
    expect(amended([], [amendment('2026-01-01', null)])).toEqual([]);
  });

  it.each([
    ['2026-01-01', []],
    ['2026-01-02', ['2026-01-01…2026-01-02 1×small@1']],
    ['2027-01-01', ['2026-01-01…2027-01-01 1×small@1']],
    ['2028-01-01', ['2026-01-01…2027-01-01 1×small@1']],
  ])('%s cuts what goes on then', (at, left) => {
    expect(spans(cutAt(YEAR, day(at)))).toEqual(left);
    expect(spans(cutAt(YEAR, Number.POSITIVE_INFINITY))).toEqual(spans(YEAR));
  });
});
