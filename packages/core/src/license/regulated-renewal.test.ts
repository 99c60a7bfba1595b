import { describe, expect, it } from 'vitest';
import { CALIFORNIAN, consumer, embargoed, ofRow, told } from '../../../../test/support/consumers.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';

describe('A: a Californian, on an annual plan since 2024-08-01', () => {
  const since2024 = () => {
    const acme = consumer('US-CA', { from: '2024-08-01' });
    acme.until('2025-07-01T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2025-08-01' });
    acme.until('2025-08-02T18:00');
    return acme;
  };

  it('is told of the renewal on 2026-08-01 from 2026-06-17 on, in the morning of California', () => {
    const acme = since2024();
    acme.until('2026-07-01');
    const notice = acme.events.findLast(({ type }) => type === 'notice.due.v1');
    expect(new Date(notice?.at ?? 0).toISOString()).toBe('2026-06-17T07:00:00.000Z');
    expect(acme.license().notices.at(-1)).toMatchObject({
      row: 'ca-notice',
      kind: 'notice.window',
      anchor: 'renewal',
      on: '2026-08-01',
      earliest: '2026-06-17',
      latest: '2026-07-17',
      given: null,
      missed: null,
    });
  });

  it('renews by itself where the notice was given and the consent is there', () => {
    const acme = since2024();
    acme.until('2026-06-20T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01', channel: 'email' });
    expect(acme.license().notices.at(-1)?.given).toEqual({ at: acme.now(), channel: 'email' });
    acme.until('2026-08-15');
    expect(acme.state()).toBe('active');
    expect(acme.terms()).toHaveLength(3);
    expect(acme.open()).toEqual([]);
  });

  it('waits for a person where the notice was missed after 2026-07-17, and says so', () => {
    const acme = since2024();
    acme.until('2026-07-18T06:59');
    expect(ofRow(acme, 'ca-notice').at(-1)?.missed).toBeNull();
    acme.until('2026-07-18T07:00');
    expect(acme.types().slice(-2)).toEqual(['notice.missed', 'gate.opened']);
    expect(acme.open().map(({ kind }) => kind)).toEqual(['review']);
    expect(acme.license().renewals).toMatchObject([{ regulations: { rows: ['ca-notice'], gates: ['review'] } }]);
    acme.answers(acme.open()[0]?.id);
    acme.until('2026-08-15');
    expect([acme.state(), acme.terms().length]).toEqual(['active', 3]);
  });

  it('ends where nobody answers', () => {
    const acme = since2024();
    acme.until('2026-09-01');
    expect(acme.types().slice(-3)).toEqual(['license.lapsed', 'license.expired', 'gate.closed']);
  });

  it('is reminded each year since the extension of 2025-08-01 that brought it under the law, and not before', () => {
    const acme = since2024();
    acme.until('2025-08-01T20:00');
    acme.does({ type: 'record-notice', row: 'ca-2863', on: '2025-08-01' });
    acme.until('2026-06-20T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.until('2026-08-02T08:00');
    expect(ofRow(acme, 'ca-2863').map(told)).toEqual(['2025-08-01 given', '2026-08-01 missed']);
  });

  /** Its consent is withdrawn, the notice of the renewal given. */
  const withdrawn = () => {
    const acme = consumer('US-CA', { from: '2025-08-01' });
    acme.does({ type: 'withdraw-consent', id: acme.license().consents[0]?.id ?? '' });
    acme.until('2026-06-20T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.until('2026-07-10');
    return acme;
  };

  it('is asked for the express consent that was withdrawn, before it renews, and keeps the one that a yes brings', () => {
    const acme = withdrawn();
    expect(acme.open()).toMatchObject([
      { kind: 'consent', forms: ['express'], rows: expect.arrayContaining(['ca-2863']) },
    ]);
    const [gate] = acme.open();
    expect(acme.answers(gate?.id)).toMatchObject({ outcome: 'refused', code: 'consent_missing' });
    acme.answers(gate?.id, true, [{ form: 'express', text: '2', channel: 'web' }]);
    expect(acme.types().at(-1)).toBe('gate.answered');
    acme.until('2026-07-11');
    expect(acme.terms()).toHaveLength(2);
    expect(acme.license().consents).toMatchObject([{ text: '1' }, { text: '2', withdrawn: null }]);
  });

  it('renews where that consent is recorded while the question waits, and does not where nobody answers', () => {
    const [recorded, silent] = [withdrawn(), withdrawn()];
    recorded.does({ type: 'record-consent', form: 'express', text: '2', channel: 'letter' });
    for (const acme of [recorded, silent]) acme.until('2026-09-01');
    expect([recorded.terms().length, recorded.open()]).toEqual([2, []]);
    expect([silent.state(), silent.terms().length]).toEqual(['expired', 1]);
  });
});

