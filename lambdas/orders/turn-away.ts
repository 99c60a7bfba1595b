import type { LoadedProgram } from '@licet/core/decision';
import { homeOf, type Order } from '@licet/core/license';
import { directionsTo, type Homes } from '../homes.ts';

/** What is asked of an order before anything of it is kept. */
export type Addressed = Pick<Order, 'source' | 'order'> & {
  readonly customer: Pick<Order['customer'], 'id' | 'country' | 'subdivision' | 'kind' | 'zone' | 'evidence'>;
  readonly items?: readonly Pick<Order['items'][number], 'plan'>[] | undefined;
};

/** Why a customer's data may not be kept here. Nothing in it tells who the customer is. */
export interface TurnedAway {
  readonly code: 'customer_foreign' | 'home_not_permitted';
  readonly detail: string;
  /** Where the customer belongs, if anywhere. */
  readonly home?: string;
  /** Members of the problem: the home and its address, or the rows that no home satisfies. */
  readonly members: Readonly<Record<string, unknown>>;
}

export interface TurnAwayDependencies {
  readonly homes: Homes;
  /** Whether anything of a customer is kept here. */
  readonly isKnown: (customer: string) => Promise<boolean>;
}

/**
 * Whether a customer whom an order names has to be turned away, at a moment by the clock that licenses go by: its home by the
 * program's regulations is another one, or none. A customer who is known here stays, since only a migration moves a home; and so does
 * everyone whom no regulation speaks of.
 */
export async function turnAway(
  { homes, isKnown }: TurnAwayDependencies,
  program: LoadedProgram,
  order: Addressed,
  now: number,
): Promise<TurnedAway | undefined> {
  const found = homeOf(program, order, homes.all, now);
  if (found === undefined || found.home === homes.here || (await isKnown(order.customer.id))) return undefined;
  if (found.home === undefined) {
    const { rows } = found;
    const asked = rows.map(({ row, places }) => `${row} asks for one in ${places.join(' or ')}`).join('; ');
    return {
      code: 'home_not_permitted',
      detail: `no home of this deployment may keep this customer's data: ${asked}. Deploy a home there, or send the safeguards that the row names as evidence of the customer, with the date since when they are held`,
      members: { rows },
    };
  }
  const { says, members } = directionsTo(homes, found.home);
  return {
    code: 'customer_foreign',
    detail: `this customer's home is "${found.home}", and this is "${homes.here}"; ${says}`,
    home: found.home,
    members,
  };
}
