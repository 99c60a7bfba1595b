import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig, type Plugin } from 'vitest/config';
import { HAS_ALL_TESTS, MOST_CASES } from './most-cases.ts';
import { lastingWorker } from './lasting-worker.ts';

const root = join(import.meta.dirname, '../..');

/** Laws that try many histories or rules: they are run where what they are about is changed. */
const laws: Readonly<Record<string, readonly string[]>> = {
  license: ['packages/core/src/license/order-law*.test.ts'],
  'catalog/analysis': ['packages/core/src/catalog/analysis/{soundness,completeness}.test.ts'],
};
/**
 * What takes seconds, for each mutant that nothing notices, and says little of a folder: real catalogs, compiled often, and long
 * histories. With them more would be noticed than is counted.
 */
const ATLAS = 'test/unit/{atlas,vectors}.test.ts';
const leftOut: Readonly<Record<string, readonly string[]>> = HAS_ALL_TESTS
  ? {}
  : {
      license: [ATLAS, 'packages/core/src/license/{order-law,lifecycle-size}.test.ts'],
      catalog: ['test/unit/atlas.test.ts'],
      'catalog/source': [ATLAS, 'packages/core/src/catalog/compile.test.ts'],
      'catalog/checks': [ATLAS, 'packages/core/src/catalog/compile.test.ts'],
      'catalog/analysis': [
        ATLAS,
        'packages/core/src/catalog/compile.test.ts',
        'packages/core/src/catalog/analysis/{soundness,completeness}.test.ts',
      ],
    };
const changed = process.env.LICET_MUTATED ?? '';
const elsewhere = Object.keys(laws).filter((folder) => folder !== changed);

/**
 * The tests beside the code first, and short ones before those that try many random cases: the first test that fails is the end
 * of a mutant.
 */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const shortFirst = (await super.sort(files)).toReversed();
    const beside = ({ moduleId }: TestSpecification) => moduleId.includes(`/src/${changed.split('/')[0]}/`);
    return [...shortFirst.filter(beside), ...shortFirst.filter((file) => !beside(file))];
  }
}

/** Of hundreds of random cases the first few notice most of what all of them would, and a survivor is tried with each. */
const fewCases: Plugin = {
  name: 'few-cases',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.test.ts') ? code.replaceAll(/\bnumRuns: (\w+)/g, `numRuns: Math.min($1, ${MOST_CASES})`) : undefined,
};

/** What was asked of zones is kept in their module: a mutant could leave something wrong there for the next. */
const keepsState = changed === 'time' || process.env.LICET_PLAIN_WORKER === '1';
const inLastingWorker: Plugin = {
  name: 'in-lasting-worker',
  configureVitest({ project }) {
    // Not as an option: Stryker names a pool of its choice, over what a configuration says.
    Object.assign(project.config, { pool: lastingWorker.name, poolRunner: lastingWorker });
  },
};

/** The tests that can notice a change of `core`, with the changed copy of it: the workspace's link leads to the original. */
export default defineConfig({
  root,
  plugins: keepsState ? [fewCases] : [fewCases, inLastingWorker],
  resolve: { alias: [{ find: /^@licet\/core\/(.+)$/, replacement: join(root, 'packages/core/src/$1/index.ts') }] },
  test: {
    include: process.env.LICET_TESTS?.split(' ') ?? ['packages/core/src/**/*.test.ts', 'test/unit/**/*.test.ts'],
    // How deep and how slow is what hostile catalogs are about, and a changed copy of everything is deeper and slower.
    exclude: [
      'test/unit/hostile.test.ts',
      ...(leftOut[changed] ?? []),
      ...elsewhere.flatMap((folder) => laws[folder] ?? []),
    ],
    setupFiles: ['test/mutation/same-cases.ts'],
    // Modules are loaded once for all files: loading them takes longer than most tests.
    isolate: false,
    sequence: { sequencer: NearestFirst },
    testTimeout: 60_000,
  },
});
