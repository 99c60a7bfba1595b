import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { lifeProgram, programUnder } from '../../../../test/support/life-catalog.ts';
import { packOf, rowOf } from '../../../../test/support/packs.ts';
import type { Notice } from './license.ts';
import { allNotices, deadlineOf, noticeId, opensAt, owedNotices, withNotice } from './notice.ts';

const YEARLY = { kind: 'notice.periodic', every: 'P1Y' } as const;
const rules = {
  told: { provisions: [{ kind: 'notice.window', anchor: 'renewal', min: 'P15D', max: 'P30D' }] },
  trial: { provisions: [{ kind: 'notice.window', anchor: 'trial_end', min: 'P3D' }] },
  yearly: { provisions: [YEARLY] },
  'switched-off': { on: false, provisions: [YEARLY] },
  pending: { status: 'pending', provisions: [YEARLY] },
  elsewhere: { where: ['AT'], provisions: [YEARLY] },
} as const;
const program = programUnder({
  'own.yaml': packOf(
    `rows:\n${Object.entries(rules)
      .map(([name, row]) => `  ${name}: ${rowOf({ where: ['CH'], ...row })}`)
      .join('\n')}\n`,
  ),
});

/** A Swiss customer who has ordered plans, each from the first of January 2026 on, the ones named so on trial. */
function swiss(plans: readonly string[], now = '2026-01-01T12:00') {
  const acme = life({ program, now: '2026-01-01T12:00' });
  acme.buys({
    items: plans.map((plan) => ({ plan, from: '2026-01-01', trial: plan === 'converting' || plan === 'lapsing' })),
    customer: { kind: 'consumer', country: 'CH', zone: 'UTC' },
  });
  acme.skip(now);
  return { ...acme, owed: () => owedNotices(acme.license(), program).map(noticeId) };
}

describe('the notices that a license owes', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['before a term renews by itself', ['small'], ['told:renewal@2027-01-01']],
    ['each year of a term that goes on', ['two-years'], ['told:renewal@2028-01-01', 'yearly:anniversary@2027-01-01']],
    ['each year of a term without an end', ['for-ever'], ['yearly:anniversary@2027-01-01']],
    ['none, before what a person renews', ['by-hand'], []],
    ['none, before what ends', ['once'], []],
    ['of the end of a trial that goes on, and of no renewal', ['converting'], ['trial:trial_end@2026-01-15']],
    ['none, of a trial that ends', ['lapsing'], []],
    // The reminder of what they are added to reminds of add-ons as well.
    [
      'once for what renews on one day',
      ['two-years', 'pack'],
      ['told:renewal@2028-01-01', 'told:renewal@2027-01-01', 'yearly:anniversary@2027-01-01'],
    ],
    ['once for two lines', ['small', 'pack'], ['told:renewal@2027-01-01']],
  ])('are %s: %j', (_, plans, expected) => {
    expect(swiss(plans).owed()).toEqual(expected);
  });

  it('are none without regulations', () => {
    const acme = swiss(['two-years']);
    expect(owedNotices(acme.license(), lifeProgram)).toEqual([]);
  });

  it('are those of another place, where the customer is there', () => {
    const acme = life({ program });
    acme.buys({
      items: [{ plan: 'for-ever', from: '2026-01-01' }],
      customer: { kind: 'consumer', country: 'AT', zone: 'UTC' },
    });
    expect(owedNotices(acme.license(), program).map(noticeId)).toEqual(['elsewhere:anniversary@2027-01-01']);
  });

  it('say what is to be told, and when', () => {
    const [told, yearly] = owedNotices(swiss(['two-years']).license(), program);
    expect(told).toMatchObject({ kind: 'notice.window', earliest: '2027-12-02', latest: '2027-12-17' });
    expect(yearly).toEqual({
      row: 'yearly',
      kind: 'notice.periodic',
      anchor: 'anniversary',
      on: '2027-01-01',
      earliest: '2027-01-01',
      latest: '2027-01-01',
      channel: [],
      content: [],
      onMissed: null,
    });
  });

  it.each<[string, (acme: ReturnType<typeof swiss>) => void, readonly string[]]>([
    ['goes on', () => {}, ['told:renewal@2028-01-01', 'yearly:anniversary@2027-01-01']],
    ['is cancelled for its end', (acme) => acme.does({ type: 'cancel', at: 'end' }), []],
    ['is cancelled', (acme) => acme.does({ type: 'cancel' }), []],
  ])('of a license that %s', (_, happens, expected) => {
    const acme = swiss(['two-years'], '2026-03-01');
    happens(acme);
    expect(acme.owed()).toEqual(expected);
  });

  it('are none of a renewal that was declined', () => {
    const acme = swiss(['small']);
    acme.until('2026-12-10');
    acme.does({ type: 'record-notice', row: 'told', on: '2027-01-01' });
    const { renewals } = acme.license();
    expect(renewals).toMatchObject([{ line: 'crm/a:small', declined: false }]);
    const declines = (parts: object) => acme.knows({ renewals: renewals.map((one) => ({ ...one, ...parts })) });
    declines({ declined: true });
    expect(acme.owed()).toEqual([]);
    declines({ declined: true, line: 'crm/b:small' });
    expect(acme.owed()).toEqual(['told:renewal@2027-01-01']);
    declines({ declined: true, end: 0 });
    expect(acme.owed()).toEqual(['told:renewal@2027-01-01']);
  });
});

