import { describe, expect, it } from 'vitest';
import { ALL_ON, DMCC_FROM, noon, SHIPPED } from '../../../../test/support/regulations.ts';
import { addDays } from '../time/civil.ts';
import { type Assessment, assess } from './assess.ts';
import type { Contract, FeatureFacts, Situation } from './situation.ts';

/** A row, or a provision of one that has dates of its own: where and since when it acts. `to` is the first day on which it no longer does. */
interface Boundary {
  readonly row: string;
  readonly place: string;
  readonly near: string;
  readonly from?: string;
  readonly to?: string;
  /** A situation whose event, contract or check is on the day. */
  readonly on: (day: string) => Partial<Situation>;
  /** How the provision shows, where another one of the row may act at the same time. */
  readonly shows?: (assessment: Assessment) => boolean;
}

const terms = { concluded: '2000-01-01', initialTerm: 'P1Y', renewalTerm: 'P1Y' };
const contract = (given: Partial<Contract>): Partial<Situation> => ({
  act: 'renewal',
  contract: { ...terms, ...given },
});
const renewal = (day: string) => contract({ renewal: day });
const concluded = (day: string) => contract({ concluded: day });
const extended = (day: string) => contract({ changes: [{ on: day, what: 'extension', newContract: false }] });
const trialEnd = (day: string) => contract({ trial: { from: addDays(day, -40), end: day } });
const feeRise = (day: string) => contract({ feeChange: { kind: 'rise', on: day } });
const standing = () => contract({});
const check =
  (feature: FeatureFacts, more: Partial<Situation> = {}) =>
  (): Partial<Situation> => ({
    act: 'check',
    feature: { exportClass: 'EAR99', softwareClass: 'other', ...feature },
    ...more,
  });
const atCheck = check({});
const business = { licensee: 'business' as const };
const design = (delivery: 'cloud' | 'software') => check({ softwareClass: 'design' }, { ...business, delivery });
const cloud = () => ({ ...contract({}), delivery: 'cloud' as const });
const requires = (attribute: string) => (found: Assessment) => found.attributes.some(({ name }) => name === attribute);
const feeCap = (max: string) => (found: Assessment) => found.contract?.feeCaps.every((cap) => cap.max === max) ?? false;

