import type { Account } from '../account.ts';
import { listen } from '../announcements.ts';
import { ApiClient } from '../api-client.ts';
import { catalogFiles } from '../catalog-files.ts';
import type { Cell } from '../cell.ts';
import { operatorOf } from '../operator.ts';
import { simulatedCustomers } from '../simulate/customers.ts';
import { firstOrder } from '../simulate/orders.ts';
import type { Stopwatch } from '../stopwatch.ts';
import type { Stage } from './stage.ts';

interface Opening {
  readonly account: Account;
  readonly stopwatch: Stopwatch;
  readonly signal: AbortSignal;
  /** Sets the customers of this telling apart from those that the cell has already. */
  readonly suffix?: string;
}

/** Makes keys, listens on the bus, and has the customers come with their first orders in hand. */
export async function openStage(cell: Cell, { account, stopwatch, signal, suffix = '' }: Opening): Promise<Stage> {
  const now = Date.now();
  const operator = operatorOf(cell, signal);
  const [{ key: adminKey }, announcements] = await Promise.all([
    operator.createAdminKey(),
    listen(cell, `licet-story${suffix}`, signal),
  ]);
  const admin = new ApiClient(cell.api, adminKey, { signal });
  const { key: checkKey } = await admin.call('POST /v1/api-keys', { body: { name: 'demo', scopes: ['check'] } });
  const customers = simulatedCustomers(suffix).map((customer, index) => ({
    ...customer,
    order: firstOrder(customer, 101 + index, now, suffix),
  }));
  return {
    cell,
    operator,
    keys: { admin: adminKey, check: checkKey },
    admin,
    demo: new ApiClient(cell.api, checkKey, { signal }),
    announcements,
    account,
    stopwatch,
    catalog: catalogFiles(),
    customers,
    customer: (name) => {
      const found = customers.find(({ id }) => id === `${name}${suffix}`);
      if (!found) throw new Error(`The story names a customer that there is not: ${name}`);
      return found;
    },
    now,
    signal,
  };
}
