import middy from '@middy/core';
import type { SQSEvent, SQSRecord } from 'aws-lambda';

/**
 * Handles a message of a queue, with one log line. The mappings deliver one message a call: what throws is a technical
 * fault, the message comes again, until the queue gives it up to its dead-letter queue, and nothing beside it is held up.
 */
export function sqsHandler(handle: (record: SQSRecord) => Promise<Readonly<Record<string, unknown>>>) {
  return middy<SQSEvent, void>(async ({ Records }: SQSEvent) => {
    for (const record of Records) {
      try {
        console.log(JSON.stringify({ message: record.messageId, ...(await handle(record)) }));
      } catch (error) {
        console.error(
          JSON.stringify({
            level: 'error',
            message: record.messageId,
            error:
              error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error),
          }),
        );
        throw error;
      }
    }
  });
}
