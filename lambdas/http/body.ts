import type { ApiEvent } from './api.ts';
import { ProblemError } from './problem-error.ts';

/** API Gateway takes up to 10 MB; a catalog has at most 5 MB of sources, and its JSON some more. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** The body of a request as JSON. Throws the problem of what is wrong with it. */
export function jsonBody(event: ApiEvent, mediaTypes: readonly string[] = ['application/json']): unknown {
  const mediaType = (event.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!mediaTypes.includes(mediaType)) {
    throw new ProblemError(
      'media_type_unsupported',
      `the content type is "${mediaType}"; send ${mediaTypes.join(' or ')}`,
    );
  }
  const text = bodyText(event);
  if (Buffer.byteLength(text) > MAX_BODY_BYTES)
    throw new ProblemError('body_too_large', `a body has at most ${MAX_BODY_BYTES} bytes`);
  const value = parsed(text);
  if (/\\ud[89a-f]/i.test(text) && !isWellFormed(value))
    throw new ProblemError(
      'json_invalid',
      'the body has half of a surrogate pair, which is no character and cannot be stored',
    );
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError(
      'json_invalid',
      text === '' ? 'the body is empty; send JSON' : error instanceof Error ? error.message : String(error),
    );
  }
}

/** Whether every text in a value is one, the names of fields too. Without recursion: a body may be nested deeper than the stack. */
function isWellFormed(value: unknown): boolean {
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string' && !next.isWellFormed()) return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, part] of Object.entries(next)) waiting.push(name, part);
  }
  return true;
}

function bodyText({ body, isBase64Encoded }: ApiEvent): string {
  if (body === undefined) return '';
  if (!isBase64Encoded) return body;
  try {
    // Strictly: with a replacement character in it, an id would be another one.
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw new ProblemError('json_invalid', 'the body is not UTF-8');
  }
}
