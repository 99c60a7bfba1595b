import type { LoadedProgram } from '../catalog/load.ts';
import { assess, type Assessment } from '../regulation/assess.ts';
import type { Obligation } from '../regulation/obligation.ts';
import { sorted } from '../regulation/order.ts';
import type { LoadedRulebook } from '../regulation/rulebook.ts';
import type { Act, FeatureFacts } from '../regulation/situation.ts';
import { termChanges } from '../terms/difference.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addDays, daysBetween } from '../time/civil.ts';
import { civilDate } from '../time/zone.ts';
import type { LifecycleCommand, LifecycleCommandType } from './command.ts';
import { missingForms, unmetConsents } from './consent.ts';
import type { Decided } from './decided.ts';
import { factsOf } from './facts.ts';
import type { Amendment, License, Notice } from './license.ts';
import { noticeId } from './notice.ts';
import type { Question } from './open-gate.ts';
import { verdictOn } from './screen-issue.ts';
import { refused, type Refusal } from './refusal.ts';
import { contractOf, situationOf } from './regulation.ts';

/** What commands are to the law; the others grant and keep nothing. */
const ACTS: Readonly<Partial<Record<LifecycleCommandType, Act>>> = {
  amend: 'migration',
  migrate: 'migration',
  renew: 'renewal',
  convert: 'renewal',
};

/** A change that a command would make, as regulations see it. */
interface Change {
  readonly rulebook: LoadedRulebook;
  readonly act: Act;
  readonly added: readonly Amendment[];
  readonly on: CivilDate;
  /** What they say of it now, if it took effect on a day. */
  readonly assessedOn: (on: CivilDate, feature?: FeatureFacts) => Assessment;
}

type ChangeNotice = Extract<Obligation, { kind: 'change.notice' }>;

/**
 * What a command decides, within what regulations let it: refused where one bars it, or where it would take effect before anybody could be told
 * in time. A change that has to be told of is decided for its day, with the notices that have to be given before.
 */
export function regulated(
  license: License,
  program: LoadedProgram,
  command: LifecycleCommand,
  wanted: Decided,
  now: number,
): Decided | Refusal {
  const change = changeOf(license, program, command, wanted, now);
  if (change === undefined) return wanted;
  const { added, on, assessedOn } = change;
  const assessment = assessedOn(on);
  const { verdict, because } = verdictOf(program, change);
  if (verdict === 'deny') {
    const message = `${because.join(', ')} bar it for ${license.customer}; see the rows for what would lift that`;
    return { ...refused('regulation_denied', message), rows: because };
  }
  const [late] = lateNotices(assessment);
  if (late !== undefined) {
    const first = firstDay(change, daysBetween(late.latest ?? on, on));
    return refused(
      'notice_too_short',
      `${late.row} wants notice of it, so it takes effect on ${first} at the earliest, not on ${on}`,
    );
  }
  const notices = changeNotices(assessment).map((notice) => noticeOf(notice, on));
  if (notices.length === 0) return wanted;
  const ids = notices.map(noticeId);
  const known = new Set(license.notices.map(noticeId));
  return {
    ...wanted,
    amendments: wanted.amendments?.map((one) => (added.includes(one) ? { ...one, notices: ids } : one)) ?? [],
    notices: [...license.notices, ...notices.filter((notice) => !known.has(noticeId(notice)))],
  };
}

/** A notice that is owed, before its window opens. */
function noticeOf({ row, kind, change: anchor, earliest, latest }: ChangeNotice, on: CivilDate): Notice {
  const window = { on, earliest, latest: latest ?? on };
  return { row, kind, anchor, ...window, channel: [], content: [], due: null, given: null, missed: null };
}

/** What has to be asked before a command, by regulations: a review, or a consent that nothing stands in for. */
export function asksOf(
  license: License,
  program: LoadedProgram,
  command: LifecycleCommand,
  wanted: Decided,
  now: number,
): readonly Question[] {
  const change = changeOf(license, program, command, wanted, now);
  if (change === undefined) return [];
  const assessment = change.assessedOn(change.on);
  const { verdict, because } = verdictOf(program, change);
  const { obligations } = assessment;
  const unmet = change.act === 'renewal' ? unmetConsents(change.rulebook, assessment) : [];
  const anew = obligations.filter((one) => one.kind === 'change.reconsent' && one.cancelUntil === null);
  const consent = sorted([...unmet, ...anew].map(({ row }) => row));
  const review: readonly Question[] = verdict === 'review' ? [{ kind: 'review', rows: because }] : [];
  return consent.length === 0
    ? review
    : [...review, { kind: 'consent', rows: consent, forms: missingForms(unmet, license) }];
}

function verdictOf(program: LoadedProgram, { added, on, assessedOn }: Change) {
  return verdictOn(program, added, (feature) => assessedOn(on, feature));
}

function changeOf(
  license: License,
  program: LoadedProgram,
  command: LifecycleCommand,
  { amendments = [] }: Decided,
  now: number,
): Change | undefined {
  const { regulations } = program;
  const act = ACTS[command.type];
  const added = amendments.filter((one) => !license.amendments.includes(one));
  const [first] = added;
  if (regulations === undefined || act === undefined || first === undefined) return undefined;
  const items = license.items.filter(({ line }) => line === first.line);
  const { feeChange: kind } = first;
  const isLess = act === 'migration' && takesAway(license, program, first, now);
  const contract = contractOf({ ...license, amendments }, program, items);
  const assessedOn = (on: CivilDate, feature?: FeatureFacts) => {
    const changing = { feeChange: kind && { kind, on }, modification: isLess ? { on } : undefined };
    const situation = situationOf(license, program, act, {
      contract: { ...contract, ...changing },
      ...(feature && { feature }),
    });
    return assess(regulations.acting, situation, now);
  };
  return { rulebook: regulations.acting, act, added, on: civilDate(first.from, license.zone), assessedOn };
}

/** Whether another plan withdraws or lowers anything: to the law that is no minor change. */
function takesAway(license: License, program: LoadedProgram, { line, from, plan, quantity }: Amendment, now: number) {
  const at = Math.max(from, now);
  const isMoved = (item: License['items'][number]) => item.line === line && item.plan !== plan;
  const items = license.items.map((item) => (isMoved(item) ? { ...item, plan, quantity } : item));
  const [before, after] = [license, { ...license, items }].map((one) => factsOf(one, program, at));
  return (
    after !== undefined &&
    termChanges(program, before, after, at).some(({ kind }) => kind === 'withdrawn' || kind === 'lowered')
  );
}

function changeNotices({ obligations }: Assessment) {
  return obligations.filter((one) => one.kind === 'change.notice');
}

function lateNotices(assessment: Assessment) {
  return changeNotices(assessment).filter(({ latest }) => latest !== null && latest < assessment.day);
}

/** The first day on which a change may take effect, where its notice is given today. Months are not alike, so it is looked for near by. */
function firstDay({ assessedOn, on }: Change, notice: number): CivilDate {
  let day = addDays(assessedOn(on).day, Math.max(0, notice - 3));
  while (lateNotices(assessedOn(day)).length > 0) day = addDays(day, 1);
  return day;
}
