import { describe, expect, it } from 'vitest';
import { type ApiCall, apiEvent } from '../../test/support/api-event.ts';
import { jsonBody } from './body.ts';
import { ProblemError } from './problem-error.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

function codeOf(call: ApiCall): string | undefined {
  try {
    jsonBody(apiEvent(call));
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

function base64(bytes: Uint8Array): ApiCall {
  return { headers: JSON_TYPE, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
}

describe('the body of a request', () => {
  it.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8', ' application/json ;x'])(
    'is read where the content type is "%s"',
    (type) => {
      expect(jsonBody(apiEvent({ headers: { 'content-type': type }, body: '{"a":1}' }))).toEqual({ a: 1 });
    },
  );

  it.each(['text/json', 'application/jsonp', '', 'application/json, text/plain'])(
    'is not read where the content type is "%s"',
    (type) => {
      expect(codeOf({ headers: { 'content-type': type }, body: '{}' })).toBe('media_type_unsupported');
    },
  );

  it('is read from bytes, as API Gateway hands on what it does not take for text', () => {
    expect(jsonBody(apiEvent(base64(Buffer.from('{"name":"Zoë 🎉"}'))))).toEqual({ name: 'Zoë 🎉' });
  });

  it.each([
    ['a byte that begins nothing', [0x22, 0xff, 0x22]],
    ['half of a letter', [0x22, 0xc3, 0x22]],
    ['a letter written too long', [0x22, 0xc0, 0xaf, 0x22]],
    ['half of a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ])('must be UTF-8: %s', (_, bytes) => {
    expect(codeOf(base64(Uint8Array.from(bytes)))).toBe('json_invalid');
  });

  it.each(['', ' ', '{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":NaN}'])('must be JSON: %s', (body) => {
    expect(codeOf({ headers: JSON_TYPE, body })).toBe('json_invalid');
  });

  it.each(['"\\ud800"', '["\\udfff\\ud83c"]', '{"\\uD800": 1}', '{"a": [{"b": "\\ud83c-\\udf89"}]}'])(
    'has no halves of surrogate pairs: %s',
    (body) => {
      expect(codeOf({ headers: JSON_TYPE, body })).toBe('json_invalid');
    },
  );

  it('may have whole pairs, however they are written, and speak of halves', () => {
    const body = String.raw`["\ud83c\udf89", "🎉", "\\ud800"]`;
    expect(jsonBody(apiEvent({ headers: JSON_TYPE, body }))).toEqual(['🎉', '🎉', String.raw`\ud800`]);
  });

  it('may be nested deeper than the stack, and is looked at all the same', () => {
    const nested = (text: string) => `${'['.repeat(200_000)}${text}${']'.repeat(200_000)}`;
    expect(codeOf({ headers: JSON_TYPE, body: nested(String.raw`"\ud83c\udf89"`) })).toBeUndefined();
    expect(codeOf({ headers: JSON_TYPE, body: nested(String.raw`"\ud83c"`) })).toBe('json_invalid');
  });

  it('must be there', () => {
    expect(codeOf({ headers: JSON_TYPE })).toBe('json_invalid');
  });

  it('is at most 6 MB, counted in bytes', () => {
    const six = 6 * 1024 * 1024;
    expect(codeOf({ headers: JSON_TYPE, body: `"${'x'.repeat(six - 2)}"` })).toBeUndefined();
    expect(codeOf({ headers: JSON_TYPE, body: `"${'x'.repeat(six - 1)}"` })).toBe('body_too_large');
    expect(codeOf({ headers: JSON_TYPE, body: `"${'ö'.repeat(six / 2)}"` })).toBe('body_too_large');
  });
});