const BOUNDARIES: readonly Boundary[] = [
  { row: 'ca-notice', place: 'US-CA', near: 'US-NV', from: '2022-07-01', on: renewal },
  { row: 'ca-trial', place: 'US-CA', near: 'US-NV', from: '2022-07-01', on: trialEnd },
  { row: 'ca-fee', place: 'US-CA', near: 'US-NV', from: '2025-07-01', on: feeRise },
  { row: 'ca-2863', place: 'US-CA', near: 'US-NV', from: '2025-07-01', on: extended },
  { row: 'ny-notice', place: 'US-NY', near: 'US-NJ', from: '2023-12-13', on: renewal },
  { row: 'ny-price', place: 'US-NY', near: 'US-NJ', from: '2025-11-05', on: feeRise },
  { row: 'ny-5903', place: 'US-NY', near: 'US-NJ', on: renewal },
  { row: 'il-notice', place: 'US-IL', near: 'US-IN', from: '2005-01-01', on: renewal },
  { row: 'il-consent', place: 'US-IL', near: 'US-IN', from: '2025-01-01', on: standing },
  { row: 'de-renew', place: 'DE', near: 'AT', from: '2022-03-01', on: concluded },
  { row: 'de-renew-old', place: 'DE', near: 'AT', to: '2022-03-01', on: concluded },
  { row: 'de-button', place: 'DE', near: 'AT', from: '2022-07-01', on: standing },
  { row: 'fr-notice', place: 'FR-75C', near: 'MC', from: '2016-07-01', on: renewal },
  { row: 'it-notice', place: 'IT-RM', near: 'SM', from: '2023-12-31', on: renewal },
  { row: 'es-notice', place: 'ES-CN', near: 'AD', from: '2025-12-28', on: renewal },
  { row: 'be-exit', place: 'BE-BRU', near: 'LU', on: standing },
  { row: 'dk-exit', place: 'DK', near: 'FO', on: standing },
  { row: 'nl-renew', place: 'NL', near: 'AW', from: '2011-12-01', on: renewal },
  { row: 'gb-dmcc', place: 'GB', near: 'IE', from: DMCC_FROM, on: concluded },
  { row: 'gb-ccr', place: 'GB-SCT', near: 'GG', from: '2014-06-13', on: concluded },
  { row: 'eu-withdraw', place: 'RE', near: 'GL', from: '2014-06-13', on: concluded },
  { row: 'eu-wbutton', place: 'AX', near: 'AW', from: '2026-06-19', on: concluded },
  {
    row: 'eu-modify',
    place: 'PT',
    near: 'GB',
    from: '2022-01-01',
    on: (day) => contract({ modification: { on: day } }),
  },
  { row: 'us-embargo', place: 'CU', near: 'HT', on: atCheck },
  { row: 'us-crimea', place: 'UA-43', near: 'UA-65', from: '2014-12-19', on: atCheck },
  { row: 'us-dnr-lnr', place: 'x-UA-DNR', near: 'UA-23', from: '2022-02-21', on: atCheck },
  { row: 'us-sy-ofac', place: 'SY', near: 'LB', to: '2025-06-30', on: atCheck },
  { row: 'us-sy-ear', place: 'SY', near: 'LB', from: '2025-06-30', to: '2025-09-02', on: atCheck },
  { row: 'us-sy-ear', place: 'SY', near: 'LB', from: '2025-06-30', on: check({ exportClass: '5D002' }) },
  { row: 'us-enc-deny', place: 'SY', near: 'LB', on: check({ exportClass: '5D002' }) },
  { row: 'us-enc-wait', place: 'BR', near: 'JP', on: check({ exportClass: '5D002', enc: 'b2' }) },
  { row: 'us-ru-sw', place: 'RU-MOW', near: 'KZ', from: '2024-09-12', on: design('cloud') },
  { row: 'us-ru-sw', place: 'RU-MOW', near: 'KZ', from: '2024-09-16', on: design('software') },
  { row: 'us-ru-sw', place: 'BY', near: 'LT', from: '2024-09-16', on: design('cloud') },
  { row: 'eu-ru-sw', place: 'RU', near: 'BY', from: '2023-12-18', on: design('software') },
  { row: 'eu-ua-ngca', place: 'UA-14', near: 'UA-12', from: '2022-02-24', on: atCheck },
  { row: 'eu-ua-ngca', place: 'UA-65', near: 'UA-48', from: '2022-10-06', on: atCheck },
  { row: 'eu-home', place: 'NO', near: 'CH', from: '2018-05-25', on: () => ({ act: 'issue' }) },
  { row: 'ru-home', place: 'RU', near: 'BY', from: '2025-07-01', on: () => ({ act: 'issue' }) },
  { row: 'cn-home', place: 'CN', near: 'HK', from: '2024-03-22', on: () => ({ act: 'issue', ...business }) },
  { row: 'in-xfer', place: 'IN', near: 'LK', from: '2027-05-13', on: () => ({ act: 'issue' }) },
  {
    row: 'us-dsp',
    place: 'VE',
    near: 'CO',
    from: '2025-04-08',
    on: check({ tags: ['data.us-bulk-sensitive'] }),
  },
  {
    row: 'ai-emotion',
    place: 'IE',
    near: 'GB',
    from: '2025-02-02',
    on: check({ tags: ['ai.emotion-inference'], context: 'workplace' }),
  },
  { row: 'ai-ncii', place: 'IE', near: 'GB', from: '2026-12-02', on: check({ tags: ['ai.intimate-imagery'] }) },
  { row: 'ai-gpai', place: 'IE', near: 'GB', from: '2025-08-02', on: check({ tags: ['ai.gpai'] }) },
  {
    row: 'ai-art50',
    place: 'IE',
    near: 'GB',
    from: '2026-08-02',
    on: check({ tags: ['ai.interaction'] }),
    shows: requires('ai_disclosure'),
  },
  {
    row: 'ai-art50',
    place: 'IE',
    near: 'GB',
    from: '2026-12-02',
    on: check({ tags: ['ai.interaction'] }),
    shows: requires('ai_marking'),
  },
  { row: 'ai-high', place: 'IE', near: 'GB', from: '2027-12-02', on: check({ tags: ['ai.annex-iii'] }) },
  { row: 'ai-high', place: 'IE', near: 'GB', from: '2028-08-02', on: check({ tags: ['ai.annex-i'] }) },
  { row: 'il-bipa', place: 'US-IL', near: 'US-WI', from: '2008-10-03', on: check({ tags: ['biometric'] }) },
  { row: 'eu-switch', place: 'FI', near: 'NO', from: '2025-09-12', on: cloud },
  {
    row: 'eu-switchfee',
    place: 'FI',
    near: 'NO',
    from: '2025-09-12',
    to: '2027-01-12',
    on: cloud,
    shows: feeCap('cost'),
  },
  { row: 'eu-switchfee', place: 'FI', near: 'NO', from: '2027-01-12', on: cloud, shows: feeCap('zero') },
];

