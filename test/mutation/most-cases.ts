/** How many random cases of a law a mutant meets: those of histories and of rules are what `license` and the analysis rely on. */
export const MOST_CASES = ['license', 'catalog/analysis'].includes(process.env.LICET_MUTATED ?? '') ? 25 : 5;
