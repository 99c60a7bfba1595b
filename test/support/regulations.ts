import { readdirSync, readFileSync } from 'node:fs';
import { formatProblem } from '@licet/core/catalog';
import { compilePacks, type PackFiles } from '@licet/core/pack';
import { type LoadedRulebook, loadRulebook } from '@licet/core/regulation';

const FOLDER = `${import.meta.dirname}/../../catalog/packs`;

/** The packs that ship, as people edit them. */
export const SHIPPED_PACKS: PackFiles = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')] as const),
);

/** Compiles packs that are meant to be right; what is wrong with them is told as a compiler would. */
export function rulebookOf(files: PackFiles): LoadedRulebook {
  const { problems, rulebook } = compilePacks(files);
  if (rulebook === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  return loadRulebook(rulebook);
}

/** The shipped packs, as they ship. */
export const SHIPPED: LoadedRulebook = rulebookOf(SHIPPED_PACKS);
