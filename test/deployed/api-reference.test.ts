import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cloud } from './support/aws.ts';

const root = join(import.meta.dirname, '../..');
const [, walk = ''] = readFileSync(join(root, 'docs/api/README.md'), 'utf8').split('## Before you begin');
/**
 * All that a reader pastes, but for the first two blocks: one asks a running `npm start` for address and key, one publishes
 * Atlas, which here would withdraw the catalogs of other tests.
 */
const blocks = [...walk.matchAll(/```sh\n(?<code>[\s\S]*?)```/g)].map(({ groups }) => groups?.['code'] ?? '').slice(2);

describe('the commands of docs/api/README.md', () => {
  it('work as they are written, one after the other', { timeout: 300_000 }, async () => {
    expect(blocks.length).toBeGreaterThan(7);
    // A refusal fails the script, and says in which command.
    const prelude = [
      'set -euo pipefail',
      'curl() { command curl --fail-with-body --retry 5 "$@"; }',
      'trap \'echo "failed: $BASH_COMMAND"\' ERR',
    ];
    const script = [...prelude, ...blocks].join('\n');
    const env = { ...process.env, API: cloud.api, KEY: cloud.adminKey };
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: root, env }).catch((error: unknown) => {
      throw new Error(`a command failed: ${JSON.stringify(error)}`);
    });
    expect(stdout).toContain('"source":{"kind":"overlay","id":"power-analysts"}');
  });
});
