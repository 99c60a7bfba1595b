import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OrderOutcome } from '@licet/contracts';
import { type Due, type License, nextDue, type Order, propose } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { changed } from '../../test/support/given.ts';
import { lab, NOW } from '../../test/support/lab.ts';
import { order } from '../../test/support/orders.ts';
import { customerRepository, type StoredCustomer } from '../registry/customers.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { orderRepository } from '../registry/orders.ts';
import { usageHistory } from '../usage/usage-history.ts';
import { type CommitDependencies, commitCommand } from './commit-command.ts';

const command = { type: 'apply-orders', customer: 'acme', product: 'lab', source: 'crm', order: 'a' } as const;
const conflict = (...codes: readonly string[]): Reply => ({
  error: 'TransactionCanceledException',
  CancellationReasons: codes.map((Code) => ({ Code })),
});

/** What is stored at one moment. */
interface Stored {
  readonly orders: readonly Order[];
  readonly license?: License;
  /** What the license is in the due index for. */
  readonly due?: Due | undefined;
  readonly customer?: StoredCustomer;
}

/** Repositories that read these states, one after the other, and write to a table that answers as it is told. */
function stored(states: readonly Stored[], replies: readonly Reply[]) {
  const writes: Reply[] = [...replies];
  const { handler, calls } = answering(({ operation }) =>
    operation === 'TransactWriteItems' ? (writes.shift() ?? { ok: {} }) : { ok: { Items: [] } },
  );
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const outcomes: (OrderOutcome & { readonly version: number })[] = [];
  let reads = 0;
  const state = () => states[Math.min(reads, states.length) - 1] ?? { orders: [] };
  const deps: CommitDependencies = {
    client,
    home: 'local',
    // Each attempt begins with the catalog.
    currentProgram: () => {
      reads += 1;
      return Promise.resolve(lab);
    },
    customers: { ...customerRepository(client, 'registry'), find: () => Promise.resolve(state().customer) },
    licenses: {
      ...licenseRepository(client, 'registry'),
      findIndexed: () => {
        const { license, due } = state();
        return Promise.resolve(license && { license, due });
      },
    },
    orders: {
      ...orderRepository(client, 'registry'),
      ofCustomer: () => Promise.resolve([...state().orders]),
      settle: ({ version }, outcome) => {
        outcomes.push({ version, ...outcome });
        return Promise.resolve();
      },
    },
    usage: { ...usageHistory(client, 'usage'), summaries: () => Promise.resolve({}) },
  };
  return {
    commit: () => commitCommand(deps, command, () => NOW),
    transactions: () => calls.filter(({ operation }) => operation === 'TransactWriteItems'),
    outcomes,
    reads: () => reads,
  };
}

/** The license of some orders, as another execution would have left it. */
function issued(...orders: readonly Order[]): Pick<Required<Stored>, 'license' | 'due' | 'customer'> {
  const world = { home: 'local', license: undefined, orders, program: lab, usage: {} };
  const { next, customer } = changed(propose(world, command, NOW));
  return { license: next, due: nextDue(next, lab), customer: { customer, revision: 1 } };
}

describe('commitCommand', () => {
  it('writes license, facts, event, finder and customer together, and notes the order as applied', async () => {
    const { commit, transactions, outcomes } = stored([{ orders: [order()] }], []);
    expect(await commit()).toMatchObject({ outcome: 'committed', revision: 1, event: 'license.issued.v1' });
    const [{ input } = { input: {} }] = transactions();
    expect(JSON.stringify(input)).toMatch(/"L#lab".*"FACTS#lab".*"E#lab#0000000001".*"LICENSE".*"PROFILE"/);
    expect(outcomes).toEqual([{ version: 1, status: 'applied' }]);
  });

  it('reads and proposes again where somebody was faster, and then writes what is still missing', async () => {
    const [first, second] = [order(), order({ order: 'b', items: [{ plan: 'lab-bench-pack', from: '2026-11-01' }] })];
    const { commit, transactions, reads } = stored(
      [{ orders: [first, second] }, { orders: [first, second], ...issued(first) }],
      [conflict('ConditionalCheckFailed', 'None', 'None', 'None', 'None')],
    );
    expect(await commit()).toMatchObject({ outcome: 'committed', revision: 2, event: 'license.changed.v1' });
    expect(reads()).toBe(2);
    expect(transactions()).toHaveLength(2);
  });

  it('writes nothing where somebody else has done all of it meanwhile, and notes the order all the same', async () => {
    const taken = order({ version: 3 });
    const { commit, transactions, outcomes } = stored(
      [{ orders: [taken] }, { orders: [taken], ...issued(taken) }],
      [conflict('ConditionalCheckFailed', 'None', 'None', 'None', 'None')],
    );
    expect(await commit()).toEqual({ outcome: 'unchanged' });
    expect(transactions()).toHaveLength(1);
    expect(outcomes).toEqual([{ version: 3, status: 'applied' }]);
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'tries again after %s, and leaves one revision',
    async (code) => {
      const { commit, transactions } = stored([{ orders: [order()] }], [conflict(code), conflict(code)]);
      expect(await commit()).toMatchObject({ outcome: 'committed', revision: 1 });
      expect(transactions()).toHaveLength(3);
    },
  );

  it('fails where it never gets through, so that the workflow waits and tries again', async () => {
    const lost = Array.from({ length: 10 }, () => conflict('ConditionalCheckFailed'));
    const { commit, outcomes } = stored([{ orders: [order()] }], lost);
    await expect(commit()).rejects.toMatchObject({ code: 'conflict' });
    expect(outcomes).toEqual([]);
  });

  it('refuses what cannot be, without a word to the table', async () => {
    const unknown = order({ items: [{ plan: 'gold', from: '2026-11-01' }] });
    const { commit, transactions, outcomes } = stored([{ orders: [unknown] }], []);
    expect(await commit()).toMatchObject({ outcome: 'refused', code: 'plan_unknown' });
    expect([transactions(), outcomes]).toEqual([[], []]);
  });

  it('writes the customer alone where an order says something new of it and changes no license', async () => {
    const before = order();
    const told = { ...before, customer: { ...before.customer, name: 'Acme' } };
    const { commit, transactions } = stored([{ orders: [told], ...issued(before) }], []);
    expect(await commit()).toEqual({ outcome: 'unchanged' });
    expect(JSON.stringify(transactions().map(({ input }) => input['TransactItems']))).toMatch(
      /^\[\[\{"Put":.*"PROFILE".*\}\]\]$/,
    );
  });

  it('moves a license that does not change to where the catalog of today has it in the due index', async () => {
    const due: Due = { at: NOW - 1, what: 'notice', of: 'renewal.notice#1#0' };
    const { commit, transactions, outcomes } = stored([{ orders: [order()], ...issued(order()), due }], []);
    expect(await commit()).toEqual({ outcome: 'unchanged' });
    expect(transactions().map(({ input }) => input['TransactItems'])).toMatchObject([
      [
        {
          Update: {
            UpdateExpression: 'SET gpk = :gpk, gsk = :gsk, due = :due',
            ConditionExpression: 'revision = :revision',
          },
        },
      ],
    ]);
    expect(outcomes).toEqual([{ version: 1, status: 'applied' }]);
  });
});
