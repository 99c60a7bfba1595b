import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { usageTable } from './usage-table.ts';

function tableThat(...replies: readonly Reply[]) {
  const { handler, calls } = answering((_, attempt) => replies[attempt - 1] ?? { ok: {} });
  const client = new DynamoDBClient({ ...OFFLINE, maxAttempts: 1, requestHandler: handler });
  return { table: usageTable(DynamoDBDocumentClient.from(client), 'usage'), calls };
}

describe('a mark', () => {
  it('is made once a minute and customer, however much is counted', async () => {
    const { table, calls } = tableThat();
    for (const [customer, now] of [
      ['a', 100_000],
      ['a', 159_999],
      ['b', 159_999],
      ['a', 160_000],
    ] as const)
      await table.mark(customer, now);
    expect(calls.map(({ input }) => input['Item'])).toMatchObject([
      { pk: { S: 'C#a' }, sk: { S: 'MARK' }, at: { N: '100000' }, gsk: { S: '000000000100000#a' } },
      { pk: { S: 'C#b' } },
      { pk: { S: 'C#a' }, at: { N: '160000' } },
    ]);
  });

  it('that could not be made is made by whoever comes next', async () => {
    const { table, calls } = tableThat({ error: 'ThrottlingException' });
    await expect(table.mark('a', 100_000)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await table.mark('a', 100_001);
    expect(calls).toHaveLength(2);
  });
});
