import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a file in a process of its own and reads the JSON that it prints last. */
export async function inProcess(file: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, ...args], { maxBuffer: 16e6 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
