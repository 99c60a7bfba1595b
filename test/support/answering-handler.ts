import { Readable } from 'node:stream';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

/** An answer of AWS's JSON protocols: what a call returns, or the error that it fails with. */
export type Reply =
  | { readonly ok: object }
  | { readonly error: string; readonly CancellationReasons?: readonly object[] };

export interface Call {
  /** Such as `TransactWriteItems`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const requestSchema = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.union([z.instanceof(Uint8Array), z.string()]),
});
type Handler = Extract<DynamoDBClientConfig['requestHandler'], { handle: unknown }>;

/**
 * The wire under a client of the SDK: the client is the real one, with its own serialization, errors and retries, and what is at the other
 * end of the wire is a function. `calls` is what came over it, each attempt of the client counted.
 */
export function answering(answer: (call: Call, attempt: number) => Reply): { handler: Handler; calls: Call[] } {
  const calls: Call[] = [];
  const handler: Handler = {
    handle(request: unknown) {
      const { headers, body } = requestSchema.parse(request);
      const [, operation = ''] = (headers['x-amz-target'] ?? '').split('.');
      const call = { operation, input: z.record(z.string(), z.unknown()).parse(JSON.parse(textOf(body))) };
      calls.push(call);
      const reply = answer(call, calls.length);
      const text = JSON.stringify('ok' in reply ? reply.ok : { __type: `com.amazonaws#${reply.error}`, ...reply });
      return Promise.resolve({
        response: {
          statusCode: 'ok' in reply ? 200 : 400,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: Readable.from([Buffer.from(text)]),
        },
      });
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  return { handler, calls };
}

function textOf(body: string | Uint8Array): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
}

/** What a client needs to begin at all; nothing of it leaves this process. */
export const OFFLINE = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;
