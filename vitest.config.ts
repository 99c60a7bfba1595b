import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.ts';

/** `unit` runs anywhere in seconds; `deployed` talks to the real CDK app, deployed to a local cloud by its global setup. */
export default defineConfig({
  test: {
    reporters: ['default', new CountReporter()],
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Loading the CDK takes seconds on a busy machine.
          testTimeout: 30_000,
          include: ['{packages,lambdas,lib,local,tools,examples}/**/*.test.ts', 'test/unit/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'deployed',
          include: ['test/deployed/**/*.test.ts'],
          globalSetup: ['test/deployed/setup.ts'],
          // The cell has one catalog pointer: a file that publishes must not do so under another one.
          fileParallelism: false,
          // Beyond the patience of `eventually`, whose failure says what did not come about.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
