import { type License, type Order, orderKey, propose, type World } from '@licet/core/license';
import { customerRepository } from '../../../lambdas/registry/customers.ts';
import { licenseRepository } from '../../../lambdas/registry/licenses.ts';
import { orderRepository } from '../../../lambdas/registry/orders.ts';
import type { TransactionPart } from '../../../lambdas/registry/transaction.ts';
import { ATLAS_FILES, loadedProgram } from '../../support/catalogs.ts';
import { CATALOG_FILES } from '../../vectors/vector.ts';
import { cloud, dynamodb } from './aws.ts';

/** The program that the cell decides by, give or take the plans that tests have added to it. */
export const program = loadedProgram({ ...ATLAS_FILES, ...CATALOG_FILES });
export const customers = customerRepository(dynamodb, cloud.registryTable);
export const licenses = licenseRepository(dynamodb, cloud.registryTable);
export const orders = orderRepository(dynamodb, cloud.registryTable);

/** A license after one more order, and the parts of the transaction that writes it as the commit function does. */
export interface Written {
  readonly license: License;
  readonly parts: readonly TransactionPart[];
}

/**
 * What an order makes of a customer's license for Atlas, with its order, by the code that the functions run but without running them: for
 * tests that need hundreds of licenses, or one in a state that no workflow would leave.
 * @param before the license as it is stored; with it, the order must be the only one of the customer, in a newer version.
 * @param usage the sums per meter that segments see; none where nothing is said.
 */
export function written(order: Order, before?: License, usage: World['usage'] = {}, now = Date.now()): Written {
  const world = { home: cloud.home, license: before, orders: [order], program, usage };
  const target = { customer: order.customer.id, product: 'atlas', source: order.source, order: order.order };
  const proposal = propose(world, { type: 'apply-orders', ...target }, now);
  if (proposal.outcome !== 'changed') throw new Error(`${orderKey(order)} changes nothing: ${proposal.outcome}`);
  const { next, customer, events } = proposal;
  return {
    license: next,
    parts: [
      ...(before === undefined ? [customers.put(customer, undefined)] : []),
      ...orders.putNewer(order),
      ...licenses.putNext(next, program, events[0]),
    ],
  };
}
