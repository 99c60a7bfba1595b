import { validateCatalog } from '@licet/core/catalog';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile.ts';

describe('what is published to do harm is refused, and says why', () => {
  it.each(HOSTILE)('$what', ({ files, code, says }) => {
    const { problems, compiled } = validateCatalog(files());
    const problem = problems.find((one) => one.code === code);
    expect(compiled).toBeUndefined();
    expect(problem).toMatchObject({ severity: 'error', file: 'catalog.yaml' });
    expect(problem?.message).toContain(says);
    expect(problem?.message.length).toBeLessThan(400);
  });
});
