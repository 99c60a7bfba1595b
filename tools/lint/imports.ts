/**
 * Checks the direction of imports (`.dependency-cruiser.mjs`) and that what decides at run time stays small.
 *
 *   node local/launch.mjs tools/lint/imports.ts
 */
import { existsSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { build } from 'esbuild';

/** The folders that hold this repository's own TypeScript; one that does not exist yet is passed over. */
const roots = ['packages', 'lambdas', 'lib', 'bin', 'local', 'tools', 'bench', 'test', 'examples'].filter((root) =>
  existsSync(root),
);

/** The faces of the core that go into the API, the SDK, the agent and the browser. */
const runtimeFaces = ['decision', 'terms', 'segment', 'metering', 'regulation', 'hash'].map(
  (face) => `packages/core/src/${face}/index.ts`,
);

const heavy = /node_modules\/(?:zod|yaml|@marcbachmann|@aws-sdk|@smithy|@middy|aws-cdk-lib|fastest-levenshtein)\//;

/** Without its parser dependency-cruiser sees nothing and passes, so a run that saw next to nothing is a failure. */
async function checkDirection(): Promise<string[]> {
  const { output } = await cruise(roots, await extractOptions('./.dependency-cruiser.mjs'));
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with text, not with a result.');
  const { summary } = output;
  const seen = Math.min(summary.totalCruised, summary.totalDependenciesCruised ?? 0);
  if (seen === 0) return ['No module was looked at: is @swc/core installed?'];
  return summary.violations.map((found) => `${found.rule.name}: ${found.from} → ${found.to}`);
}

/** Asks the bundler rather than the import graph: a type-only import of a schema costs nothing at run time. */
async function checkRuntime(): Promise<string[]> {
  const entryPoints = runtimeFaces.filter((face) => existsSync(face));
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'dist',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  });
  return Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ path }) => heavy.test(path)).map(({ path }) => `runtime-stays-small: ${file} → ${path}`),
  );
}

const findings = [...(await checkDirection()), ...(await checkRuntime())];
for (const finding of findings) console.error(finding);
process.exitCode = findings.length > 0 ? 1 : 0;
