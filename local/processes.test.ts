import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startGroup } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'licet-processes-'));
const log = join(folder, 'log');
const options = { env: { PATH: process.env.PATH ?? '' }, cwd: folder, log };

afterAll(() => rmSync(folder, { recursive: true }));

describe('a process group', () => {
  test('tells its exit code and logs both outputs', async () => {
    const group = startGroup('sh', ['-c', 'echo out; echo err >&2; exit 3'], options);
    expect(await group.ended).toBe(3);
    expect(readFileSync(log, 'utf8')).toBe('out\nerr\n');
  });

  test('ends with all that it has started, even what ignores SIGTERM', async () => {
    const group = startGroup('sh', ['-c', 'trap "" TERM; sleep 60 & sleep 60; sleep 60'], options);
    await group.stop(100);
    expect(await group.ended).toBeUndefined();
    expect(() => process.kill(-group.pid, 0)).toThrow('ESRCH');
  });

  test('is named to the launcher only while it runs', async () => {
    vi.stubEnv('LICET_GROUPS', join(folder, 'groups'));
    const group = startGroup('sleep', ['60'], options);
    expect(readdirSync(join(folder, 'groups'))).toEqual([String(group.pid)]);
    await group.stop();
    expect(readdirSync(join(folder, 'groups'))).toEqual([]);
    vi.unstubAllEnvs();
  });

  test('rejects when the command does not exist', async () => {
    await expect(startGroup('no-such-command', [], options).ended).rejects.toThrow('ENOENT');
  });
});
