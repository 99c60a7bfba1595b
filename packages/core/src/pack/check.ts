import { didYouMean } from '../catalog/problem.ts';
import { canonicalJson } from '../hash/index.ts';
import { isPlace } from '../regulation/place.ts';
import { unknownPlace } from './unknown-place.ts';
import type { PackReport } from './report.ts';
import type { MergedPacks, Provision, Row } from './schema.ts';

type Path = readonly PropertyKey[];

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Checks what a schema cannot: places, groups, dates, and what rows say of each other. `rows` names those too that have no form. */
export function checkPacks(packs: MergedPacks, report: PackReport, rows: readonly string[]): void {
  const own = Object.fromEntries(Object.entries(packs.places).map(([code, place]) => [code, place.in]));
  const checkCode = (code: string, path: Path, anywhere: boolean) => {
    // What is wrong with an area itself is said where it is defined.
    if ((anywhere && code === '*') || Object.hasOwn(packs.groups, code) || Object.hasOwn(own, code)) return;
    if (/^[A-Z]{2}(-|$)/.test(code) || code.startsWith('x-')) {
      if (!isPlace(code)) report.add('place_unknown', path, unknownPlace(code, own));
    } else
      report.add('group_unknown', path, `there is no group "${code}".${didYouMean(code, Object.keys(packs.groups))}`);
  };
  const checkCodes = (codes: readonly string[] | undefined, path: Path, anywhere = false) =>
    codes?.forEach((code, index) => checkCode(code, [...path, index], anywhere));

  for (const [code, place] of Object.entries(packs.places)) {
    if (isPlace(place.in)) continue;
    const wrong = Object.hasOwn(own, place.in)
      ? `"${place.in}" is an area of a pack; an area lies in a place of ISO 3166`
      : unknownPlace(place.in);
    report.add('place_unknown', ['places', code, 'in'], wrong);
  }
  checkCodes(packs.vendor?.nexus, ['vendor', 'nexus']);
  checkGroups(packs, report, checkCodes);
  for (const [id, row] of Object.entries(packs.rows)) {
    const path = ['rows', id];
    checkCodes(row.where, [...path, 'where'], true);
    checkCodes(row.except, [...path, 'except']);
    checkCodes(row.vendor_nexus, [...path, 'vendor_nexus']);
    row.provisions.forEach((provision, index) => {
      const here = [...path, 'provisions', index];
      checkCodes(provision.where, [...here, 'where']);
      provision.unless?.forEach((exception, at) => checkCodes(exception.where, [...here, 'unless', at, 'where']));
      if (provision.kind === 'data.home') checkCodes(provision.within, [...here, 'within']);
    });
    checkDates(row, path, report);
    checkStatus(id, row, report);
  }
  checkSupersedes(packs.rows, report, rows);
}

/** What is in force has to say what it demands and, where it is about contracts of a time, of which. */
function checkStatus(id: string, row: Row, report: PackReport): void {
  if (row.status !== 'in_force') return;
  if (row.provisions.length === 0)
    report.add('form_invalid', ['rows', id, 'provisions'], `${id}: a row that is in force has at least one provision`);
  if (row.applies_to !== 'event' && row.effective_from === undefined && row.effective_to === undefined)
    report.add(
      'dates_invalid',
      ['rows', id, 'status'],
      `${id}: a row in force that is about contracts says from when on`,
    );
}

function checkGroups(
  { groups }: MergedPacks,
  report: PackReport,
  checkCodes: (codes: readonly string[], path: Path) => void,
): void {
  const inside = new Map(
    Object.entries(groups).map(([name, entries]) => [name, entries.flatMap(({ members }) => members)]),
  );
  for (const [name, entries] of Object.entries(groups)) {
    if (isPlace(name)) report.add('name_reserved', ['groups', name], `"${name}" is a place; a group has another name`);
    const path = cycleFrom(name, inside);
    if (path !== undefined)
      report.add('group_cycle', ['groups', name], `the group contains itself: ${path.join(' → ')}`);
    const periods = new Map<string, Period[]>();
    entries.forEach((entry, index) => {
      checkCodes(entry.members, ['groups', name, index, 'members']);
      checkPeriod(entry, ['groups', name, index], report);
      entry.members.forEach((code, at) => {
        const others = periods.get(code) ?? [];
        if (others.some((other) => overlap(other, entry)))
          report.add(
            'dates_overlap',
            ['groups', name, index, 'members', at],
            `"${code}" is a member already in a part of this time`,
          );
        periods.set(code, [...others, entry]);
      });
    });
  }
}

function checkDates(row: Row, path: Path, report: PackReport): void {
  const period = { from: row.effective_from, to: row.effective_to };
  checkPeriod(period, path, report, 'effective_to');
  const before: { readonly what: string; readonly period: Period }[] = [];
  row.provisions.forEach((provision, index) => {
    const here = [...path, 'provisions', index];
    const own = { from: provision.effective_from, to: provision.effective_to };
    checkPeriod(own, here, report, 'effective_to');
    if (holds(period) && holds(own) && !overlap(own, period))
      report.add('dates_invalid', here, 'this provision holds at no time at which its row does');
    const what = subjectOf(provision);
    if (before.some((other) => other.what === what && overlap(other.period, own)))
      report.add(
        'dates_overlap',
        here,
        `another "${provision.kind}" of this row says something of the same in a part of this time`,
      );
    before.push({ what, period: own });
  });
}

/** What a provision is about, so that two of them about the same must not hold at one time. */
function subjectOf(provision: Provision): string {
  const {
    effective_from: _from,
    effective_to: _to,
    max: _max,
    min: _min,
    note: _note,
    ...rest
  } = { max: 0, min: 0, ...provision };
  return canonicalJson(rest);
}

function checkPeriod(period: Period, path: Path, report: PackReport, end = 'to'): void {
  if (!holds(period)) report.add('dates_invalid', [...path, end], `ends on ${period.to}, but begins on ${period.from}`);
}

/** Whether a period has a day. */
function holds({ from, to }: Period): boolean {
  return from === undefined || to === undefined || from < to;
}

function overlap(a: Period, b: Period): boolean {
  return holds({ from: latest(a.from, b.from), to: earliest(a.to, b.to) });
}

/** The later of two beginnings; undefined is the beginning of time. */
export function latest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

/** The earlier of two ends; undefined is the end of time. */
export function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function checkSupersedes(rows: MergedPacks['rows'], report: PackReport, known: readonly string[]): void {
  const superseded = new Map(Object.entries(rows).map(([id, { supersedes = [] }]) => [id, supersedes]));
  for (const [id, supersedes] of superseded) {
    supersedes.forEach((other, index) => {
      if (!known.includes(other))
        report.add(
          'name_unknown',
          ['rows', id, 'supersedes', index],
          `there is no row "${other}".${didYouMean(other, known)}`,
        );
    });
    const path = cycleFrom(id, superseded);
    if (path !== undefined)
      report.add('supersedes_cycle', ['rows', id, 'supersedes'], `the row supersedes itself: ${path.join(' → ')}`);
  }
}

/** The way from a name back to itself, if there is one. */
function cycleFrom(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (at: string, path: readonly string[]): readonly string[] | undefined => {
    for (const name of next.get(at) ?? []) {
      if (name === start) return [...path, name];
      if (seen.has(name)) continue;
      seen.add(name);
      const found = walk(name, [...path, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}
