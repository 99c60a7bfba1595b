import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Facts } from '@licet/core/decision';
import { licenseId } from '@licet/core/license';
import type { Window } from '@licet/core/metering';
import { factsKey, profileKey } from '../../../lambdas/registry/keys.ts';
import { usageKey } from '../../../lambdas/usage/usage-table.ts';
import { cloud, dynamodb } from './aws.ts';
import { ATLAS_FILES, compiled } from '../../support/catalogs.ts';
import { daysAgo, unique } from './customers.ts';

/** Of every customer segment of Atlas it is known that the customer is not in it. */
const NO_SEGMENTS = Object.fromEntries(
  compiled(ATLAS_FILES).program.segments.flatMap(({ name, level }) => (level === 'customer' ? [[name, false]] : [])),
);

/** Facts of a customer of its own: Atlas `team` since thirty days ago, in UTC, and in no segment. */
export function someFacts(facts: Partial<Facts> = {}): Facts {
  const { customer = unique('customer'), product = 'atlas' } = facts;
  return {
    v: 1,
    revision: 1,
    state: 'active',
    anchor: daysAgo(30),
    zone: 'UTC',
    items: [{ plan: 'team@1', quantity: 1, from: Date.now() - 30 * 86_400_000, to: null }],
    segments: NO_SEGMENTS,
    overrides: [],
    ...facts,
    customer,
    product,
    license: licenseId(customer, product),
  };
}

/** Stores facts as a workflow would: what a decision is made from, without the license that they were taken from. */
export async function storeFacts(facts: Facts): Promise<Facts> {
  const Item = { ...factsKey(facts.customer, facts.product), facts: JSON.stringify(facts), revision: facts.revision };
  await dynamodb.send(new PutCommand({ TableName: cloud.registryTable, Item }));
  return facts;
}

/** A customer whose home is here, without any license. */
export async function storeCustomer(id = unique('customer')): Promise<string> {
  const customer = { id, home: cloud.home, zone: 'UTC', attributes: {} };
  await dynamodb.send(
    new PutCommand({ TableName: cloud.registryTable, Item: { ...profileKey(id), customer, revision: 1 } }),
  );
  return id;
}

interface Slot {
  readonly customer: string;
  readonly meter: string;
  readonly window: Window;
}

/** Stores how much of a window is used up. */
export async function storeUsage(slot: Slot, total: number): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: cloud.usageTable, Item: { ...usageKey(slot), total } }));
}

/** What is stored of the use of a meter in a window: `total`, and a bucket `d#<day>` for each day. */
export async function storedUsage(slot: Slot): Promise<Record<string, unknown>> {
  const { Item = {} } = await dynamodb.send(
    new GetCommand({ TableName: cloud.usageTable, Key: usageKey(slot), ConsistentRead: true }),
  );
  return Object.fromEntries(Object.entries(Item).filter(([name]) => name === 'total' || name.startsWith('d#')));
}
