import { diffCatalogs, validateCatalog } from '@licet/core/catalog';
import { describe, expect, it } from 'vitest';
import { Account } from '../account.ts';
import { ApiError } from '../api-client.ts';
import { catalogFiles } from '../catalog-files.ts';
import { mended } from './dead-letter-steps.ts';
import { richer } from './publish-steps.ts';
import { type Step, StepFailed, tell } from './step.ts';

const catalog = catalogFiles();

/** An account that is kept as text, as on something that is no terminal. */
function accountOf(lines: string[]): Account {
  return new Account({ isTTY: false, write: (text: string) => lines.push(text) > 0 });
}

const step = (act: Step['act']): Step => ({ title: 'A title', why: 'Because.', expect: 'a rabbit', act });

describe('a story', () => {
  it('says what was seen at each step', async () => {
    const lines: string[] = [];
    await tell([step(async () => ({ ok: true, saw: 'a rabbit' }))], accountOf(lines));
    expect(lines.join('')).toMatch(/^\n1 {2}A title\n {2}Because\.\n✓ a rabbit\n\nAll 1 steps ended .*\n$/);
  });

  it('ends with one sentence at the first step that goes wrong', async () => {
    const steps = [step(async () => ({ ok: true, saw: 'a rabbit' })), step(async () => ({ ok: false, saw: 'a hat' }))];
    const told = tell([...steps, step(() => Promise.reject(new Error('not reached')))], accountOf([]));
    await expect(told).rejects.toThrow(new StepFailed('Step 2, "A title", failed: expected a rabbit, saw a hat.'));
  });

  it('takes a refusal of the API for something that was seen, and no other error', async () => {
    const refusal = new ApiError('POST /v1/check', 404, 'customer_unknown', 'no customer "x"');
    await expect(tell([step(() => Promise.reject(refusal))], accountOf([]))).rejects.toThrow(
      'expected a rabbit, saw POST /v1/check answered 404 customer_unknown: no customer "x".',
    );
    await expect(tell([step(() => Promise.reject(new TypeError('a bug')))], accountOf([]))).rejects.toThrow(TypeError);
  });
});

describe('the catalogs that the story publishes', () => {
  const compiled = [catalog, mended({ catalog }), richer({ catalog })].map((files) => validateCatalog(files));

  it('validate', () => {
    expect(compiled.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'))).toEqual([]);
  });

  it('differ in nothing but what is told', () => {
    const [atlas, mendedAtlas, richerAtlas] = compiled.map((one) => one.compiled!.program);
    expect(diffCatalogs(atlas!, mendedAtlas!)).toEqual([]);
    expect(diffCatalogs(mendedAtlas!, richerAtlas!)).toMatchObject([
      { kind: 'raised', what: 'overlay', name: 'power-analysts', feature: 'exports' },
    ]);
  });
});
