import { describe, expect, it } from 'vitest';
import { issuesOf } from './issues.ts';
import { explainRequestSchema } from './explain-request.ts';

const said = (value: unknown) =>
  issuesOf(explainRequestSchema.safeParse(value).error!).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('what is wrong with something that may have several forms', () => {
  it('is said of the form that was meant, where in it', () => {
    expect(said({ features: ['exports', { exportClass: 'EAR9', tags: ['B!'] }] })).toEqual([
      expect.stringMatching(/^features\.1\.tags\.0: /),
      'features.1.exportClass: Invalid option: expected one of "EAR99"|"5D992.c"|"5D002"',
    ]);
    expect(said({ features: [''] })).toEqual(['features.0: Too small: expected string to have >=1 characters']);
  });

  it('is said of each where any may have been meant', () => {
    expect(said({ at: 'today' })).toEqual([
      'at: Invalid ISO datetime, or between the years 1900 and 2999, or a civil date that exists, YYYY-MM-DD',
    ]);
    expect(said({ features: [7] })).toEqual([
      'features.0: Invalid input: expected string, received number, or Invalid input: expected object, received number',
    ]);
  });
});
