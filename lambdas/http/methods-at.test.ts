import { describe, expect, it } from 'vitest';
import { methodsAt } from './methods-at.ts';

describe('the methods of an address', () => {
  it.each([
    ['/v1/check', ['POST']],
    ['/v1/api-keys', ['POST', 'GET']],
    ['/v1/api-keys/efe5a008abf9e59f', ['DELETE']],
    ['/v1/customers/ac%2Fme/license', ['GET']],
    ['/v1/checks', []],
    ['/v1/customers//license', []],
    ['/v1/check/', []],
    ['/', []],
  ])('%s', (path, methods) => {
    expect(methodsAt(path, true)).toEqual(methods);
  });
});
