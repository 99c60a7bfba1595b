import type { CivilDate } from '../time/calendar.ts';
import type { ContractDates } from './contract.ts';
import { type Acted, type By, ofKind } from './merge.ts';
import { order, sorted } from './order.ts';
import { shift } from './period.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Contract } from './situation.ts';

/** The days in which a customer may change their mind, both inclusive. */
export interface CoolingOff {
  readonly trigger: 'conclusion' | 'trial_end' | 'renewal';
  readonly from: CivilDate;
  readonly lastDay: CivilDate;
  readonly refund: 'full' | 'pro_rata';
  readonly refundWithin: string | null;
  /** Whether the right has ended by what the customer gave up. */
  readonly waived: boolean;
}

/** The rights that acting rows give to change one's mind, one for each event that gives any. */
export function coolingOff(acted: readonly Acted[], contract: Contract, dates: ContractDates): By<CoolingOff>[] {
  const said = ofKind(acted, 'cooling_off').flatMap(({ row, provision }) =>
    provision.triggers.flatMap((trigger): By<CoolingOff>[] => {
      const from = triggered(trigger, provision, contract, dates);
      if (from === undefined) return [];
      const end = shift(from, provision.length);
      const extra = contract.informed === false ? provision.if_not_informed : undefined;
      return [
        {
          trigger,
          from,
          lastDay: extra === undefined ? end : shift(end, extra),
          refund: provision.refund,
          refundWithin: provision.refund_within ?? null,
          waived: provision.waiver?.every((part) => contract.waiver?.includes(part)) ?? false,
          rows: [row],
        },
      ];
    }),
  );
  return [...Map.groupBy(said, ({ trigger }) => trigger).values()]
    .map(mostFavourable)
    .toSorted((a, b) => order(a.from + a.trigger, b.from + b.trigger));
}

function triggered(
  trigger: CoolingOff['trigger'],
  { renewal_at_least: least }: ProvisionOf<'cooling_off'>,
  contract: Contract,
  { concluded, renewal }: ContractDates,
): CivilDate | undefined {
  if (trigger === 'conclusion') return concluded;
  if (trigger === 'trial_end') return contract.trial?.end;
  const term = contract.renewalTerm ?? contract.initialTerm;
  if (renewal === undefined || least === undefined || term === undefined) return renewal;
  return shift(renewal, term) >= shift(renewal, least) ? renewal : undefined;
}

/** Of the rights that one event gives: the longest, the fullest and quickest refund; waived only where every one of them is. */
function mostFavourable(rights: readonly By<CoolingOff>[]): By<CoolingOff> {
  const open = rights.filter(({ waived }) => !waived);
  const standing = open.length > 0 ? open : rights;
  const longest = standing.reduce((a, b) => (b.lastDay > a.lastDay ? b : a));
  const [quickest] = standing
    .flatMap(({ from, refundWithin }) =>
      refundWithin === null ? [] : [{ refundWithin, by: shift(from, refundWithin) }],
    )
    .toSorted((a, b) => order(a.by + a.refundWithin, b.by + b.refundWithin));
  return {
    ...longest,
    refund: standing.some(({ refund }) => refund === 'full') ? 'full' : 'pro_rata',
    refundWithin: quickest?.refundWithin ?? null,
    waived: open.length === 0,
    rows: sorted(standing.flatMap(({ rows }) => rows)),
  };
}
