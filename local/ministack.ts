/** The local cloud: MiniStack, which emulates AWS on one port of this machine. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { state } from './folders.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { tail } from './log-tail.ts';
import { startGroup } from './processes.ts';
import { forgetServer, recordServer, removeDeadClouds, stopRecordedServer } from './server-record.ts';

export interface Cloud {
  readonly port: number;
  /** `http://localhost:<port>`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** What this cloud leaves behind: logs, templates, outputs. */
  readonly folder: string;
  /** Resolves when the server ends, by `stop` or because another start has replaced it. */
  readonly ended: Promise<void>;
  /** Ends the server and every function it runs. */
  stop(): Promise<void>;
}

const executable = join(state, 'venv', 'bin', 'ministack');

const healthDeadlineMs = 60_000;

/**
 * Starts a fresh, empty local cloud. One that an earlier start of this repository left on the same port is ended first.
 * @param port the port to listen on, loopback only; a free one when undefined.
 * @throws {LocalCloudError} `port_taken`, `cloud_failed`.
 */
export async function startCloud(port?: number, signal?: AbortSignal): Promise<Cloud> {
  const chosen = port ?? (await freePort());
  const folder = join(state, `cloud-${chosen}`);
  await stopRecordedServer(folder, executable);
  if (!(await isFree(chosen)))
    throw new LocalCloudError(
      'port_taken',
      `Port ${chosen} is taken by another program: end it, or set LICET_PORT to a free port.`,
    );
  removeDeadClouds(state, executable);
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  // MiniStack runs functions from its TMPDIR through a CommonJS file, which this repository's `"type": "module"` would break.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');

  const log = join(folder, 'ministack.log');
  const group = startGroup(executable, [], { env: environment(chosen, folder), cwd: folder, log });
  recordServer(folder, group.pid);
  const stop = async () => {
    await group.stop();
    forgetServer(folder);
    rmSync(join(folder, 'tmp'), { recursive: true, force: true });
  };
  const endpoint = `http://localhost:${chosen}`;
  const cloud: Cloud = { port: chosen, endpoint, folder, ended: group.ended.then(() => undefined), stop };
  try {
    await Promise.race([
      healthy(endpoint, signal),
      group.ended.then((code) => {
        throw new LocalCloudError(
          'cloud_failed',
          `The local cloud ended with code ${code} while starting:\n${tail(log)}`,
        );
      }),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return cloud;
}

/** The whole environment of the server: its functions inherit it, so nothing of this machine's gets in. */
function environment(port: number, folder: string): Record<string, string> {
  return {
    // Functions run on the Node that runs this.
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
    LAMBDA_WARM_TTL_SECONDS: '30',
    // Each instance is a process that starts for a third of a second: more at once than the cores can start make all of them time out.
    LAMBDA_ACCOUNT_CONCURRENCY: String(Math.min(40, 8 * availableParallelism())),
  };
}

async function healthy(endpoint: string, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + healthDeadlineMs;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    const response = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await delay(50);
  }
  throw new LocalCloudError('cloud_failed', `The local cloud did not answer within ${healthDeadlineMs / 1000} s.`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new LocalCloudError('port_taken', 'This machine has no free port.');
  return address.port;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
