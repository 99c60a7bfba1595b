import { type LoadedProgram, readProgram } from '@licet/core/decision';
import { programKey, type TextBucket } from './bucket.ts';

/** Loads programs by hash and keeps the newest two: the one in use, and the one that readers are moving to or from. */
export type LoadProgram = (hash: string) => Promise<LoadedProgram>;

export function programCache(bucket: TextBucket, keep = 2): LoadProgram {
  const loaded = new Map<string, Promise<LoadedProgram>>();
  return (hash) => {
    const known = loaded.get(hash);
    if (known !== undefined) return known;
    const loading = load(bucket, hash);
    loaded.set(hash, loading);
    // A load that failed is not kept, so that the next one who asks tries again.
    loading.catch(() => loaded.delete(hash));
    for (const oldest of loaded.keys()) if (loaded.size > keep) loaded.delete(oldest);
    return loading;
  };
}

async function load(bucket: TextBucket, hash: string): Promise<LoadedProgram> {
  const text = await bucket.get(programKey(hash));
  if (text === undefined) throw new Error(`the program ${hash} is not in the bucket`);
  return readProgram(text, hash);
}
