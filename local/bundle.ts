/**
 * Bundles every function of `lambdas/` in one pass; the CDK app takes the folders as they are.
 *
 *   node local/launch.mjs local/bundle.ts
 */
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { root } from './folders.ts';

export interface LambdaBundle {
  /** `<capability>/<name>`, from `lambdas/<capability>/<name>.handler.ts`. */
  readonly entry: string;
  readonly bytes: number;
}

/** What some CommonJS dependencies call. The name is long because a short one meets a minified one, and the function dies on load. */
const banner =
  "import { createRequire as createRequireForBundledCommonJs } from 'node:module';" +
  'const require = createRequireForBundledCommonJs(import.meta.url);';

/** How every function is bundled: whatever is compared with one is bundled like this too. */
export const bundling: BuildOptions = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  banner: { js: banner },
  // The other ways to credentials (profiles, SSO, instance metadata) are a third of a DynamoDB client: 342 KB against 206.
  alias: { '@aws-sdk/credential-provider-node': join(root, 'local', 'lambda-credentials.ts') },
  logLevel: 'warning',
};

/**
 * Bundles every `*.handler.ts` below `lambdas/` to `<dist>/lambdas/<entry>/index.mjs`, where the CDK app looks; `<dist>/meta.json`
 * says what is in each.
 * @returns the bundles with their sizes, for a size gate.
 */
export async function bundleLambdas(dist = join(root, 'dist')): Promise<readonly LambdaBundle[]> {
  const target = join(dist, 'lambdas');
  const handlers = globSync('lambdas/**/*.handler.ts', { cwd: root });
  const { metafile, outputFiles } = await build({
    ...bundling,
    entryPoints: handlers.map((file) => ({ in: file, out: `${entryOf(file)}/index` })),
    outdir: target,
    metafile: true,
    write: false,
  });
  const bundles = Object.values(metafile.outputs).map(toBundle);
  // Not beside the bundles: what lies in a bundle's folder is part of the function.
  const replace = replacer(join(dist, `part-${process.pid}`));
  for (const { path, contents } of outputFiles) replace(path, contents);
  removeOthers(target, new Set(outputFiles.map(({ path }) => path)));
  replace(join(dist, 'meta.json'), JSON.stringify(metafile));
  return bundles;
}

/** Replaces files whole, so that a deployment which reads one at this moment gets the old one or the new one. */
function replacer(part: string) {
  return (file: string, contents: string | Uint8Array): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(part, contents);
    renameSync(part, file);
  };
}

/** Removes the bundles of functions that no longer exist. */
function removeOthers(target: string, current: ReadonlySet<string>): void {
  const files = globSync('**/index.mjs', { cwd: target }).map((file) => join(target, file));
  for (const file of files.filter((found) => !current.has(found))) rmSync(dirname(file), { recursive: true });
}

function entryOf(file: string): string {
  return file.replace(/^lambdas\//, '').replace(/\.handler\.ts$/, '');
}

/** A package left out of a bundle would still be found in this repository, and missing only on AWS. */
function toBundle({ entryPoint = '', imports, bytes }: Metafile['outputs'][string]): LambdaBundle {
  const left = imports.filter(({ path, external }) => external && !isBuiltin(path));
  if (left.length > 0)
    throw new Error(`${entryPoint} leaves ${left.map(({ path }) => path).join(', ')} out of its bundle.`);
  return { entry: entryOf(entryPoint), bytes };
}

if (import.meta.main) {
  for (const { entry, bytes } of await bundleLambdas())
    console.log(`${(bytes / 1000).toFixed(0).padStart(5)} KB  ${entry}`);
}
