import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** SQS's limit, asserted here since an emulator may not. */
export const MAX_MESSAGE_BYTES = 262_144;

/** Sends one message; a message that SQS would not take is an error with a name. */
export type SendMessage = (body: string) => Promise<void>;

export function messageSender(client: SQSClient, queueUrl: string): SendMessage {
  return async (body) => {
    const bytes = Buffer.byteLength(body);
    if (bytes > MAX_MESSAGE_BYTES)
      throw new RangeError(`a message has at most ${MAX_MESSAGE_BYTES} bytes, this one has ${bytes}`);
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  };
}
