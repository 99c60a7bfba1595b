import type { LoadedProgram } from '../catalog/load.ts';
import { assessEach } from '../regulation/assess.ts';
import type { PermittedHomes } from '../regulation/homes.ts';
import type { Home } from '../regulation/situation.ts';
import { jurisdictionOf } from './body.ts';
import type { Order } from './order.ts';
import { situationOf } from './regulation.ts';
import { distinctClasses } from './screen-issue.ts';

/** What of an order bears on the home of its customer. Where the order is broken, nobody knows what it is about. */
export interface HomeFacts {
  readonly customer: Pick<Order['customer'], 'country' | 'subdivision' | 'kind' | 'zone' | 'evidence'>;
  readonly items?: readonly Pick<Order['items'][number], 'plan'>[] | undefined;
}

/** Where a customer's data has to live, or the rows that no home to choose from satisfies. */
export type HomeFound =
  | { readonly home: string }
  | { readonly home: undefined; readonly rows: PermittedHomes['within'] };

/**
 * The home of a customer at a moment (epoch milliseconds): the first of the homes, which are in their order of preference, that regulations permit for
 * all features that the first order is about; they are asked the same as when it is issued. Undefined without regulations, and where nobody says
 * where the customer is: then no law can be asked, and issuing asks a person.
 */
export function homeOf(
  program: LoadedProgram,
  { customer, items = [] }: HomeFacts,
  homes: readonly Home[],
  at: number,
): HomeFound | undefined {
  const { regulations } = program;
  if (regulations === undefined || (customer.country ?? customer.subdivision) === undefined) return undefined;
  const { zone = 'UTC' } = customer;
  const before = { zone, jurisdiction: jurisdictionOf(customer), consents: [], evidence: {} };
  const situation = situationOf(before, program, 'issue', { homes });
  const { together } = assessEach(regulations.acting, situation, distinctClasses(program, items), at);
  const { permitted, within } = together.homes;
  const [home] = permitted ?? [];
  return home === undefined ? { home, rows: within } : { home };
}
