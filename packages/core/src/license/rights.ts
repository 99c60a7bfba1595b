import type { LoadedProgram } from '../catalog/load.ts';
import { assess } from '../regulation/assess.ts';
import type { CoolingOff } from '../regulation/cooling-off.ts';
import { shift } from '../regulation/period.ts';
import type { CivilDate } from '../time/calendar.ts';
import { addDays } from '../time/civil.ts';
import type { License } from './license.ts';
import { lineItems } from './named-line.ts';
import { contractOf, situationOf } from './regulation.ts';

/** What regulations give a customer who ends a contract on a day. */
export interface Rights {
  /** Rights to change one's mind that are open. */
  readonly coolingOff: readonly (Omit<CoolingOff, 'from' | 'waived'> & { readonly rows: readonly string[] })[];
  /** Free ways out: since a notice was missed, or of a change. Without a last day, at any time. */
  readonly exits: readonly {
    readonly row: string;
    readonly why: 'notice_missed' | 'change';
    readonly until: CivilDate | null;
    readonly refund: string | null;
    readonly refundWithin: string | null;
  }[];
  /** The most notice that the customer has to give. */
  readonly notice: { readonly max: string; readonly fee: 'none' | null; readonly rows: readonly string[] } | null;
  /** Up to which day a customer may be held at most; null where no row says. */
  readonly boundUntil: { readonly on: CivilDate; readonly rows: readonly string[] } | null;
}

/** The rights of a customer at a moment; undefined where there is no contract, or no regulation is published. */
export function rightsOf(license: License, program: LoadedProgram, now: number): Rights | undefined {
  const items = lineItems(license, program, undefined, now);
  if (program.regulations === undefined || items.length === 0) return undefined;
  const situation = situationOf(license, program, 'renewal', { contract: contractOf(license, program, items) });
  const { contract: terms, obligations, day } = assess(program.regulations.acting, situation, now);
  const notice = terms?.noticeCaps.findLast(({ from }) => from <= day);
  return {
    coolingOff: (terms?.coolingOff ?? [])
      .filter(({ from, lastDay, waived }) => !waived && from <= day && day <= lastDay)
      .map(({ trigger, lastDay, refund, refundWithin, rows }) => ({ trigger, lastDay, refund, refundWithin, rows })),
    exits: [
      ...missedExits(license, day, situation.contract?.renewalTerm),
      ...obligations.flatMap((one): Rights['exits'][number][] => {
        if (one.kind !== 'change.notice' && one.kind !== 'change.reconsent') return [];
        const until = one.kind === 'change.notice' ? one.exitUntil : one.cancelUntil;
        if (until === null || until < day) return [];
        const refund = one.kind === 'change.notice' ? null : one.refund;
        return [{ row: one.row, why: 'change', until, refund, refundWithin: null }];
      }),
    ],
    notice: notice === undefined ? null : { max: notice.max, fee: notice.fee, rows: notice.rows },
    boundUntil: terms?.bound ? { on: terms.bound.until, rows: terms.bound.rows } : null,
  };
}

/** Ways out that missed notices have opened: for good, or until the term is over that followed. */
function missedExits({ notices }: License, day: CivilDate, term: string | undefined): Rights['exits'] {
  return notices.flatMap(({ row, on, missed }): Rights['exits'][number][] => {
    if (missed?.exit === null || missed?.exit === undefined) return [];
    const until = missed.exit === 'any_time' || term === undefined ? null : addDays(shift(on, term), -1);
    if (until !== null && until < day) return [];
    return [{ row, why: 'notice_missed', until, refund: null, refundWithin: missed.refundWithin }];
  });
}
