import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Cell } from './cell.ts';

/** The code of functions bundled beforehand into `<folder>/<capability>/<name>/index.mjs`; local/bundle.ts does that. */
export function bundlesIn(folder: string): Cell['code'] {
  return (entry) => {
    const bundle = join(folder, entry);
    if (existsSync(join(bundle, 'index.mjs'))) return Code.fromAsset(bundle);
    throw new Error(`There is no bundle of ${entry} in ${bundle}: bundle the functions first (npm run bundle).`);
  };
}
