/**
 * All tests: `unit`, then `deployed`, whose global setup brings a local cloud of its own. Unit tests come first because they
 * answer within seconds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, type Counts } from './support/count-reporter.ts';

const folder = mkdtempSync(join(tmpdir(), 'licet-test-'));

/** Runs one project. One that ends without a word from the reporter, or fails beside its tests, counts as one failed. */
async function run(project: string): Promise<Counts> {
  const file = join(folder, project);
  const env = { ...process.env, LICET_TEST_COUNTS: file };
  const vitest = spawn('vitest', ['run', '--project', project, ...process.argv.slice(2)], { env, stdio: 'inherit' });
  const [code] = await once(vitest, 'exit');
  const counts: Counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const unit = await run('unit');
const deployed = await run('deployed');
rmSync(folder, { recursive: true });
const counts = { passed: unit.passed + deployed.passed, failed: unit.failed + deployed.failed };
console.log(closingLine(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
