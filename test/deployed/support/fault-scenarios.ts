import { InvokeCommand } from '@aws-sdk/client-lambda';
import { licenseId, type Order, orderSchema } from '@licet/core/license';
import { expect } from 'vitest';
import { shardOf } from '../../../lambdas/registry/keys.ts';
import { commit } from '../../../lambdas/registry/transaction.ts';
import type { FAULT_TABLE, Moment } from '../../support/fault-table.ts';
import { cloud, dynamodb, lambda } from './aws.ts';
import { attachQueue } from './bus-queue.ts';
import { admin } from './client.ts';
import { anOrder, daysAgo, unique } from './customers.ts';
import { deployedWorkflow, sweepDueFunction } from './deployed-steps.ts';
import { executionsFor, historyOf, run } from './executions.ts';
import { lettersWith } from './letters.ts';
import type { Stored } from './stored.ts';
import { mark, markOf, SETTLED_MS, writeQueries } from './usage.ts';
import { orders, written } from './written.ts';

/** Something that the step has to do for a customer who exists for it alone. */
export interface Scenario {
  /** Makes it begin; where somebody waits for its end, so does this. */
  readonly begin: () => Promise<unknown>;
  /** Looks at what is there when it is over. */
  readonly expectEnd: (stored: Stored) => void | Promise<void>;
  readonly tidy?: () => Promise<void>;
}
type Prepare = (customer: string, moment: Moment) => Scenario | Promise<Scenario>;

const anOrderOf = (customer: string): Order => orderSchema.parse(anOrder({ customer: { id: customer } }));

async function aStoredOrder(order: Order, expectEnd: Scenario['expectEnd']): Promise<Scenario> {
  await commit(dynamodb, orders.putNewer(order));
  const { source, version, customer } = order;
  const input = { source, order: order.order, version, customer: customer.id, product: 'atlas' };
  return { begin: () => resumed('issue-license', customer.id, input), expectEnd };
}

const anOrderToIssue: Prepare = (customer) => aStoredOrder(anOrderOf(customer), expectIssued);

const anOrderToRefuse: Prepare = (customer) => {
  const items = [{ plan: unique('nobodys'), quantity: 1, from: '2026-01-01' }];
  return aStoredOrder({ ...anOrderOf(customer), items }, async ({ license, outcomes }) => {
    expect(license).toBeUndefined();
    expect(outcomes).toMatchObject([{ status: 'refused', code: 'plan_unknown' }]);
    expect(await lettersWith(customer)).toMatchObject([{ reason: 'plan_unknown' }]);
  });
};

function expectIssued({ log, outcomes }: Stored): void {
  expect(log.map(({ type }) => type)).toEqual(['license.issued.v1']);
  expect(outcomes).toEqual([{ status: 'applied' }]);
}

/** A license whose customer has earned the terms of a segment, which nobody has seen yet. */
async function aLicenseToMigrate(customer: string): Promise<void> {
  await commit(dynamodb, written(anOrderOf(customer)).parts);
  await writeQueries([customer]);
}

function expectMigrated({ license, log }: Stored): void {
  expect(log.map(({ type }) => type)).toEqual(['license.issued.v1', 'license.migrated.v1']);
  expect(license).toMatchObject({ memberships: { 'power-analysts': { holds: true } } });
}

const aMigration: Prepare = async (customer) => {
  await aLicenseToMigrate(customer);
  return {
    begin: () => resumed('migrate-license', customer, { customer, product: 'atlas' }),
    expectEnd: expectMigrated,
  };
};

const aMarkedCustomer: Prepare = async (customer) => {
  await aLicenseToMigrate(customer);
  return {
    async begin() {
      await mark(customer, Date.now() - SETTLED_MS);
      await resumed('reevaluate-segments', customer, { mode: 'marked', shards: [shardOf(customer)] });
    },
    async expectEnd(stored) {
      expectMigrated(stored);
      expect(await markOf(customer)).toBeUndefined();
    },
  };
};

/** A license of a year that has just ended, of which nobody has noticed yet that its end comes up. */
function aDueLicense(customer: string): Promise<void> {
  const items = [{ plan: 'team@1', quantity: 1, from: daysAgo(366) }];
  const twoMonthsAgo = Date.now() - 60 * 86_400_000;
  const order = { ...anOrderOf(customer), at: new Date(twoMonthsAgo).toISOString(), items };
  return commit(dynamodb, written(order, undefined, {}, twoMonthsAgo).parts);
}

