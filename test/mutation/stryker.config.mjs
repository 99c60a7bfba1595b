/**
 * How Stryker changes `core`; `run.ts` starts it folder by folder.
 *
 * @type {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]}
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // A mutant of what is computed while a module loads would have every test run, in modules that are loaded anew.
  ignoreStatic: true,
  // TypeScript 7 has no API with which Stryker could read a tsconfig; it leaves alone what it does not find.
  tsconfigFile: '.licet/no-tsconfig.json',
  tempDirName: '.licet/mutation/sandbox',
  ignorePatterns: ['.licet', 'bench', 'docs', 'examples', 'lib'],
  incremental: true,
  reporters: ['progress-append-only', 'html'],
  // The lasting worker grows with every mutant, and is slower for it.
  maxTestRunnerReuse: 150,
  timeoutMS: 5000,
  timeoutFactor: 2,
};
