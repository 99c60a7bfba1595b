import type { LoadedProgram } from '../catalog/load.ts';
import { mayConcern } from '../regulation/acting.ts';
import { assess, type Assessment } from '../regulation/assess.ts';
import { contractDates } from '../regulation/contract.ts';
import { nextAfter, shift } from '../regulation/period.ts';
import type { Regulation } from '../regulation/rulebook.ts';
import type { Contract, FeatureFacts, Situation } from '../regulation/situation.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addDays } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import { isCut, lastItems } from './last-items.ts';
import type { Item, License, Notice } from './license.ts';
import { lineEnd } from './line-end.ts';
import { contractOf, situationOf } from './regulation.ts';

/** A notice that has to be given, and what the customer may do where it is not. */
export interface Owed extends Pick<Notice, 'row' | 'kind' | 'anchor' | 'on' | 'earliest' | 'latest'> {
  readonly channel: readonly string[];
  readonly content: readonly string[];
  readonly onMissed: { readonly exit: string; readonly refundWithin: string | null } | null;
}

/** Where a row says no first day, the vendor is told so long before the last one. */
const LEAD_TIME = 'P14D';

/**
 * Closed notices that a license remembers at most, besides those that still count. What they prove is in the log of events for ever; what
 * they give the customer is never forgotten while it can be claimed.
 */
const REMEMBERED = 32;

/** Names a notice among those of its license: the row, what it is given before, and the day of that. */
export function noticeId({ row, anchor, on }: Pick<Notice, 'row' | 'anchor' | 'on'>): string {
  return `${row}:${anchor}@${on}`;
}

export function isOpenNotice({ given, missed }: Notice): boolean {
  return given === null && missed === null;
}

/** What is remembered of a notice. */
export function remembered({ notices }: License, owed: Owed): Notice | undefined {
  const id = noticeId(owed);
  return notices.find((notice) => noticeId(notice) === id);
}

/** When a notice has to be announced, so that it goes out on its first day. */
export function opensAt({ earliest, latest }: Owed, zone: string): number {
  return startOfDay(earliest ?? shift(latest, LEAD_TIME, -1), zone);
}

/** From when on a notice that was not given is missed. */
export function deadlineOf({ latest }: Owed, zone: string): number {
  return startOfDay(addDays(latest, 1), zone);
}

/** All notices that a license owes by its terms as they stand, given and missed ones among them. */
export function owedNotices(license: License, program: LoadedProgram): readonly Owed[] {
  if (program.regulations === undefined) return [];
  const lines = lastItems(license.items);
  const bases = lines.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  const owed = [
    ...lines.flatMap((item) => noticesOfEnd(license, program, item)),
    // Of add-ons, the reminder of what they are added to reminds as well.
    ...bases.flatMap((item) => reminders(license, program, item)),
    ...announcedChanges(license),
  ];
  // What renews on the same day is told of at once.
  return [...new Map(owed.map((one) => [noticeId(one), one])).values()];
}

/** The notices that a license remembers, and those that are still to be announced. */
export function allNotices(license: License, program: LoadedProgram): Notice[] {
  const ahead = owedNotices(license, program).filter((owed) => remembered(license, owed) === undefined);
  return [...license.notices, ...ahead.map((owed) => asNotice(owed))];
}

/** A notice as it is remembered, before anything has become of it. */
export function asNotice({ onMissed: _, ...owed }: Owed, due: number | null = null): Notice {
  return { ...owed, due, given: null, missed: null };
}

/** The notices before the end of a term that goes on by itself. The end of a trial has notices of its own. */
export function noticesOfEnd(license: License, program: LoadedProgram, item: Item): Owed[] {
  if (item.to === null || isCut(license, item, program)) return [];
  const isDeclined = license.renewals.some(
    ({ line, end, declined }) => declined && line === item.line && end === item.to,
  );
  if (isDeclined || lineEnd(program, item, license.zone)?.policy !== 'auto') return [];
  const assessment = assessedAtEnd(license, program, item);
  if (assessment === undefined || assessment.contract?.renewalMode?.mode === 'forbidden') return [];
  return assessment.obligations.flatMap((obligation): Owed[] => {
    if (obligation.kind !== 'notice.window' || OF_TRIALS.has(obligation.anchor) !== item.trial) return [];
    const { row, kind, anchor, on, earliest, latest, channel, content, onMissed } = obligation;
    if (on === null || latest === null) return [];
    return [{ row, kind, anchor, on, earliest, latest, channel, content, onMissed }];
  });
}

const OF_TRIALS: ReadonlySet<string> = new Set(['trial_end', 'first_payment']);