describe('B: a German, with a contract of 2021-11-15', () => {
  const german = (from = '2021-11-15', plan = 'small') => consumer('DE', { from, plan });

  it('renews for twelve months at most, year after year', () => {
    const acme = german();
    acme.until('2024-01-01');
    expect(acme.terms()).toHaveLength(3);
    expect(acme.license().items.at(-1)?.to).toBe(Date.parse('2024-11-14T23:00:00Z'));
  });

  it('had longer terms cut to twelve months', () => {
    const acme = german('2021-11-15', 'two-years');
    acme.until('2023-12-01');
    expect(acme.license().items.map(({ to }) => new Date(to ?? 0).toISOString().slice(0, 10))).toEqual([
      '2023-11-14',
      '2024-11-14',
    ]);
  });

  it('is under the new law since a migration that formed a new contract: without an end from 2024-03-01', () => {
    const acme = german();
    acme.until('2023-03-01T09:00');
    acme.does({ type: 'migrate', plan: 'told', newContract: true });
    expect(acme.license().amendments.at(-1)).toMatchObject({ why: 'migration', newContract: true });
    acme.until('2024-03-10');
    expect(acme.license().items.at(-1)).toMatchObject({ from: Date.parse('2024-02-29T23:00:00Z'), to: null });
    expect(acme.events.findLast(({ type }) => type === 'renewal.due.v1')?.after.renewals).toMatchObject([
      { regulations: { mode: 'indefinite_only', rows: ['de-renew'] } },
    ]);
    acme.until('2030-01-01');
    expect(acme.state()).toBe('active');
  });

  it('stays under the old one where the migration formed none', () => {
    const acme = german();
    acme.until('2023-03-01T09:00');
    acme.does({ type: 'migrate', plan: 'told', newContract: false });
    acme.until('2024-03-10');
    expect(acme.license().items.at(-1)?.to).toBe(Date.parse('2024-11-14T23:00:00Z'));
  });

  it('renews without an end where the contract is of 2022-03-01, and for a term that a person has agreed to', () => {
    const [tacit, agreed] = [german('2022-03-01'), german('2022-03-01')];
    tacit.until('2023-04-01');
    expect(tacit.license().items.at(-1)?.to).toBeNull();
    agreed.until('2023-02-01');
    agreed.does({ type: 'renew', term: 'P1Y' });
    expect(agreed.license().items.at(-1)?.to).toBe(Date.parse('2024-02-29T23:00:00Z'));
  });
});

describe('a notice that was missed, where the row says what follows', () => {
  it.each([
    ['FR', 'fr-notice', 'any_time', 'P30D', '2026-10-01', '2026-12-01'],
    ['IT', 'it-notice', 'until_next_expiry', null, null, '2026-12-02'],
  ])('in %s opens a free way out, and the term renews', (country, row, exit, refundWithin, earliest, latest) => {
    const acme = consumer(country, { from: '2026-01-01', now: '2026-01-01' });
    acme.until('2027-01-02');
    expect(ofRow(acme, row)[0]).toMatchObject({ earliest, latest, missed: { exit, refundWithin } });
    expect([acme.state(), acme.terms().length, acme.open()]).toEqual(['active', 2, []]);
    acme.does({ type: 'cancel' });
    expect(acme.events.at(-1)?.rights?.exits).toEqual([
      { row, why: 'notice_missed', until: exit === 'any_time' ? null : '2027-12-31', refund: null, refundWithin },
    ]);
  });
});

