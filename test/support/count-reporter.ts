import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What a run came to. Whatever went wrong outside a test (a module that does not load, an unhandled rejection) counts as one failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The line that closes a run, and that CI counts. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** Prints the closing line as the very last one, or hands the counts to `test/run.ts`, which adds up several runs. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules
      .flatMap((module) => [module, ...module.children.allSuites()])
      .filter((part) => part.errors().length > 0);
    const counts = {
      passed: states.filter((state) => state === 'passed').length,
      failed: states.filter((state) => state === 'failed').length + broken.length + unhandled.length,
    };
    const file = process.env.LICET_TEST_COUNTS;
    if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
    // After what the other reporters still have to say.
    else process.once('exit', () => console.log(closingLine(counts)));
  }
}
