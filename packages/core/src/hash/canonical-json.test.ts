import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { hashOf, sha256Hex } from './sha256.ts';

/** The same value, with the keys of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value).toReversed()) {
    Object.defineProperty(copy, key, { value: reordered(inner), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

describe('canonical JSON', () => {
  it('puts the keys of every object in order, and leaves lists as they are', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 3], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},3]}');
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it.prop([fc.jsonValue()])('does not depend on the order in which keys were written', (value) => {
    expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
  });

  it.prop([fc.jsonValue()])('is JSON of the same value', (value) => {
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it.prop([fc.jsonValue(), fc.jsonValue()])('is equal only for equal values', (a, b) => {
    const equal = canonicalJson(a) === canonicalJson(b);
    expect(equal).toBe(canonicalJson(reordered(a)) === canonicalJson(reordered(b)));
    if (equal) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
  });
});

describe('names made of hashes', () => {
  it('is SHA-256 of the UTF-8 form', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('ü')).toBe('607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f');
  });

  it.prop([fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 })])(
    'names a tuple, not the text that its parts make',
    (a, b) => {
      expect(hashOf(...a) === hashOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      expect(hashOf(...a)).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  it('tells where one part ends and the next begins', () => {
    expect(hashOf('a', 'bc')).not.toBe(hashOf('ab', 'c'));
    expect(hashOf('1')).not.toBe(hashOf(1));
  });
});