function acts({ row, on, shows = () => true }: Boundary, place: string, day: string): boolean {
  const situation: Situation = {
    act: 'check',
    licensee: 'consumer',
    places: { billing: [place], usage: [place], data_subject: [place] },
    vendorNexus: ['US', 'EU'],
    zone: 'UTC',
    ...on(day),
  };
  const assessment = assess(ALL_ON, situation, noon(day));
  return assessment.rows.some((applied) => applied.row === row) && shows(assessment);
}

/** A day on which the provision acts, well inside its time. */
function inside({ from, to }: Boundary): string {
  return from ?? (to === undefined ? '2026-11-24' : addDays(to, -1));
}

/** As a test names it: the row, the place and the day, then the boundary itself. */
const named = (day: (boundary: Boundary) => string | undefined) =>
  BOUNDARIES.flatMap((boundary) => {
    const at = day(boundary);
    return at === undefined ? [] : [[boundary.row, boundary.place, at, boundary] as const];
  });

describe('a row', () => {
  it.each(named(({ near }) => near))('%s acts in %s, and not in %s', (_, place, near, boundary) => {
    expect(acts(boundary, place, inside(boundary))).toBe(true);
    expect(acts(boundary, near, inside(boundary))).toBe(false);
  });

  it.each(named(({ from }) => from))('%s in %s begins on %s, and not the day before', (_, place, from, boundary) => {
    expect([addDays(from, -1), from].map((day) => acts(boundary, place, day))).toEqual([false, true]);
  });

  it.each(named(({ to }) => to))('%s in %s acts no longer on %s, but the day before', (_, place, to, boundary) => {
    expect([addDays(to, -1), to].map((day) => acts(boundary, place, day))).toEqual([true, false]);
  });
});

describe('the boundaries', () => {
  const without = ['au-utp', 'us-enc-report', 'us-ftc'];

  it('are those of all rows but the few that have neither a place nor a date to be at', () => {
    const have = new Set([...BOUNDARIES.map(({ row }) => row), ...without]);
    expect(SHIPPED.rows.map(({ id }) => id).filter((row) => !have.has(row))).toEqual([]);
  });

  it('that the packs name are the ones that are tried', () => {
    const named = SHIPPED.rows.flatMap(({ id, provisions, effective_from: from, effective_to: to }) =>
      [from, to, ...provisions.flatMap((one) => [one.effective_from, one.effective_to])].flatMap((day) =>
        day === undefined ? [] : [`${id} ${day}`],
      ),
    );
    const tried = new Set(BOUNDARIES.flatMap(({ row, from, to }) => [`${row} ${from}`, `${row} ${to}`]));
    expect(named.filter((one) => !tried.has(one))).toEqual(['au-utp 2027-07-01']);
  });
});