describe('a yearly reminder', () => {
  it('is followed by the one of the next year, whatever became of it', () => {
    const acme = swiss(['for-ever']);
    acme.until('2027-01-01T12:00');
    expect(acme.owed()).toEqual(['yearly:anniversary@2027-01-01']);
    acme.until('2027-01-03');
    expect(acme.license().notices).toMatchObject([{ on: '2027-01-01', missed: { exit: null } }]);
    expect(acme.owed()).toEqual(['yearly:anniversary@2028-01-01']);
    acme.until('2028-01-01T12:00');
    acme.does({ type: 'record-notice', row: 'yearly', on: '2028-01-01' });
    expect(acme.owed()).toEqual(['yearly:anniversary@2029-01-01']);
  });

  it('is not skipped by a sweeper that was late', () => {
    const acme = swiss(['for-ever']);
    acme.until('2029-06-01', { sweeper: 'down' });
    expect(acme.license().notices.map(({ on }) => on)).toEqual(['2027-01-01', '2028-01-01', '2029-01-01']);
    expect(acme.owed()).toEqual(['yearly:anniversary@2030-01-01']);
  });

  it('is listed ahead, beside what has become of those before', () => {
    const acme = swiss(['for-ever']);
    acme.until('2027-01-03');
    expect(
      allNotices(acme.license(), program).map(({ on, due, missed }) => [on, due === null, missed === null]),
    ).toEqual([
      ['2027-01-01', false, false],
      ['2028-01-01', true, true],
    ]);
  });
});

describe('the days of a notice', () => {
  const window = { row: 'r', kind: 'notice.window', anchor: 'renewal', on: '2027-01-01' } as const;
  const owed = { ...window, channel: [], content: [], onMissed: null };
  const day = (at: number) => new Date(at).toISOString();

  it('begin with its first one, in the morning of the customer, or two weeks before its last', () => {
    expect(day(opensAt({ ...owed, earliest: '2026-12-01', latest: '2026-12-20' }, 'Europe/Zurich'))).toBe(
      '2026-11-30T23:00:00.000Z',
    );
    expect(day(opensAt({ ...owed, earliest: null, latest: '2026-12-20' }, 'UTC'))).toBe('2026-12-06T00:00:00.000Z');
  });

  it('end with the whole of its last one', () => {
    expect(day(deadlineOf({ ...owed, earliest: null, latest: '2026-12-20' }, 'UTC'))).toBe('2026-12-21T00:00:00.000Z');
  });
});

describe('the notices that a license remembers', () => {
  const notice = (row: string, on: string, more: Partial<Notice> = {}): Notice => ({
    row,
    kind: 'notice.window',
    anchor: 'renewal',
    on,
    earliest: null,
    latest: on,
    channel: [],
    content: [],
    due: 1,
    given: null,
    missed: null,
    ...more,
  });
  const days = (count: number) => Array.from({ length: count }, (_, n) => `2026-01-${String(n + 1).padStart(2, '0')}`);
  const after = (...notices: readonly Notice[]) =>
    notices.reduce<readonly Notice[]>((known, one) => withNotice(known, one), []).map(noticeId);
  const missed = (exit: string | null) => ({ missed: { at: 1, exit, refundWithin: null } });

  it('are each there once, with what became of it last', () => {
    const [first] = [notice('r', '2026-01-01')];
    expect(withNotice([first], { ...first, given: { at: 2, channel: null } })).toMatchObject([{ given: { at: 2 } }]);
    expect(after(first, notice('r', '2026-01-02'), notice('s', '2026-01-01'))).toHaveLength(3);
  });

  it('are the newest of each row and anchor, and 32 others: the oldest are forgotten', () => {
    const many = days(31).flatMap((on) => [notice('r', on), notice('s', on)]);
    const kept = after(...many);
    expect(kept).toHaveLength(34);
    expect(kept.slice(0, 2)).toEqual(['r:renewal@2026-01-15', 's:renewal@2026-01-15']);
    const other = notice('r', '2025-01-01', { anchor: 'expiry' });
    expect(after(other, ...many)[0]).toBe('r:expiry@2025-01-01');
  });

  it('are always those from which the customer may claim something: the newest such of each row', () => {
    const many = days(31).flatMap((on) => [notice('r', on), notice('s', on)]);
    const claimed = (exit: string | null) => after(notice('r', '2025-01-01', missed(exit)), ...many)[0];
    expect(claimed('any_time')).toBe('r:renewal@2025-01-01');
    expect(claimed(null)).toBe('r:renewal@2026-01-15');
    const two = [notice('r', '2025-01-01', missed('any_time')), notice('r', '2025-01-02', missed('any_time'))];
    expect(after(...two, ...many)[0]).toBe('r:renewal@2025-01-02');
  });
});
