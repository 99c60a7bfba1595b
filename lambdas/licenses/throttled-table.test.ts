import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { answering, type Call, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { lab, NOW } from '../../test/support/lab.ts';
import { order } from '../../test/support/orders.ts';
import { customerRepository } from '../registry/customers.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { orderRepository } from '../registry/orders.ts';
import { usageHistory } from '../usage/usage-history.ts';
import { commitCommand } from './commit-command.ts';

const command = { type: 'apply-orders', customer: 'acme', product: 'lab', source: 'crm', order: 'a' } as const;
const THROTTLED: Reply = { error: 'ProvisionedThroughputExceededException' };

/** A table with one order in it. */
function answer({ operation, input }: Call): Reply {
  const isOrders = operation === 'Query' && JSON.stringify(input).includes('"O#"');
  return { ok: isOrders ? { Items: [marshall({ order: order() }, { removeUndefinedValues: true })] } : {} };
}

/** Commits over a table that is short of capacity where `isThrottled` says so. */
function over(isThrottled: (call: Call, sameBefore: number) => boolean) {
  const seen = new Map<string, number>();
  const { handler, calls } = answering((call) => {
    // What comes again is the same call.
    const name = `${call.operation} ${JSON.stringify(call.input['Key'] ?? call.input['ExpressionAttributeValues'])}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return isThrottled(call, before) ? THROTTLED : answer(call);
  });
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...OFFLINE, maxAttempts: 2, requestHandler: handler }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const deps = {
    client,
    home: 'local',
    customers: customerRepository(client, 'registry'),
    licenses: licenseRepository(client, 'registry'),
    orders: orderRepository(client, 'registry'),
    usage: usageHistory(client, 'usage'),
    currentProgram: () => Promise.resolve(lab),
  };
  const written = () => calls.filter(({ operation }) => operation === 'TransactWriteItems');
  return { commit: () => commitCommand(deps, command, () => NOW), written };
}

describe('a commit on a table that is throttled', () => {
  it('goes through where every call is turned away once, and writes the license in one transaction', async () => {
    const { commit, written } = over((_, sameBefore) => sameBefore === 0);
    expect(await commit()).toMatchObject({ outcome: 'committed', revision: 1 });
    const tokens = written().map(({ input }) => input['ClientRequestToken']);
    expect(tokens).toHaveLength(2);
    // DynamoDB knows by the token that the second is the first one again.
    expect(new Set(tokens).size).toBe(1);
  });

  it.each(['GetItem', 'Query', 'TransactWriteItems'])(
    'fails where %s is turned away for good, with nothing written, and the workflow tries again later',
    async (operation) => {
      const { commit, written } = over((call) => call.operation === operation);
      await expect(commit()).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
      expect(written().length).toBe(operation === 'TransactWriteItems' ? 2 : 0);
    },
  );
});
