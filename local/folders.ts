import { join } from 'node:path';

/** The root of the repository. */
export const root = join(import.meta.dirname, '..');

/** Everything that running locally leaves behind, git-ignored: the Python environment, logs, deployed templates. */
export const state = join(root, '.licet');
