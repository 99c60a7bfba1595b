import type { LoadedProgram } from '@licet/core/decision';
import { canonicalJson } from '@licet/core/hash';
import { type Command, nextDue, projectCustomer, type World } from '@licet/core/license';
import { civilDate } from '@licet/core/time';
import type { CustomerRepository, StoredCustomer } from '../registry/customers.ts';
import type { LicenseRepository } from '../registry/licenses.ts';
import type { OrderRepository } from '../registry/orders.ts';
import type { UsageHistory } from '../usage/usage-history.ts';

export interface WorldDependencies {
  readonly home: string;
  readonly customers: CustomerRepository;
  readonly licenses: LicenseRepository;
  readonly orders: OrderRepository;
  readonly usage: UsageHistory;
  readonly currentProgram: () => Promise<LoadedProgram | undefined>;
}

/** A world as it was read, with the stored customer, whose revision a commit must match, and what the license was put into the due index for. */
export interface LoadedWorld extends World {
  readonly storedCustomer: StoredCustomer | undefined;
  readonly due: unknown;
}

/** Whether a license is elsewhere in the due index than the current catalog has it: what is published, such as regulations, moves what is due. */
export function isMisplaced({ license, program, due }: LoadedWorld): boolean {
  return license !== undefined && canonicalJson(nextDue(license, program) ?? null) !== canonicalJson(due ?? null);
}

/** No catalog was published yet: a technical fault for a workflow, which is tried again. */
export class CatalogMissingError extends Error {
  readonly code = 'catalog_missing';
}

/**
 * Reads all that a proposal for a customer and product may depend on. The profile and the license are read before the orders,
 * so that whoever commits on their revisions has seen every order that those were made from.
 */
export async function loadWorld(
  deps: WorldDependencies,
  { type, customer, product }: Command,
  now: number,
): Promise<LoadedWorld> {
  const [program, storedCustomer, indexed] = await Promise.all([
    deps.currentProgram(),
    deps.customers.find(customer),
    deps.licenses.findIndexed(customer, product),
  ]);
  if (program === undefined) throw new CatalogMissingError('no catalog has been published yet');
  const { license, due } = indexed ?? {};
  const world = await worldFrom(deps, { program, storedCustomer, license, due }, customer, now);
  // Time may bring an offer, which is made from what was used over a whole term.
  if (type !== 'advance' || license === undefined) return world;
  return { ...world, windows: await deps.usage.windows(license, program.program.meters) };
}

async function worldFrom(
  deps: WorldDependencies,
  read: Pick<LoadedWorld, 'program' | 'storedCustomer' | 'license' | 'due'>,
  customer: string,
  now: number,
): Promise<LoadedWorld> {
  const orders = await deps.orders.ofCustomer(customer);
  const { zone } = projectCustomer(orders, customer, deps.home);
  const usage = await deps.usage.summaries(customer, read.program.program.meters, civilDate(now, zone));
  return { ...read, home: deps.home, orders, usage };
}
