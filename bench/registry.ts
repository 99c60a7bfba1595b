/** What lies in a cell's Registry, read and written without the cell's functions, which are busy with what is measured. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type LoadedProgram, loadProgram, validateCatalog } from '@licet/core/catalog';
import { type LicenseEvent, type Order, propose } from '@licet/core/license';
import { dueIndex } from '../lambdas/lifecycle/due-index.ts';
import { customerRepository } from '../lambdas/registry/customers.ts';
import { SHARDS } from '../lambdas/registry/keys.ts';
import { licenseRepository } from '../lambdas/registry/licenses.ts';
import { orderRepository } from '../lambdas/registry/orders.ts';
import { commit } from '../lambdas/registry/transaction.ts';
import { catalogFiles } from '../local/catalog-files.ts';
import type { Cell } from '../local/cell.ts';
import { inParallel } from '../local/in-parallel.ts';

const AT_ONCE = 16;
/** More than any shard has of what is benched. */
const MANY = 1000;

export function registryOf({ aws, home, registryTable }: Cell) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(aws), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const customers = customerRepository(client, registryTable);
  const licenses = licenseRepository(client, registryTable);
  const orders = orderRepository(client, registryTable);
  const dues = dueIndex(client, registryTable);
  const program = atlas();

  async function logOf(customer: string): Promise<LicenseEvent[]> {
    const license = await licenses.find(customer, 'atlas');
    return license === undefined ? [] : licenses.eventsAfter(license, 0, MANY);
  }

  return {
    /** How many customers there are: a customer is written with the first license. */
    async countCustomers(): Promise<number> {
      const pages = await Promise.all(SHARDS.map((shard) => customers.pageOfShard(shard, undefined)));
      return pages.reduce((sum, page) => sum + page.customers.length, 0);
    },

    /** How many licenses something is due of. */
    async countDue(now: number): Promise<number> {
      return (await dues.dueBy(now, 'oldest', MANY)).flat().length;
    },

    /** Writes the license for Atlas that the first order of a customer makes at a moment, as the commit function would have then. */
    async write(order: Order, now: number): Promise<void> {
      const world = { home, license: undefined, orders: [order], program, usage: {} };
      const target = { customer: order.customer.id, product: 'atlas', source: order.source, order: order.order };
      const proposal = propose(world, { type: 'apply-orders', ...target }, now);
      if (proposal.outcome !== 'changed') throw new Error(`The order ${order.order} changes nothing.`);
      const { next, customer, events } = proposal;
      const parts = [customers.put(customer, undefined), ...orders.putNewer(order)];
      await commit(client, [...parts, ...licenses.putNext(next, program, events[0])]);
    },

    /** The log of each customer's license for Atlas, in no particular order; empty where there is none. */
    async logsOf(ids: readonly string[]): Promise<LicenseEvent[][]> {
      const logs: LicenseEvent[][] = [];
      await inParallel(ids, AT_ONCE, async (id) => logs.push(await logOf(id)));
      return logs;
    },
  };
}

function atlas(): LoadedProgram {
  const { compiled } = validateCatalog(catalogFiles());
  if (compiled === undefined) throw new Error('The catalog of Atlas is broken.');
  return loadProgram(compiled.program, compiled.hash);
}
