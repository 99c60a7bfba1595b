import { describe, expect, it } from 'vitest';
import { CALIFORNIAN, consumer, embargoed } from '../../../../test/support/consumers.ts';
import { type Life, life } from '../../../../test/support/life.ts';
import { lifeProgram, regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { type LicenseRegulations, regulationsOf } from './license-regulations.ts';

const program = regulatedProgram();

/** What regulations say of a life as it stands. */
function saidOf(acme: Life): LicenseRegulations {
  const said = regulationsOf(acme.license(), program, acme.now());
  if (said === undefined) throw new Error('no regulations are published');
  return said;
}

const rowsOf = ({ rows }: LicenseRegulations) => rows.map(({ row }) => row);

describe('a license without regulations', () => {
  it('has none', () => {
    const acme = life();
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }] });
    expect(regulationsOf(acme.license(), lifeProgram, acme.now())).toBeUndefined();
  });

  it('that no row says anything of has its terms alone', () => {
    const acme = consumer('CH', { from: '2026-01-01', kind: 'business' });
    expect(saidOf(acme)).toMatchObject({
      terms: [{ line: 'crm/a:small', plan: 'small@1', to: '2027-01-01', rule: null }],
      notices: [],
      rights: { coolingOff: [], exits: [], notice: null, boundUntil: null },
      rows: [],
      disclaimer: { text: "Starting points for a vendor's counsel, not legal advice.", unreviewed: [] },
    });
  });
});

describe('its terms', () => {
  it('are judged as of the day on which each line ends, in the zone of the customer', () => {
    const acme = consumer('US-CA', { from: '2025-08-01' });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2025-10-01' }], customer: CALIFORNIAN });
    const { terms } = saidOf(acme);
    expect(terms).toMatchObject([
      { line: 'crm/a:small', plan: 'small@1', to: '2026-08-01', renewal: { day: '2026-08-01', verdict: 'allow' } },
      { line: 'crm/b:pack', plan: 'pack@1', to: '2026-10-01', renewal: { day: '2026-10-01' } },
    ]);
    expect(terms[0]?.rule).toMatchObject({ verdict: 'allow', gates: [], mode: null, term: null });
    expect(terms[0]?.renewal.features.map(({ name }) => name)).toEqual(['on', 'runs', 'seats']);
  });

  it('are judged as of the moment that is asked about, where one has no end', () => {
    const acme = consumer('CH', { from: '2026-01-01', plan: 'for-ever' });
    expect(saidOf(acme).terms).toMatchObject([
      { to: null, rule: null, renewal: { at: '2026-01-01T12:00:00.000Z', day: '2026-01-01' } },
    ]);
    expect(regulationsOf(acme.license(), program, Date.parse('2030-05-01T12:00Z'))?.terms).toMatchObject([
      { renewal: { at: '2030-05-01T12:00:00.000Z' } },
    ]);
  });

  it('say which rows change how they go on, and name them', () => {
    const said = saidOf(embargoed());
    expect(said.terms[0]?.rule).toMatchObject({ verdict: 'deny', rows: ['us-embargo', 'us-enc-deny'] });
    expect(said.terms[0]?.renewal).toMatchObject({ verdict: 'deny', because: ['us-embargo', 'us-enc-deny'] });
    expect(said.rows).toMatchObject([
      { row: 'us-embargo', tag: 'B', moving: true },
      { row: 'us-enc-deny', tag: 'P', moving: false },
    ]);
    expect(said.disclaimer.unreviewed).toEqual(['us-embargo', 'us-enc-deny']);
  });
});

describe('its notices', () => {
  it('are those that were and those that are to come, by day, with their rows', () => {
    const acme = consumer('US-CA', { from: '2025-08-01' });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2025-10-01' }], customer: CALIFORNIAN });
    acme.until('2026-06-18T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.until('2026-08-20T18:00');
    const { notices } = acme.license();
    acme.knows({ notices: notices.toReversed() });
    const said = saidOf(acme);
    const became = said.notices.map(
      ({ row, on, due, given }) => `${on} ${row} ${given ? 'given' : due ? 'announced' : 'to come'}`,
    );
    expect(became).toEqual([
      '2026-08-01 ca-2863 announced',
      '2026-08-01 ca-notice given',
      '2026-10-01 ca-notice announced',
      '2027-08-01 ca-notice to come',
    ]);
    expect(rowsOf(said)).toEqual(['ca-2863', 'ca-notice']);
  });
});

describe('the rights of its customer', () => {
  it.each([
    ['of a right to change one’s mind', 'FR', '2026-01-01', 'eu-withdraw', { coolingOff: [{ lastDay: '2026-01-15' }] }],
    [
      'of the notice that has to be given',
      'DE',
      '2026-01-01',
      'de-renew',
      { notice: { max: 'P1M', rows: ['de-renew'] } },
    ],
    ['of how long one may be bound', 'DK', '2026-01-01', 'dk-exit', { boundUntil: { on: '2026-07-01' } }],
  ])('name the rows %s', (_, country, from, row, rights) => {
    const said = saidOf(consumer(country, { from }));
    expect(said.rights).toMatchObject(rights);
    expect(rowsOf(said)).toContain(row);
  });

  it('name the rows of a way out that a missed notice has opened', () => {
    const acme = consumer('FR', { from: '2026-01-01' });
    acme.until('2027-01-02');
    const said = saidOf(acme);
    expect(said.rights?.exits).toMatchObject([{ row: 'fr-notice', why: 'notice_missed' }]);
    expect(rowsOf(said)).toContain('fr-notice');
  });

  it('name the rows of a way out of a change', () => {
    const acme = consumer('US-NY', { from: '2026-01-01' });
    const { line, plan, quantity, trial, to } = acme.license().items[0]!;
    const from = Date.parse('2026-03-01T12:00Z');
    acme.knows({ amendments: [{ line, from, to, plan, quantity, trial, why: 'amendment', feeChange: 'rise' }] });
    const said = saidOf(acme);
    expect(said.rights?.exits).toMatchObject([{ row: 'ny-price', why: 'change', until: '2026-03-15' }]);
    expect(said.notices.map(({ row }) => row)).not.toContain('ny-price');
    expect(rowsOf(said)).toContain('ny-price');
  });

  it('are none where no contract is left', () => {
    const acme = consumer('FR', { from: '2026-01-01' });
    acme.knows({ items: [] });
    expect(saidOf(acme)).toMatchObject({ terms: [], rights: null, rows: [] });
  });
});
