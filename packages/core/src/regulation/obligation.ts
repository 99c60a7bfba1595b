import { addMonths, type CivilDate } from '../time/calendar.ts';
import { anchorOf, changeOf, type ContractDates, lastDay } from './contract.ts';
import { order } from './order.ts';
import { nextAfter, shift } from './period.ts';
import type { Provision } from '../pack/schema.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { ConsentForm, Contract, Situation } from './situation.ts';

/** The first and the last day of a window, both inclusive; null where there is none, or it is not known. */
interface Window {
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
}

/** What one row demands of the vendor, by when. Obligations stay separate: their anchors differ. */
export type Obligation =
  | ({
      readonly row: string;
      readonly kind: 'notice.window';
      readonly anchor: ProvisionOf<'notice.window'>['anchor'];
      readonly on: CivilDate | null;
      readonly channel: readonly string[];
      readonly content: readonly string[];
      /** What the customer may do where it was missed; a refund is due within the period. */
      readonly onMissed: { readonly exit: string; readonly refundWithin: string | null } | null;
    } & Window)
  | { readonly row: string; readonly kind: 'notice.periodic'; readonly every: string; readonly next: CivilDate }
  | {
      readonly row: string;
      readonly kind: 'require.consent';
      readonly forms: readonly ConsentForm[];
      readonly given: boolean;
      /** Until when the proof is kept; null while no end is known. */
      readonly keepUntil: CivilDate | null;
    }
  | ({
      readonly row: string;
      readonly kind: 'change.notice';
      readonly change: string;
      readonly on: CivilDate;
      /** The last day on which the customer may leave freely. */
      readonly exitUntil: CivilDate | null;
    } & Window)
  | {
      readonly row: string;
      readonly kind: 'change.reconsent';
      readonly change: string;
      readonly on: CivilDate;
      /** Without consent: the day up to which cancellation has to be possible at least, and what is refunded. */
      readonly cancelUntil: CivilDate | null;
      readonly refund: string | null;
    }
  | { readonly row: string; readonly kind: 'retention.delete_by'; readonly by: CivilDate | null }
  | {
      readonly row: string;
      readonly kind: 'exit.terms';
      readonly noticeAtMost: string;
      readonly transitionAtMost: string;
      readonly retrievalAtLeast: string;
    }
  | { readonly row: string; readonly kind: 'report.periodic'; readonly due: CivilDate }
  | { readonly row: string; readonly kind: 'transfer.condition'; readonly condition: string };

/** What an acting provision demands; undefined for one that caps or forbids, which is merged with others of its kind. */
export function obligationOf(
  row: string,
  provision: Provision,
  situation: Situation,
  dates: ContractDates | undefined,
  day: CivilDate,
): Obligation | undefined {
  const { kind } = provision;
  switch (kind) {
    case 'require.consent':
      return consent(row, provision, situation);
    case 'retention.delete_by':
      return { row, kind, by: deleteBy(provision, situation) };
    case 'report.periodic':
      return { row, kind, due: nextDayOfYear(provision.due, day) };
    case 'transfer.condition':
      return isWithin(provision.people_a_year, situation.peopleAYear)
        ? { row, kind, condition: provision.condition }
        : undefined;
    default:
      return situation.contract && dates && contractual(row, provision, situation.contract, dates, day);
  }
}

function contractual(
  row: string,
  provision: Provision,
  contract: Contract,
  dates: ContractDates,
  day: CivilDate,
): Obligation | undefined {
  const { kind } = provision;
  switch (kind) {
    case 'notice.window':
      return notice(row, provision, anchorOf(provision.anchor, contract, dates) ?? null);
    case 'notice.periodic':
      return { row, kind, every: provision.every, next: nextAfter(dates.concluded, provision.every, day, 1) };
    case 'change.notice': {
      const on = changeOf(provision.change, contract);
      if (on === undefined) return undefined;
      const exitUntil = provision.exit_within === undefined ? null : shift(on, provision.exit_within);
      return { row, kind, change: provision.change, on, ...windowBefore(on, provision), exitUntil };
    }
    case 'change.reconsent': {
      const on = changeOf(provision.change, contract);
      if (on === undefined) return undefined;
      const { or_cancel: or } = provision;
      const cancelUntil = or === undefined ? null : shift(contract.feeChange?.charge ?? on, or.after_charge);
      return { row, kind, change: provision.change, on, cancelUntil, refund: or?.refund ?? null };
    }
    case 'exit.terms': {
      const { notice, transition, retrieval } = provision;
      return { row, kind, noticeAtMost: notice, transitionAtMost: transition, retrievalAtLeast: retrieval };
    }
    default:
      return undefined;
  }
}

function notice(row: string, provision: ProvisionOf<'notice.window'>, on: CivilDate | null): Obligation {
  const { kind, anchor, channel = [], content = [], on_missed: missed } = provision;
  const onMissed = missed === undefined ? null : { exit: missed.exit, refundWithin: missed.refund_within ?? null };
  return { row, kind, anchor, on, ...windowBefore(on, provision), channel, content, onMissed };
}

/** Counted once, from the anchor. Without a nearer bound, the day before the anchor is the last. */
function windowBefore(
  on: CivilDate | null,
  { min, max }: { readonly min?: string | undefined; readonly max?: string | undefined },
): Window {
  if (on === null) return { earliest: null, latest: null };
  return {
    earliest: max === undefined ? null : shift(on, max, -1),
    latest: min === undefined ? lastDay(on) : shift(on, min, -1),
  };
}

function consent(row: string, { kind, forms, keep }: ProvisionOf<'require.consent'>, situation: Situation): Obligation {
  const { consents, contract } = situation;
  const given = forms.every((form) => consents?.includes(form));
  const [after, ended] = [contract?.consentedOn, contract?.ended];
  if (keep === undefined || after === undefined || ended === undefined)
    return { row, kind, forms, given, keepUntil: null };
  const [first, second] = [shift(after, keep.after_consent), shift(ended, keep.after_end)];
  return { row, kind, forms, given, keepUntil: first > second ? first : second };
}

/** The earlier of the end of the purpose and so long after somebody came by last. */
function deleteBy(
  { after_last_interaction: after }: ProvisionOf<'retention.delete_by'>,
  { purposeEnded, lastInteraction }: Situation,
): CivilDate | null {
  const ends = [lastInteraction && shift(lastInteraction, after), purposeEnded];
  return ends.filter((end) => end !== undefined).toSorted(order)[0] ?? null;
}

/** A day that a year does not have, such as 29 February, is the last of its month. */
function nextDayOfYear(due: string, day: CivilDate): CivilDate {
  const inYear = `${day.slice(0, 4)}-${due}`;
  const thisYear = addMonths(inYear, 0);
  return thisYear >= day ? thisYear : addMonths(inYear, 12);
}

/** A number of people that is not known is within every threshold. */
function isWithin(range: ProvisionOf<'transfer.condition'>['people_a_year'], people: number | undefined): boolean {
  return (
    range === undefined || people === undefined || (people >= (range.from ?? 0) && people < (range.to ?? Infinity))
  );
}
