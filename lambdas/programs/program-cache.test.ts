import { describe, expect, it } from 'vitest';
import { compiled, LAB_FILES } from '../../test/support/catalogs.ts';
import type { TextBucket } from './bucket.ts';
import { programCache } from './program-cache.ts';

const { program } = compiled(LAB_FILES);

/** A bucket that has every program, and counts how often each is read. */
function bucketOf(missing: readonly string[] = []) {
  const gone = new Set(missing);
  const reads: string[] = [];
  const bucket: TextBucket = {
    get: (key) => {
      const hash = key.slice('programs/'.length, -'.json'.length);
      reads.push(hash);
      return Promise.resolve(gone.has(hash) ? undefined : JSON.stringify({ ...program, catalog: hash }));
    },
    put: () => Promise.reject(new Error('nothing is written')),
  };
  return { bucket, reads, gone };
}

describe('a program cache', () => {
  it('loads a program once, whoever asks at the same time', async () => {
    const { bucket, reads } = bucketOf();
    const load = programCache(bucket);
    const [one, other] = await Promise.all([load('a'), load('a')]);
    expect(other).toBe(one);
    expect(one).toMatchObject({ hash: 'a', program: { catalog: 'a' } });
    expect(reads).toEqual(['a']);
  });

  it('keeps the one in use and the one that readers move to or from', async () => {
    const { bucket, reads } = bucketOf();
    const load = programCache(bucket);
    for (const hash of ['a', 'b', 'a', 'b', 'c', 'b', 'c', 'a']) await load(hash);
    expect(reads).toEqual(['a', 'b', 'c', 'a']);
  });

  it('says what is missing, and looks for it again the next time', async () => {
    const { bucket, reads, gone } = bucketOf(['a']);
    const load = programCache(bucket);
    await expect(load('a')).rejects.toThrow('the program a is not in the bucket');
    gone.delete('a');
    expect(await load('a')).toMatchObject({ hash: 'a' });
    expect(reads).toEqual(['a', 'a']);
  });

  it('does not take for a program what is none', async () => {
    const load = programCache({ get: () => Promise.resolve('{"v":2}'), put: () => Promise.resolve() });
    await expect(load('a')).rejects.toMatchObject({ code: 'program_unreadable' });
  });
});
