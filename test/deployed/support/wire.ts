import { expect } from 'vitest';
import { admin, problemIn, type RawReply, send } from './client.ts';

const AUTHORIZATION = { authorization: `Bearer ${admin.key}` };
const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** Sends any body at all, with a key that may do everything. */
export function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer> | undefined,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): Promise<RawReply> {
  return send({ method: 'POST', path, headers: { ...AUTHORIZATION, ...headers }, body });
}

/** Calls any address at all, with a key that may do everything. */
export function knock(method: string, path: string): Promise<RawReply> {
  return send({ method, path, headers: { ...AUTHORIZATION, ...JSON_TYPE } });
}

/** Whatever was sent, it is no fault of ours, and what is refused is a problem. */
export function expectNoFault({ status, headers, text }: RawReply): void {
  expect({ status, fault: status >= 500 && text }).toEqual({ status, fault: false });
  const isProblem = headers.get('content-type') === 'application/problem+json';
  expect({ status, isProblem }).toEqual({ status, isProblem: status >= 400 });
  if (isProblem) problemIn({ status, headers, text });
}
