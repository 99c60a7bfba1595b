import { describe, expect, it } from 'vitest';
import { compiled, LAB_FILES } from '../../test/support/catalogs.ts';
import type { CatalogPointer } from '../registry/catalog-pointer.ts';
import { catalogKey, programKey } from './bucket.ts';
import { currentCatalogReader } from './current-catalog.ts';
import { programCache } from './program-cache.ts';

const versions = [LAB_FILES, { ...LAB_FILES, 'more.yaml': 'catalog: 1\ngroups: { more: [DE] }\n' }].map((files) =>
  compiled(files),
);
const pointerTo = (index: number): CatalogPointer => {
  const { version = '', hash = '' } = versions[index] ?? {};
  return { version, program: hash, revision: index + 1, at: 0, by: 'k1' };
};

/** The reader of a cell that has published all versions, and whose pointer is moved by hand. */
function reader() {
  const texts = new Map(
    versions.flatMap(({ version, catalog, hash, programText }) => [
      [catalogKey(version), JSON.stringify(catalog)],
      [programKey(hash), programText],
    ]),
  );
  const reads: string[] = [];
  const bucket = {
    get: (key: string) => {
      reads.push(key);
      return Promise.resolve(texts.get(key));
    },
    put: () => Promise.resolve(),
  };
  let pointer: CatalogPointer | undefined;
  return {
    reads,
    texts,
    point: (to: CatalogPointer | undefined) => {
      pointer = to;
    },
    read: currentCatalogReader({ pointer: () => Promise.resolve(pointer) }, bucket, programCache(bucket)),
  };
}

describe('the current catalog', () => {
  it('is nothing before the first publish', async () => {
    expect(await reader().read()).toBeUndefined();
  });

  it('is read with its program when the pointer has moved, and not before', async () => {
    const { read, point, reads } = reader();
    point(pointerTo(0));
    const first = await read();
    expect(first).toMatchObject({ version: versions[0]?.version, program: { hash: versions[0]?.hash } });
    expect(await read()).toBe(first);
    expect(reads).toHaveLength(2);
    point(pointerTo(1));
    expect((await read())?.catalog.groups).toHaveProperty('more');
    expect(reads).toHaveLength(4);
  });

  it('that is not in the bucket is a fault, which passes when it is there', async () => {
    const { read, point, texts } = reader();
    const key = catalogKey(versions[1]?.version ?? '');
    const text = texts.get(key) ?? '';
    texts.delete(key);
    point(pointerTo(1));
    await expect(read()).rejects.toThrow(/is not in the bucket/);
    texts.set(key, text);
    expect(await read()).toMatchObject({ version: versions[1]?.version });
  });
});
