/** A thousand orders at once, half of them by the API and half by the bus, until each is a license: all of them, and none twice. */
import { type Order, orderSchema } from '@licet/core/license';
import { Account } from '../local/account.ts';
import { ApiClient } from '../local/api-client.ts';
import { catalogFiles } from '../local/catalog-files.ts';
import { inParallel } from '../local/in-parallel.ts';
import { operatorOf } from '../local/operator.ts';
import { licenseOrderEvent } from '../local/simulate/salesforce.ts';
import { type BenchedCell, withCell } from './cell.ts';
import { registryOf } from './registry.ts';
import type { Result } from './result.ts';
import { rounded } from './statistics.ts';
import { watch } from './watch.ts';

const ORDERS = 1000;
const AT_ONCE = 16;

export function benchOrders(): Promise<Result> {
  return withCell(async (benched) => {
    await benched.client.call('POST /v1/catalog-versions', { body: { files: { ...catalogFiles() } } });
    const orders = Array.from({ length: ORDERS }, (_, index) => anOrder(index));
    const registry = registryOf(benched.cell);
    const from = performance.now();
    const sent = send(benched, orders).then(() => (performance.now() - from) / 1000);
    const account = new Account();
    const licensed = await watch(account, 'licensed', ORDERS, () => registry.countCustomers());
    const sentAfter = await sent;
    const { items: letters } = await benched.client.call('GET /v1/dead-letters', {});
    for (const { reason, detail } of letters) account.note(`A dead letter, ${reason}: ${detail}`);
    const logs = await registry.logsOf(orders.map(({ customer }) => customer.id));
    const count = (isSo: (revisions: number) => boolean) => logs.filter(({ length }) => isSo(length)).length;
    return {
      goals: [
        { what: `of ${ORDERS} orders at once, not licensed`, got: count((n) => n === 0), unit: 'orders', atMost: 0 },
        { what: `of ${ORDERS} orders at once, licensed twice`, got: count((n) => n > 1), unit: 'orders', atMost: 0 },
      ],
      figures: [
        { what: `until ${ORDERS} orders were sent`, got: rounded(sentAfter), unit: 's' },
        { what: `until ${licensed.count} were licensed`, got: rounded(licensed.seconds), unit: 's' },
        {
          what: 'from the first order to the last license',
          got: rounded(licensed.count / licensed.seconds),
          unit: 'orders/s',
        },
      ],
    };
  });
}

function anOrder(index: number): Order {
  const now = new Date().toISOString();
  const id = `bench-${index}`;
  const customer = { id, name: `Bench ${index}`, country: 'DE', zone: 'Europe/Berlin' };
  const items = [{ plan: 'team', from: now.slice(0, 10) }];
  return orderSchema.parse({ source: 'bench', order: id, version: 1, at: now, product: 'atlas', customer, items });
}

/** Every other one by the API, those between as events on the bus. */
async function send({ key, cell }: BenchedCell, orders: readonly Order[]): Promise<void> {
  // A cell that is busy says so, and is asked again.
  const client = new ApiClient(cell.api, key, { retries: 100 });
  const [byApi, byBus] = [0, 1].map((rest) => orders.filter((_, index) => index % 2 === rest));
  await Promise.all([
    inParallel(byApi ?? [], AT_ONCE, (body) => client.call('POST /v1/orders', { body })),
    operatorOf(cell).putEvents((byBus ?? []).map((order) => licenseOrderEvent(order))),
  ]);
}
