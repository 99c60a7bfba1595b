/** What regulations do with a product that is sold everywhere, on the deployed app in two regions. */
import type { CivilDate } from '@licet/core/time';
import type { Account } from '../../local/account.ts';
import { ApiClient, type Sent } from '../../local/api-client.ts';
import { catalogFiles } from '../../local/catalog-files.ts';
import type { Cell } from '../../local/cell.ts';
import { eventually } from '../../local/eventually.ts';
import { operatorOf } from '../../local/operator.ts';

/** A cell of the demo, with a key for it. */
export interface Land {
  readonly cell: Cell;
  readonly key: string;
  readonly admin: ApiClient;
}

/** What the demo is played on. */
export interface Lands {
  readonly america: Land;
  readonly europe: Land;
  readonly account: Account;
  readonly signal: AbortSignal;
}

export const PRODUCT = 'mirror';

type Order = Sent<'POST /v1/orders'>['body'];

/** The catalog of Mirror, the packs that ship, and one that says who the vendor is. */
export const SOURCES = { ...catalogFiles('demo/regulations'), ...catalogFiles('catalog/packs') };

/** Opens both cells: a key for each. */
export async function openLands(cells: readonly Cell[], account: Account, signal: AbortSignal): Promise<Lands> {
  const [america, europe] = await Promise.all(
    cells.map(async (cell): Promise<Land> => {
      const { key } = await operatorOf(cell, signal).createAdminKey();
      return { cell, key, admin: new ApiClient(cell.api, key, { signal }) };
    }),
  );
  if (america === undefined || europe === undefined) throw new Error('the demo needs two cells');
  return { america, europe, account, signal };
}

/** An order of one annual plan. */
export function anAnnualOrder(customer: Order['customer'], from: CivilDate, at: string): Order {
  const items = [{ plan: 'annual', from }];
  return { source: 'shop', order: `${customer.id}-1`, version: 1, at, product: PRODUCT, customer, items };
}

/** Submits an order and waits until something has become of it; says what. */
export async function order({ admin }: Land, submission: Order, signal: AbortSignal): Promise<string> {
  await admin.call('POST /v1/orders', { body: submission });
  const path = { source: submission.source, id: submission.order };
  const { saw } = await eventually(
    async () => {
      const { outcome } = await admin.call('GET /v1/orders/{source}/{id}', { path });
      return { ok: outcome.status !== 'received', saw: outcome.status };
    },
    { signal },
  );
  return saw;
}
