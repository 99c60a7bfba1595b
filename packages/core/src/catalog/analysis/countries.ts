import type { Shape } from './text-set.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Those that examples are made of first. */
const WELL_KNOWN = ['DE', 'US', 'FR', 'GB', 'JP', 'IN', 'BR', 'PL', 'NL', 'CN'];

/** Whatever has the form of an ISO 3166-1 code: two capitals. Which of them are assigned changes; that they are two capitals does not. */
export const COUNTRIES: readonly string[] = [
  ...new Set([...WELL_KNOWN, ...LETTERS.flatMap((first) => LETTERS.map((second) => first + second))]),
];

/** ISO 3166-2: a country, a dash, and one to three letters or digits. */
export const SUBDIVISION: Shape = {
  whole: /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
  beginning: /^(?:[A-Z]{0,2}|[A-Z]{2}-[A-Z0-9]{0,3})$/,
};