describe('an add-on with a term of its own', () => {
  const withPack = (from: string) => {
    const acme = consumer('US-CA', { from: '2025-08-01' });
    acme.buys({ order: 'b', items: [{ plan: 'pack', from }], customer: CALIFORNIAN });
    return acme;
  };

  it('has its own notice, and renews by itself where that was given', () => {
    const acme = withPack('2025-10-01');
    acme.until('2026-06-20T18:00');
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.until('2026-08-20T18:00');
    expect(ofRow(acme, 'ca-notice').map(told)).toEqual(['2026-08-01 given', '2026-10-01 open']);
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-10-01' });
    acme.until('2026-10-02');
    expect([acme.terms('pack').length, acme.open()]).toEqual([2, []]);
  });

  it('is told of with its base plan where both renew on one day', () => {
    const acme = withPack('2025-08-01');
    acme.until('2026-06-20T18:00');
    expect(ofRow(acme, 'ca-notice').map(told)).toEqual(['2026-08-01 open']);
    acme.does({ type: 'record-notice', row: 'ca-notice', on: '2026-08-01' });
    acme.until('2026-08-02');
    expect([acme.terms('small').length, acme.terms('pack').length]).toEqual([2, 2]);
  });
});

describe('a trial', () => {
  it.each([
    ['long-trial', ['ca-trial:trial_end@2026-02-15']],
    ['converting', []],
  ])('%s has its own notice where it is longer than 31 days', (plan, notices) => {
    const acme = consumer('US-CA', { from: '2026-01-01', plan, trial: true });
    acme.until('2026-02-14');
    expect(acme.license().notices.map(({ row, anchor, on }) => `${row}:${anchor}@${on}`)).toEqual(notices);
  });
});

describe('what regulations bar', () => {
  it('does not renew: it is told when it comes up, and the term ends', () => {
    const acme = embargoed();
    acme.until('2027-01-02');
    expect(acme.types(2)).toEqual(['renewal.due', 'license.expired']);
    expect(acme.license().renewals).toMatchObject([
      { declined: true, regulations: { verdict: 'deny', rows: expect.arrayContaining(['us-embargo']) } },
    ]);
    expect(acme.refuses({ type: 'renew' })).toBe('regulation_denied');
  });

  it('is reviewed where nobody knows the subdivision', () => {
    const acme = consumer('US', { from: '2026-01-01' });
    acme.until('2026-12-10');
    expect(acme.open().map(({ kind }) => kind)).toEqual(['review']);
    expect(acme.license().renewals[0]?.regulations?.rows).toContain('ca-notice');
  });

  it('renews by a person only where a row forbids that it renews by itself', () => {
    const program = regulatedProgram({
      'own.yaml': [
        'regulations: 1',
        'pack: own',
        'rows:',
        '  no-tacit: { title: t, where: [CH], who: [consumer], factor: billing, status: in_force, on: true, source: s,',
        '    tag: B, reviewed_by: null, review_due: 2027-01-01, provisions: [{ kind: renewal.mode, mode: forbidden }] }',
      ].join('\n'),
    });
    const acme = consumer('CH', { from: '2026-01-01', program });
    acme.until('2027-01-10');
    expect(acme.types(1)).toEqual(['renewal.due', 'license.lapsed', 'license.expired']);
    acme.does({ type: 'renew' });
    expect(acme.state()).toBe('active');
  });
});

describe('an imported license', () => {
  it('has what lies in the past seen as missed, in order', () => {
    const acme = consumer('US-CA', { from: '2025-08-01', now: '2026-07-25' });
    expect(acme.types()).toEqual(['license.issued']);
    acme.until('2026-07-25T18:00');
    expect(acme.types(1)).toEqual(['notice.due', 'renewal.due', 'notice.missed', 'gate.opened']);
    expect(acme.open().map(({ kind }) => kind)).toEqual(['review']);
    acme.until('2026-08-01T07:00');
    expect(acme.license().notices.filter(({ missed }) => missed !== null)).toHaveLength(1);
  });
});