/** What regulations make of the renewal of a term, as of the day of it: so that it is known before, and the same whoever looks when. */
export function assessedAtEnd(
  license: License,
  program: LoadedProgram,
  item: Item,
  feature?: FeatureFacts,
): Assessment | undefined {
  if (program.regulations === undefined || item.to === null) return undefined;
  return assess(program.regulations.acting, renewalSituation(license, program, item, feature), item.to);
}

/** The renewal of a term, as regulations see it: of one class of features, or of whichever. */
export function renewalSituation(
  license: License,
  program: LoadedProgram,
  item: Item,
  feature?: FeatureFacts,
): Situation {
  const contract = contractOfLine(license, program, item);
  return situationOf(license, program, 'renewal', { contract, ...(feature && { feature }) });
}

function contractOfLine(license: License, program: LoadedProgram, { line }: Item): Contract {
  return contractOf(
    license,
    program,
    license.items.filter((item) => item.line === line),
  );
}

/**
 * The next reminder of each row that asks for some from time to time: the first one after the last that is remembered, so that what a sweeper
 * was late for, or what an imported license brings with it, is seen in order.
 */
function reminders(license: License, program: LoadedProgram, item: Item): Owed[] {
  const rulebook = program.regulations?.acting;
  const ends = item.to !== null && (item.closed === true || isCut(license, item, program));
  if (rulebook === undefined || ends || item.trial) return [];
  const contract = contractOfLine(license, program, item);
  const situation = situationOf(license, program, 'renewal', { contract });
  const today = civilDate(license.at, license.zone);
  const end = item.to === null ? null : civilDate(item.to, license.zone);
  return rulebook.rows.flatMap((row): Owed[] => {
    const [reminder] = row.provisions.filter(({ kind }) => kind === 'notice.periodic');
    if (reminder?.kind !== 'notice.periodic') return [];
    if (!row.on || row.status !== 'in_force' || !mayConcern(row, rulebook, situation, today)) return [];
    let day = firstToLookAt(license, row, contract.concluded);
    for (;;) {
      const on = nextAfter(contractDates(contract, day).concluded, reminder.every, day, 1);
      if (end !== null && on >= end) return [];
      const asked = assess(rulebook, situation, startOfDay(on, license.zone)).obligations;
      if (asked.some((one) => one.row === row.id && one.kind === 'notice.periodic' && one.next === on))
        return [reminderOf(row.id, on)];
      if (on >= today) return [];
      day = addDays(on, 1);
    }
  });
}

/** From when on the next reminder of a row is looked for. */
function firstToLookAt({ notices }: License, row: Regulation, concluded: CivilDate): CivilDate {
  const known = notices.filter((notice) => notice.row === row.id && notice.kind === 'notice.periodic');
  const open = known.find(isOpenNotice);
  const last = known
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  if (open !== undefined || last !== undefined) return open?.on ?? addDays(last ?? concluded, 1);
  const { applies_to: appliesTo, effective_from: from = concluded } = row;
  return appliesTo === 'event' && from > concluded ? from : concluded;
}

function reminderOf(row: string, on: CivilDate): Owed {
  const none = { channel: [], content: [], onMissed: null };
  return { row, kind: 'notice.periodic', anchor: 'anniversary', on, earliest: on, latest: on, ...none };
}

/** The notices of changes that somebody has asked for and that lie ahead, or that were missed. */
function announcedChanges({ notices, amendments, cancellation, zone }: License): Owed[] {
  const awaited = new Set(amendments.flatMap((amendment) => amendment.notices ?? []));
  return notices.flatMap((notice): Owed[] => {
    const isOver = (cancellation?.at ?? Number.POSITIVE_INFINITY) <= startOfDay(notice.on, zone);
    return awaited.has(noticeId(notice)) && !isOver ? [{ ...notice, onMissed: null }] : [];
  });
}

/** Notices with one more, or with what became of one. The oldest that nobody can claim anything from are forgotten. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const id = noticeId(notice);
  const all = [...notices.filter((one) => noticeId(one) !== id), notice];
  const newest = new Map(all.map((one) => [`${one.row}:${one.anchor}`, one]));
  const claimable = new Map(
    all.flatMap((one) => (typeof one.missed?.exit === 'string' ? [[one.row, one] as const] : [])),
  );
  const kept = new Set([...newest.values(), ...claimable.values()]);
  const others = all.filter((one) => !kept.has(one));
  const forgotten = new Set(others.slice(0, Math.max(0, others.length - REMEMBERED)));
  return all.filter((one) => !forgotten.has(one));
}
