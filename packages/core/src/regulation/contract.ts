import type { Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addDays } from '../time/civil.ts';
import { order } from './order.ts';
import { nextAfter, shift } from './period.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract, Situation } from './situation.ts';

/** The dates of a contract as they stand on a day. */
export interface ContractDates {
  /** When it was concluded, or formed anew by a change that somebody has called a new contract. */
  readonly concluded: CivilDate;
  /** When it was entered, amended and extended, up to the day. */
  readonly touched: readonly CivilDate[];
  readonly firstRenewal: CivilDate | undefined;
  /** The first day of the next term. */
  readonly renewal: CivilDate | undefined;
}

/** The dates of a contract, reckoned from its terms where nobody has said them. */
export function contractDates(contract: Contract, day: CivilDate): ContractDates {
  const changes = (contract.changes ?? []).filter(({ on }) => on <= day).toSorted((a, b) => order(a.on, b.on));
  const concluded = changes.findLast(({ newContract }) => newContract)?.on ?? contract.concluded;
  const touched = [contract.concluded, ...changes.map(({ on }) => on)].filter((on) => on >= concluded);
  const { initialTerm, renewalTerm = initialTerm } = contract;
  const firstRenewal = initialTerm && shift(concluded, initialTerm);
  const next = firstRenewal && renewalTerm && nextAfter(firstRenewal, renewalTerm, day, 0);
  return { concluded, touched, firstRenewal, renewal: contract.renewal ?? next };
}

type Anchor = ProvisionOf<'notice.window'>['anchor'];

/** The day that a notice is given before; undefined where it is not known. */
export function anchorOf(anchor: Anchor, contract: Contract, { renewal }: ContractDates): CivilDate | undefined {
  switch (anchor) {
    case 'renewal':
    case 'expiry':
      return renewal;
    case 'charge':
      return contract.charge ?? renewal;
    case 'trial_end':
      return contract.trial?.end;
    case 'first_payment':
      return contract.trial && (contract.charge ?? contract.trial.end);
    case 'cancellation_deadline':
      if (contract.cancellationDeadline !== undefined || renewal === undefined) return contract.cancellationDeadline;
      return contract.noticePeriod === undefined ? renewal : shift(renewal, contract.noticePeriod, -1);
  }
}

/** Whether a provision is about contracts of such terms. A term that is not known is one of them. */
export function termsFit(
  when: ProvisionOf<'notice.window'>['when'],
  contract: Contract,
  { concluded }: ContractDates,
): boolean {
  if (when === undefined) return true;
  const { trial } = contract;
  return (
    fits(when.initial_term, contract.initialTerm, concluded) &&
    fits(when.renewal_term, contract.renewalTerm ?? contract.initialTerm, concluded) &&
    (when.trial === undefined || trial === undefined || reaches(when.trial, trial.end, trial.from))
  );
}

type Bound = { readonly at_least: string } | { readonly more_than: string };

function fits(bound: Bound | undefined, term: string | undefined, from: CivilDate): boolean {
  return bound === undefined || term === undefined || reaches(bound, shift(from, term), from);
}

/** Periods in unlike units are compared by the days that they lead to. */
function reaches(bound: Bound, end: CivilDate, from: CivilDate): boolean {
  return 'at_least' in bound ? end >= shift(from, bound.at_least) : end > shift(from, bound.more_than);
}

/** The day of the change that a provision is about; undefined where none is coming. */
export function changeOf(change: ProvisionOf<'change.notice'>['change'], contract: Contract): CivilDate | undefined {
  if (change === 'more_than_minor') return contract.modification?.on;
  return change === 'fee' || contract.feeChange?.kind === 'rise' ? contract.feeChange?.on : undefined;
}

/** The days that are held against the dates of a provision of a row. Several where a contract was amended; none where nothing is coming. */
export function datesOf(
  provision: Provision,
  appliesTo: 'event' | 'contract_concluded' | 'contract_entered_amended_extended',
  { contract }: Situation,
  dates: ContractDates | undefined,
  day: CivilDate,
): readonly CivilDate[] {
  if (contract === undefined || dates === undefined) return appliesTo === 'event' ? [day] : [];
  if (appliesTo === 'contract_concluded') return [dates.concluded];
  if (appliesTo === 'contract_entered_amended_extended') return dates.touched;
  return [eventOf(provision, contract, dates) ?? day];
}

/** The day of the event that a provision is anchored to; undefined where that is now. */
function eventOf(provision: Provision, contract: Contract, dates: ContractDates): CivilDate | undefined {
  switch (provision.kind) {
    case 'notice.window':
      return anchorOf(provision.anchor, contract, dates);
    case 'change.notice':
    case 'change.reconsent':
      return changeOf(provision.change, contract);
    case 'renewal.mode':
    case 'renewal.term_cap':
      return dates.renewal;
    default:
      return undefined;
  }
}

/** The day before a half-open end. */
export function lastDay(end: CivilDate): CivilDate {
  return addDays(end, -1);
}
