/**
 * Everything that is checked without running the system, two checks at a time; only what a failing one says is shown.
 *
 *   node local/launch.mjs tools/lint/check.ts
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What each check asks, and the command that answers. */
const checks = [
  ['types of the infrastructure, tools and tests', 'tsc --project .'],
  ['types of the packages', 'tsc --project packages'],
  ['types of the functions', 'tsc --project lambdas'],
  ['house rules', 'oxlint'],
  ['format', 'biome format --colors=off'],
  ['direction of imports', 'node tools/lint/imports.ts'],
  ['unused code', 'knip'],
  ...(existsSync('tools/drift.ts') ? ([['drift of generated files', 'node tools/drift.ts']] as const) : []),
] as const;

/** @returns whether the check passed */
async function run([title, command]: (typeof checks)[number]): Promise<boolean> {
  const from = performance.now();
  const [file = '', ...args] = command.split(' ');
  const { failed, said } = await new Promise<{ failed: boolean; said: string }>((resolve) => {
    execFile(file, args, { maxBuffer: 64e6 }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, said: stdout + stderr }),
    );
  });
  console.log(`${failed ? '✗' : '✓'} ${title} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (failed) console.log(`\n$ ${command}\n${said}`);
  return !failed;
}

/** Takes the next check until none is left. */
async function work(queue: (typeof checks)[number][]): Promise<boolean> {
  const next = queue.shift();
  if (!next) return true;
  const passed = await run(next);
  return (await work(queue)) && passed;
}

const queue = [...checks];
const results = await Promise.all([work(queue), work(queue)]);
process.exitCode = results.every(Boolean) ? 0 : 1;
