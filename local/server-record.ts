/** Which server belongs to a cloud's folder: a file with its process id, believed only while that process is really ours. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopGroup } from './processes.ts';

const record = (folder: string) => join(folder, 'server.pid');

export function recordServer(folder: string, pid: number): void {
  writeFileSync(record(folder), String(pid));
}

export function forgetServer(folder: string): void {
  rmSync(record(folder), { force: true });
}

/** Ends the server that an earlier start left in this folder, and removes what it left. */
export async function stopRecordedServer(folder: string, executable: string): Promise<void> {
  const pid = recordedServer(folder, executable);
  if (pid !== undefined) await stopGroup(pid);
  rmSync(folder, { recursive: true, force: true });
}

/** Removes the folders of clouds that are no longer running; the last ones stay until the next start, for their logs. */
export function removeDeadClouds(state: string, executable: string): void {
  for (const name of readdirSync(state).filter((entry) => entry.startsWith('cloud-'))) {
    const folder = join(state, name);
    if (recordedServer(folder, executable) === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function recordedServer(folder: string, executable: string): number | undefined {
  const file = record(folder);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return pid > 1 && commandOf(pid).includes(executable) ? pid : undefined;
}

/** A process id may have gone to somebody else's process since: its command line tells. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
