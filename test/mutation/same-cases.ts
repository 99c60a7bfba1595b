import { configureGlobal } from 'fast-check';
import { inject } from 'vitest';
import { MOST_CASES } from './most-cases.ts';

/** Every mutant meets the same random cases, and the first that tells it from the original is enough: no smaller one is sought. */
configureGlobal({ seed: 20_261_124, numRuns: MOST_CASES, endOnFailure: true });

// The worker lasts: the mutant before this one would be on while a test file is loaded, and decide what it prepares.
const stryker: unknown = Reflect.get(globalThis, inject('globalNamespace'));
if (typeof stryker === 'object' && stryker !== null) Reflect.set(stryker, 'activeMutant', undefined);

declare module 'vitest' {
  interface ProvidedContext {
    /** Under which name Stryker keeps what it knows of the run. */
    globalNamespace: '__stryker__';
  }
}
