/** Child processes in groups of their own, so that ending one ends whatever it has started. */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Group {
  readonly pid: number;
  /** The exit code of its first process; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /**
   * Ends every process of the group, and returns when none is left.
   * @param graceMs how long it may take to end by itself.
   */
  stop(graceMs?: number): Promise<void>;
}

interface GroupOptions {
  /** The whole environment: nothing is inherited. */
  readonly env: Record<string, string>;
  readonly cwd: string;
  /** The file that both outputs are appended to. */
  readonly log: string;
}

/** Starts a command as the leader of a new process group. */
export function startGroup(command: string, args: readonly string[], { env, cwd, log }: GroupOptions): Group {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', output, output] });
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? undefined));
  });
  const { pid } = child;
  // Without a pid the command could not be started: `ended` says why.
  if (pid === undefined) return { pid: 0, ended, stop: () => Promise.resolve() };
  const forget = register(pid);
  return {
    pid,
    ended,
    stop: async (graceMs) => {
      await stopGroup(pid, graceMs);
      forget();
    },
  };
}

/**
 * Ends a process group: politely, then not.
 * @param graceMs how long it may take to end by itself.
 */
export async function stopGroup(leader: number, graceMs = 3000): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM') || (await isGone(leader, graceMs))) return;
  signalGroup(leader, 'SIGKILL');
  await isGone(leader, 2000);
}

/** Aborts when this process is asked to stop, or when the launcher that started it is gone. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  process.once('disconnect', () => controller.abort());
  // Listening for the launcher's end must not keep this process alive.
  process.channel?.unref();
  return controller.signal;
}

/** Names the group to the launcher, which ends it should this process be killed before it can. */
function register(leader: number): () => void {
  const folder = process.env.LICET_GROUPS;
  if (!folder) return () => {};
  const file = join(folder, String(leader));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

async function isGone(leader: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 20) {
    if (!signalGroup(leader, 0)) return true;
    await delay(20);
  }
  return false;
}

/** @returns whether the group still has a process */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}
