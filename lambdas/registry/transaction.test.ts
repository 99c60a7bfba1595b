import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { commit, ConflictError, retryConflicts, type TransactionPart } from './transaction.ts';

const part = (pk: string): TransactionPart => ({ Put: { TableName: 'table', Item: { pk } } });
const parts = [part('a'), part('b'), part('c')];

function clientThat(...replies: readonly Reply[]) {
  const { handler, calls } = answering((_, attempt) => replies[attempt - 1] ?? { ok: {} });
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...OFFLINE, maxAttempts: 5, requestHandler: handler }),
  );
  return { client, calls };
}

/** DynamoDB's word for a transaction that it called off, with the reason of each part. */
const cancelled = (...codes: readonly string[]): Reply => ({
  error: 'TransactionCanceledException',
  CancellationReasons: codes.map((Code) => ({ Code })),
});

describe('commit', () => {
  it('writes all parts in one transaction', async () => {
    const { client, calls } = clientThat();
    await commit(client, parts);
    expect(calls).toMatchObject([
      { operation: 'TransactWriteItems', input: { TransactItems: [{ Put: { Item: { pk: { S: 'a' } } } }, {}, {}] } },
    ]);
  });

  it('says which conditions did not hold', async () => {
    const { client } = clientThat(cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'));
    const failure = await commit(client, parts).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ code: 'conflict', failed: [1, 2] });
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'is to be tried again after %s, which is nobody’s condition',
    async (code) => {
      const { client } = clientThat(cancelled('None', code, 'None'));
      await expect(commit(client, parts)).rejects.toMatchObject({ code: 'conflict', failed: [] });
    },
  );

  it('is not to be tried again where DynamoDB cannot take it', async () => {
    const { client, calls } = clientThat(cancelled('ValidationError', 'None', 'None'));
    await expect(commit(client, parts)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(calls).toHaveLength(1);
  });

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'TransactionInProgressException'])(
    'that is throttled as a whole (%s) goes through at another attempt of the client',
    async (error) => {
      const { client, calls } = clientThat({ error }, { error });
      await commit(client, parts);
      expect(calls).toHaveLength(3);
      const tokens = new Set(calls.map(({ input }) => input['ClientRequestToken']));
      // One token for all attempts: DynamoDB writes it once, even where the answer got lost.
      expect(tokens.size).toBe(1);
    },
  );

  it('refuses more parts than a transaction has', async () => {
    const { client, calls } = clientThat();
    await expect(
      commit(
        client,
        Array.from({ length: 101 }, (_, index) => part(String(index))),
      ),
    ).rejects.toThrow(/at most 100 parts, not 101/);
    expect(calls).toEqual([]);
  });
});

describe('retryConflicts', () => {
  const failing = (times: number, error: Error) => {
    let calls = 0;
    return vi.fn<() => Promise<string>>(() => {
      calls += 1;
      return calls > times ? Promise.resolve('done') : Promise.reject(error);
    });
  };

  it('tries again for as long as others are in the way', async () => {
    const action = failing(3, new ConflictError([0]));
    expect(await retryConflicts(action)).toBe('done');
    expect(action).toHaveBeenCalledTimes(4);
  });

  it('gives up in the end, with what it met last', async () => {
    const conflict = new ConflictError([]);
    const action = failing(9, conflict);
    await expect(retryConflicts(action, 3)).rejects.toBe(conflict);
    expect(action).toHaveBeenCalledTimes(3);
  });

  it('does not try what would fail again', async () => {
    const action = failing(1, new Error('broken'));
    await expect(retryConflicts(action)).rejects.toThrow('broken');
    expect(action).toHaveBeenCalledTimes(1);
  });
});
