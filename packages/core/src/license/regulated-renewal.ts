import type { LoadedProgram } from '../catalog/load.ts';
import { sorted } from '../regulation/order.ts';
import { shift } from '../regulation/period.ts';
import type { CivilDate } from '../time/calendar.ts';
import { missingForms, unmetConsents } from './consent.ts';
import type { Item, License, RenewalRule } from './license.ts';
import { type LineEnd, lineEnd } from './line-end.ts';
import { assessedAtEnd, isOpenNotice, noticesOfEnd, remembered } from './notice.ts';
import { type Question, questionsOf } from './open-gate.ts';
import { verdictOn } from './screen-issue.ts';

/**
 * What regulations say of a term that is about to be followed by another: what they deny does not renew; what they want reviewed, or want a
 * consent to that was not given, and a notice that was missed without the row saying what follows from that, wait for a person. undefined: they
 * say nothing.
 */
function renewalRule(license: License, program: LoadedProgram, item: Item): RenewalRule | undefined {
  const assessment = assessedAtEnd(license, program, item);
  const rulebook = program.regulations?.acting;
  if (assessment === undefined || rulebook === undefined) return undefined;
  const { verdict, because } = verdictOn(
    program,
    [item],
    (feature) => assessedAtEnd(license, program, item, feature) ?? assessment,
  );
  const notices = noticesOfEnd(license, program, item);
  const missed = notices.filter((owed) => remembered(license, owed)?.missed?.exit === null);
  const consents = unmetConsents(rulebook, assessment);
  const forms = missingForms(consents, license);
  const review = verdict === 'review' || missed.length > 0;
  const { renewalMode, renewalTermCap } = item.trial ? NOTHING : (assessment.contract ?? NOTHING);
  const term = program.plans.get(item.plan)?.plan.term;
  const cap = renewalTermCap !== null && shortened(assessment.day, term, renewalTermCap.max) ? renewalTermCap : null;
  const mode = renewalMode === null || renewalMode.mode === 'allowed' ? null : renewalMode.mode;
  const rows = [
    ...because,
    ...[...notices, ...consents].map(({ row }) => row),
    ...(mode === null ? [] : (renewalMode?.rows ?? [])),
    ...(cap?.rows ?? []),
  ];
  if (rows.length === 0) return undefined;
  return {
    verdict,
    rows: sorted(rows),
    gates: [...(review ? (['review'] as const) : []), ...(forms.length > 0 ? (['consent'] as const) : [])],
    forms,
    mode,
    term: cap?.max ?? null,
  };
}

const NOTHING = { renewalMode: null, renewalTermCap: null };

/** What happens where a term ends, with what is asked by its plan and by regulations, and what these say. */
interface RegulatedEnd extends Omit<LineEnd, 'gates'> {
  readonly gates: readonly Question[];
  readonly rule: RenewalRule | undefined;
}

/** What happens where a term ends: as its plan says, within what regulations say. */
export function renewalEnd(license: License, program: LoadedProgram, item: Item): RegulatedEnd | undefined {
  const rule = renewalRule(license, program, item);
  const end = lineEnd(program, item, license.zone, rule !== undefined);
  if (end === undefined || end.policy !== 'auto' || rule === undefined)
    return end && { ...end, gates: end.gates.map((kind) => ({ kind })), rule: undefined };
  const policy = rule.mode === 'forbidden' ? 'manual' : end.policy;
  const asked = questionsOf(rule.gates.includes('review'), rule.rows, rule.forms);
  return { ...end, policy, gates: [...end.gates.map((kind) => ({ kind })), ...asked], rule };
}

/** Whether every notice before the end of a term was given or missed: a renewal that is made earlier would leave one out. */
export function isTold(license: License, program: LoadedProgram, item: Item): boolean {
  return noticesOfEnd(license, program, item).every((owed) => {
    const notice = remembered(license, owed);
    return notice !== undefined && !isOpenNotice(notice);
  });
}

/** The term that may follow where nobody has agreed to another: the plan's, none that ends (null), or a shorter one. */
export function lawfulTerm(
  license: License,
  program: LoadedProgram,
  item: Item,
  term: string | undefined,
): string | null | undefined {
  const { contract = null, day = '' } = item.trial ? {} : (assessedAtEnd(license, program, item) ?? {});
  if (contract?.renewalMode?.mode === 'indefinite_only') return null;
  const max = contract?.renewalTermCap?.max;
  return max !== undefined && shortened(day, term, max) ? max : term;
}

/** Whether a term from a day on is longer than a cap lets it be; one without an end is. */
function shortened(day: CivilDate, term: string | undefined, max: string): boolean {
  return term === undefined || shift(day, max) < shift(day, term);
}
