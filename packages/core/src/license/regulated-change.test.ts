import { describe, expect, it } from 'vitest';
import { consumer, embargoed, ofRow, told } from '../../../../test/support/consumers.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import type { Life } from '../../../../test/support/life.ts';
import type { LifecycleCommand } from './command.ts';

const rise = { type: 'amend', plan: 'told', feeChange: 'rise' } as const;
const says = (acme: Life, change: LifecycleCommand) => {
  const proposal = acme.tries(change);
  return proposal.outcome === 'refused' ? `${proposal.code}: ${proposal.message}` : proposal.outcome;
};

describe('a change of the fee in New York', () => {
  const newYorker = () => {
    const acme = consumer('US-NY', { from: '2026-01-01' });
    acme.until('2026-05-01T16:00');
    return acme;
  };

  it.each([
    ['at once', rise],
    ['in four days', { ...rise, from: '2026-05-05' }],
    ['with a migration', { type: 'migrate', plan: 'told', feeChange: 'rise' } as const],
  ])('%s is refused, with the first day that the law lets it take effect', (_, change) => {
    const acme = newYorker();
    expect(says(acme, change)).toMatch(/^notice_too_short: ny-price wants .* 2026-05-06 at the earliest/);
  });

  it('takes effect on its day where the notice was given, and the way out stays open for two weeks', () => {
    const acme = newYorker();
    acme.does({ ...rise, from: '2026-07-01' });
    expect(ofRow(acme, 'ny-price').map(told)).toEqual(['2026-07-01 open']);
    acme.until('2026-06-01T05:00');
    expect(acme.types().at(-1)).toBe('notice.due');
    acme.does({ type: 'record-notice', row: 'ny-price', on: '2026-07-01' });
    acme.until('2026-07-10');
    expect(acme.terms().at(-1)).toContain('1×told@1');
    acme.does({ type: 'cancel' });
    expect(acme.events.at(-1)).toMatchObject({
      type: 'license.cancelled.v1',
      rights: { exits: [{ row: 'ny-price', why: 'change', until: '2026-07-15', refund: 'pro_rata' }] },
    });
  });

  it('does not take effect where the notice was missed, and can be asked for again', () => {
    const acme = newYorker();
    acme.does({ type: 'amend', quantity: 2, from: '2026-08-01' });
    acme.does({ ...rise, from: '2026-07-01' });
    acme.until('2026-06-27T05:00');
    expect(acme.types().at(-1)).toBe('notice.missed');
    expect(ofRow(acme, 'ny-price').map(told)).toEqual(['2026-07-01 missed']);
    acme.until('2026-08-02');
    expect(acme.terms().map((term) => term.slice(-9))).toEqual(['1×small@1', '2×small@1']);
    expect(acme.does({ ...rise, from: '2026-09-01' }).outcome).toBe('changed');
  });

  it('needs no notice where the fee falls, or nobody has spoken of one', () => {
    const acme = newYorker();
    expect(says(acme, { type: 'migrate', plan: 'told', feeChange: 'fall' })).toBe('changed');
    expect(says(acme, { type: 'amend', quantity: 3 })).toBe('changed');
    expect(acme.license().notices).toEqual([]);
  });

  it('is a change on its own, without another plan or quantity', () => {
    const acme = newYorker();
    acme.does({ type: 'amend', feeChange: 'rise', from: '2026-07-01' });
    expect(acme.license().amendments).toMatchObject([
      { feeChange: 'rise', notices: ['ny-price:price_rise@2026-07-01'] },
    ]);
  });
});

