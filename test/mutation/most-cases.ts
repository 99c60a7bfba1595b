/**
 * How many random cases of a law a mutant meets. With `LICET_ALL_TESTS=1`, more, and no test is left out because it takes seconds: a
 * folder that was measured without has only its survivors tried again.
 */
export const HAS_ALL_TESTS = process.env.LICET_ALL_TESTS === '1';
export const MOST_CASES = HAS_ALL_TESTS || process.env.LICET_MUTATED === 'catalog/analysis' ? 25 : 5;
