import type { Account } from '../account.ts';
import { listen } from '../announcements.ts';
import { ApiClient } from '../api-client.ts';
import { catalogFiles } from '../catalog-files.ts';
import type { Cell } from '../cell.ts';
import { keysOf } from '../keys.ts';
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
  const [keys, announcements] = await Promise.all([keysOf(cell, signal), listen(cell, `licet-story${suffix}`, signal)]);
  const customers = simulatedCustomers(suffix).map((customer, index) => ({
    ...customer,
    order: firstOrder(customer, 101 + index, now, suffix),
  }));
  return {
    cell,
    operator,
    keys,
    admin: new ApiClient(cell.api, keys.admin, { signal }),
    demo: new ApiClient(cell.api, keys.check, { signal }),
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