describe('a price rise with a renewal in California', () => {
  it('is told of besides the renewal, and where that is missed, the term renews as it was', () => {
    const acme = consumer('US-CA', { from: '2025-08-01' });
    acme.until('2026-06-20T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.does({ type: 'renew', plan: 'told', feeChange: 'rise' });
    acme.until('2026-07-26T07:00');
    expect(ofRow(acme, 'ca-fee')).toMatchObject([{ earliest: '2026-07-02', latest: '2026-07-25' }]);
    expect(ofRow(acme, 'ca-fee').map(told)).toEqual(['2026-08-01 missed']);
    acme.until('2026-08-02');
    expect(acme.terms().map((term) => term.slice(-9))).toEqual(['1×small@1', '1×small@1']);
  });
});

describe('a migration', () => {
  it('is refused where a row bars it, and names the rows', () => {
    const acme = embargoed();
    expect(says(acme, { type: 'migrate', plan: 'told' })).toMatch(/^regulation_denied: .*us-embargo/);
  });

  it('that forms a new contract lets the customer change their mind once more', () => {
    const acme = consumer('DE', { from: '2025-11-15' });
    acme.until('2026-03-01T09:00');
    acme.does({ type: 'migrate', plan: 'told', newContract: true });
    acme.until('2026-03-15T09:00');
    acme.does({ type: 'cancel' });
    expect(acme.events.at(-1)?.rights).toEqual({
      coolingOff: [
        { trigger: 'conclusion', lastDay: '2026-03-15', refund: 'full', refundWithin: 'P14D', rows: ['eu-withdraw'] },
      ],
      exits: [],
      notice: { max: 'P1M', fee: null, rows: ['de-renew'] },
      boundUntil: { on: '2028-03-01', rows: ['de-renew'] },
    });
  });

  it('that takes something away is told of the day before, where the vendor has switched that row on', () => {
    const acme = consumer('DE', { from: '2026-01-01', plan: 'rich', program: WITH_EU_MODIFY });
    acme.until('2026-03-01T09:00');
    expect(says(acme, { type: 'migrate', plan: 'small' })).toMatch(/^notice_too_short: eu-modify .* 2026-03-02/);
    acme.does({ type: 'amend', plan: 'small', from: '2026-03-10' });
    expect(ofRow(acme, 'eu-modify').map(told)).toEqual(['2026-03-10 open']);
  });

  it.each([
    ['consent', 'change.reconsent, change: fee'],
    ['review', 'review, acts: [migration]'],
  ])('waits for a %s that a row wants, and is carried out once it is there', (kind, provision) => {
    const own = `regulations: 1
pack: own
rows:
  own: { title: t, where: [CH], who: [consumer], factor: billing, status: in_force, on: true, source: s, tag: B,
    reviewed_by: null, review_due: 2027-01-01, provisions: [{ kind: ${provision} }] }`;
    const acme = consumer('CH', { from: '2026-01-01', program: regulatedProgram({ 'own.yaml': own }) });
    acme.does({ type: 'migrate', plan: 'told', feeChange: 'rise' });
    expect(acme.open()).toMatchObject([{ kind, command: { type: 'migrate' } }]);
    expect(says(acme, { type: 'migrate', plan: 'told', feeChange: 'rise' })).toBe('unchanged');
    acme.answers(acme.open()[0]?.id);
    acme.until('2026-01-02');
    expect([acme.open(), acme.terms().at(-1)?.slice(-8)]).toEqual([[], '1×told@1']);
  });
});

const WITH_EU_MODIFY = regulatedProgram({
  'own.yaml': 'regulations: 1\npack: own\nrows: { eu-modify: { override: true, on: true } }\n',
});

describe('the word that a notice was given', () => {
  const acme = consumer('US-CA', { from: '2025-08-01' });
  const given = (more: object = {}) =>
    says(acme, { type: 'record-notice', row: 'ca-notice', on: '2026-08-01', ...more });

  it('counts within the window only, early or late', () => {
    acme.until('2026-06-16T18:00');
    expect(given()).toBe('notice_outside: 2026-06-16 is not within the window of ca-notice, 2026-06-17 to 2026-07-17');
    acme.until('2026-07-20T18:00');
    expect(given()).toMatch(/^notice_outside: 2026-07-20/);
    expect(given({ at: '2026-07-21' })).toMatch(/^date_outside/);
  });

  it('is refused where no such notice is due, with those that are', () => {
    expect(given({ on: '2026-08-02' })).toMatch(/^notice_unknown: .* ca-notice:renewal@2026-08-01/);
  });

  it('that comes late counts for a notice that was in time, and is taken once', () => {
    expect(ofRow(acme, 'ca-notice').map(told)).toEqual(['2026-08-01 missed']);
    expect(given({ at: '2026-07-10', channel: 'letter' })).toBe('changed');
    expect(ofRow(acme, 'ca-notice').map(told)).toEqual(['2026-08-01 given']);
    expect(given({ at: '2026-07-10' })).toMatch(/^nothing_changes/);
  });
});
