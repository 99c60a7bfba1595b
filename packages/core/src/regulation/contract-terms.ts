import type { CivilDate } from '../time/calendar.ts';
import type { ContractDates } from './contract.ts';
import { type CoolingOff, coolingOff } from './cooling-off.ts';
import { type Acted, type By, ofKind, strictest, union } from './merge.ts';
import { order } from './order.ts';
import { shift } from './period.ts';
import type { Contract } from './situation.ts';

/** What may be agreed of a contract: the strictest of what the rows say, kind by kind. */
export interface ContractTerms {
  /** How it may be renewed, from the renewal on. */
  readonly renewalMode: By<{
    readonly mode: 'allowed' | 'indefinite_only' | 'forbidden';
    readonly from: CivilDate | null;
  }> | null;
  readonly renewalTermCap: By<{ readonly max: string }> | null;
  /** The first day on which the customer is bound no longer. */
  readonly bound: By<{ readonly max: string; readonly until: CivilDate }> | null;
  /** How much notice the customer has to give at most, from when on; the later ones are stricter than those before. */
  readonly noticeCaps: readonly By<{ readonly from: CivilDate; readonly max: string; readonly fee: 'none' | null }>[];
  readonly feeCaps: readonly By<{ readonly fee: 'switching' | 'egress'; readonly max: 'cost' | 'zero' }>[];
  /** Ways to cancel that have to be there. */
  readonly channels: readonly By<{ readonly name: string }>[];
  readonly coolingOff: readonly By<CoolingOff>[];
}

/** The strictest first. */
const MODES = ['forbidden', 'indefinite_only', 'allowed'] as const;
const FEES = ['zero', 'cost'] as const;

/** Merges what rows say of a contract. */
export function contractTerms(acted: readonly Acted[], contract: Contract, dates: ContractDates): ContractTerms {
  const { concluded, renewal = null } = dates;
  const longest = (a: { readonly max: string }, b: { readonly max: string }) =>
    order(shift(concluded, a.max), shift(concluded, b.max));
  return {
    renewalMode: strictest(
      ofKind(acted, 'renewal.mode').map(({ row, provision: { mode } }) => ({ mode, from: renewal, rows: [row] })),
      (a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode),
    ),
    renewalTermCap: strictest(
      ofKind(acted, 'renewal.term_cap').map(({ row, provision: { max } }) => ({ max, rows: [row] })),
      longest,
    ),
    bound: strictest(
      ofKind(acted, 'binding.cap').map(({ row, provision: { max } }) => ({
        max,
        until: shift(concluded, max),
        rows: [row],
      })),
      longest,
    ),
    noticeCaps: noticeCaps(acted, dates, longest),
    feeCaps: (['egress', 'switching'] as const).flatMap((fee) => {
      const said = ofKind(acted, 'fee.cap').filter(({ provision }) => provision.fees.includes(fee));
      const cap = strictest(
        said.map(({ row, provision: { max } }) => ({ fee, max, rows: [row] })),
        (a, b) => FEES.indexOf(a.max) - FEES.indexOf(b.max),
      );
      return cap === null ? [] : [cap];
    }),
    channels: union(
      ofKind(acted, 'cancel.channel').flatMap(({ row, provision: { channels } }) =>
        channels.map((channel) => [channel, row] as const),
      ),
    ),
    coolingOff: coolingOff(acted, contract, dates),
  };
}

/** Caps that begin later count only where they are stricter than all before: at every time the least holds. */
function noticeCaps(
  acted: readonly Acted[],
  { concluded, renewal, firstRenewal = renewal ?? concluded }: ContractDates,
  longest: (a: { readonly max: string }, b: { readonly max: string }) => number,
): ContractTerms['noticeCaps'] {
  const said = ofKind(acted, 'termination.notice_cap').map(({ row, provision }) => {
    const { max, after, fee = null } = provision;
    const from = after === undefined ? concluded : after === 'first_renewal' ? firstRenewal : shift(concluded, after);
    return { from, max, fee, rows: [row] };
  });
  const byDate = [...Map.groupBy(said, ({ from }) => from)].toSorted(([a], [b]) => order(a, b));
  const steps: ContractTerms['noticeCaps'][number][] = [];
  for (const [, caps] of byDate) {
    const least = strictest(caps, longest);
    const last = steps.at(-1);
    if (least !== null && (last === undefined || longest(least, last) < 0)) steps.push(least);
  }
  return steps;
}
