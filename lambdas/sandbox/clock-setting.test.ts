import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { clockSetting } from './clock-setting.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function aSetting(reply: Reply = { ok: {} }) {
  const { handler, calls } = answering(() => reply);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }));
  return { setting: clockSetting(client, 'registry'), calls };
}

describe('the setting of the clock', () => {
  it('is real time until somebody moves it', async () => {
    expect(await aSetting().setting.read()).toEqual({ now: NOW, offset: 0 });
  });

  it('is ahead by what is stored, and knows where it was sent', async () => {
    const { setting } = aSetting({ ok: { Item: { offset: { N: '5000' }, target: { N: '7' } } } });
    expect(await setting.read()).toEqual({ now: NOW + 5000, offset: 5000, target: 7 });
  });

  it('is stored as an offset, which only ever grows', async () => {
    const { setting, calls } = aSetting();
    await setting.forwardTo(NOW + 5000);
    expect(calls).toMatchObject([
      {
        operation: 'UpdateItem',
        input: {
          ConditionExpression: 'attribute_not_exists(#offset) OR #offset < :offset',
          ExpressionAttributeValues: { ':offset': { N: '5000' } },
        },
      },
    ]);
  });

  it('stays where it is if it is further already', async () => {
    const { setting } = aSetting({ error: 'ConditionalCheckFailedException' });
    await expect(setting.forwardTo(NOW + 5000)).resolves.toBeUndefined();
  });

  it('is never behind real time', async () => {
    const { setting, calls } = aSetting();
    await setting.forwardTo(NOW - 1);
    expect(calls).toEqual([]);
  });
});
