/**
 * Logs the line that a check logs, and nothing else. A function that logs nothing would be slower here: the local cloud waits for a
 * line for 50 ms.
 */
import { randomUUID } from 'node:crypto';

const INSTANCE = randomUUID();

/** @param {{ routeKey: string, requestContext: { requestId: string } }} event */
export const handler = async ({ routeKey, requestContext: { requestId } }) => {
  console.log(JSON.stringify({ route: routeKey, request: requestId, instance: INSTANCE, status: 200, ms: 0 }));
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
};