function expectRenewed({ log }: Stored): void {
  expect(log.map(({ type }) => type)).toEqual(['license.issued.v1', 'renewal.due.v1', 'license.renewed.v1']);
}

const aRenewal: Prepare = (customer) => ({
  async begin() {
    await aDueLicense(customer);
    await resumed('renew-license', customer, { customer, product: 'atlas' });
  },
  expectEnd: expectRenewed,
});

const aSweep: Prepare = (customer) => ({
  async begin() {
    await aDueLicense(customer);
    const sweep = new InvokeCommand({ FunctionName: await sweepDueFunction() });
    await lambda.send(sweep);
    await lambda.send(sweep);
  },
  expectEnd: expectRenewed,
});

const anOrderTakenIn: Prepare = (customer) => ({
  begin: () => admin.call('POST /v1/orders', { body: anOrder({ customer: { id: customer } }) }),
  async expectEnd(stored) {
    expectIssued(stored);
    expect(await executionsFor(cloud.issueLicenseArn, customer)).toHaveLength(1);
  },
});

const aDeadLetter: Prepare = (customer) => {
  const items = [{ plan: unique('nobodys'), from: '2026-01-01' }];
  return {
    begin: () => admin.call('POST /v1/orders', { body: anOrder({ customer: { id: customer }, items }) }),
    expectEnd: async () => expect(await lettersWith(customer)).toMatchObject([{ reason: 'plan_unknown' }]),
  };
};

const anAnnouncement: Prepare = async (customer, moment) => {
  const queue = await attachQueue();
  const event = `${licenseId(customer, 'atlas')}#1`;
  let announced = 0;
  return {
    begin: () => commit(dynamodb, written(anOrderOf(customer)).parts),
    async expectEnd({ license }) {
      expect(license).toMatchObject({ revision: 1 });
      announced += (await queue.receive()).filter(({ id }) => id === event).length;
      expect(announced).toBeGreaterThanOrEqual(moment === 'after' ? 2 : 1);
    },
    tidy: () => queue.remove(),
  };
};

/**
 * Runs a workflow, one task of which dies under way: it is called again, and the execution succeeds. Where a sweep that another step asks for
 * finds the same customer first, it is that execution's task which dies.
 */
async function resumed(workflow: string, customer: string, input: Readonly<Record<string, unknown>>): Promise<void> {
  const { stateMachineArn } = await deployedWorkflow(workflow);
  const { status, executionArn = '' } = await run(stateMachineArn, input);
  expect(status).toBe('SUCCEEDED');
  const others = await executionsFor(stateMachineArn, customer);
  const executions = new Set([executionArn, ...others.map((other) => other.executionArn)]);
  const events = (await Promise.all([...executions].map((one) => historyOf(one)))).flat();
  const died = events.filter(({ taskFailedEventDetails: failed }) => failed?.cause?.includes('Worker process died'));
  expect(died).toHaveLength(1);
}

/** What each step of the table is given to do. */
const scenarios: Readonly<Record<keyof typeof FAULT_TABLE, Prepare>> = {
  'issue-license: Propose': anOrderToIssue,
  'issue-license: Commit': anOrderToIssue,
  'issue-license: Refuse': anOrderToRefuse,
  'migrate-license: Propose': aMigration,
  'migrate-license: Commit': aMigration,
  'renew-license: Propose': aRenewal,
  'renew-license: Commit': aRenewal,
  'reevaluate-segments: Sweep a page': aMarkedCustomer,
  'lifecycle/sweep-due: a due license': aSweep,
  'orders/intake: an order': anOrderTakenIn,
  'orders/intake: an order that cannot be taken in': aDeadLetter,
  'dead-letters/record: a dead letter': aDeadLetter,
  'relay/relay: an event': anAnnouncement,
};

/** What a step of the table is given to do, prepared for a customer. */
export function prepared(step: string, customer: string, moment: Moment): Scenario | Promise<Scenario> {
  const [, prepare] = Object.entries(scenarios).find(([name]) => name === step) ?? [];
  if (prepare === undefined) throw new Error(`the step ${step} has no fault scenario`);
  return prepare(customer, moment);
}
