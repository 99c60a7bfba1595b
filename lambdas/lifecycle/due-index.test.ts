import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE } from '../../test/support/answering-handler.ts';
import { dueIndex } from './due-index.ts';

function anIndex(items: readonly object[] = []) {
  const { handler, calls } = answering(({ input }) => {
    const { ':shard': shard } = Object(input['ExpressionAttributeValues']);
    return { ok: { Items: shard.S === 'DUE#07' ? items : [] } };
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }));
  return { index: dueIndex(client, 'registry'), calls };
}

describe('the due index', () => {
  it('is asked shard by shard for what is due by a moment, that moment among it', async () => {
    const { index, calls } = anIndex();
    await index.dueBy(1_795_507_200_000, 'newest', 1000);
    expect(calls).toHaveLength(16);
    expect(calls[3]?.input).toMatchObject({
      IndexName: 'byShard',
      ExpressionAttributeValues: { ':shard': { S: 'DUE#03' }, ':after': { S: '001795507200001' } },
      ScanIndexForward: false,
      Limit: 1000,
    });
  });

  it('tells of each who it is and since when, also where names have a # in them', async () => {
    const { index } = anIndex([
      { pk: { S: 'C#a#b' }, sk: { S: 'L#atlas' }, gpk: { S: 'DUE#07' }, gsk: { S: '001795507200000#lic_1' } },
    ]);
    expect((await index.dueBy(1, 'oldest', 1))[7]).toEqual([
      { shard: '07', license: 'lic_1', customer: 'a#b', product: 'atlas', at: 1_795_507_200_000 },
    ]);
  });
});
