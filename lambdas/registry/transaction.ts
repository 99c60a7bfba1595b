import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** A piece of a transaction. Repositories return pieces; a use case commits them together. */
export type TransactionPart = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** AWS's limit, asserted here since an emulator may not. */
const MAX_PARTS = 100;

/** Why DynamoDB calls a transaction off although the same one may go through a moment later. */
const PASSING = new Set<string | undefined>([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Somebody else changed what the transaction was about, or is about to: read again, and decide again. Nothing was written. */
export class ConflictError extends Error {
  readonly code = 'conflict';
  /** Which parts' conditions did not hold, by their position; none where others were in the way, or the table was short of capacity. */
  readonly failed: readonly number[];
  constructor(failed: readonly number[]) {
    super(failed.length > 0 ? `the conditions of parts ${failed.join(', ')} did not hold` : 'others were in the way');
    this.failed = failed;
  }
}

/**
 * Writes all parts or none.
 * @throws ConflictError where a condition did not hold, another transaction was under way on the same items, or it was throttled
 */
export async function commit(client: DynamoDBDocumentClient, parts: readonly TransactionPart[]): Promise<void> {
  if (parts.length > MAX_PARTS)
    throw new RangeError(`a transaction has at most ${MAX_PARTS} parts, not ${parts.length}`);
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...parts] }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (!reasons.some((code) => code === 'ConditionalCheckFailed' || PASSING.has(code))) throw error;
    throw new ConflictError(reasons.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : [])));
  }
}

/** Tries an action again while others get in its way, waiting a little longer and a little differently each time. */
export async function retryConflicts<T>(action: () => Promise<T>, attempts = 6): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
    }
  }
}
