import { PROBLEMS } from '@licet/core/catalog';
import { describe, expect, it } from 'vitest';
import { brokenCatalogs, saidOf } from '../support/broken-catalogs.ts';

const catalogs = brokenCatalogs();

describe('a broken catalog is told what is wrong with it', () => {
  it.each(catalogs.map((catalog) => [catalog.name, catalog] as const))('%s', (_, catalog) => {
    expect(saidOf(catalog)).toEqual(catalog.expected);
  });
});

describe('the broken catalogs', () => {
  it('are twenty-two', () => expect(catalogs).toHaveLength(22));

  it('have between them every problem that can be shown in a few lines', () => {
    const said = new Set(
      catalogs.flatMap(({ expected }) => expected.map((line) => / (?:error|warning) (\w+): /.exec(line)?.[1])),
    );
    const large = new Set(['too_large', 'more_problems']);
    expect(Object.keys(PROBLEMS).filter((code) => !said.has(code))).toEqual([...large]);
  });
});
