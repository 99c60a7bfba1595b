import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE } from '../test/support/answering-handler.ts';
import { MAX_MESSAGE_BYTES, messageSender } from './queue.ts';

describe('a message sender', () => {
  it('sends what the queue takes, and names what it does not', async () => {
    const { handler, calls } = answering(() => ({ ok: { MessageId: '1' } }));
    const client = new SQSClient({ ...OFFLINE, md5: false, requestHandler: handler });
    const send = messageSender(client, 'https://sqs.us-east-1.amazonaws.com/1/queue');
    const largest = 'é'.repeat(MAX_MESSAGE_BYTES / 2);
    await send(largest);
    await expect(send(`${largest}x`)).rejects.toThrow(/at most 262144 bytes, this one has 262145/);
    expect(calls).toMatchObject([{ operation: 'SendMessage', input: { MessageBody: largest } }]);
  });
});
