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
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError(
      'json_invalid',
      text === '' ? 'the body is empty; send JSON' : `${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function bodyText({ body, isBase64Encoded }: ApiEvent): string {
  if (body === undefined) return '';
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}
