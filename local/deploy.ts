/** Deploys the real CDK app to a local cloud, the way it is deployed to AWS. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { bundleLambdas } from './bundle.ts';
import { root, state } from './folders.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { reasonIn, tail } from './log-tail.ts';
import type { Cloud } from './ministack.ts';
import { startGroup } from './processes.ts';

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** What the stacks put out, by the stack's name and the output's key. */
export type Outputs = z.infer<typeof outputsSchema>;

export interface DeployOptions {
  /** The home regions to deploy to; the app reads them from the context `homes`. */
  readonly homes?: readonly string[];
  /** Further context of the CDK app. */
  readonly context?: Readonly<Record<string, string>>;
  /** The folder with the `cdk.json`. */
  readonly app?: string;
  /** Called when everything is ready to be deployed. */
  readonly onSynthesized?: () => void;
  readonly signal?: AbortSignal | undefined;
}

/** MiniStack's one account. */
const account = '000000000000';

const deadlineMs = 180_000;

/**
 * Bundles the functions, bootstraps the regions, synthesizes and deploys every stack. Deploying again updates what changed.
 * @returns the outputs of all stacks.
 * @throws {LocalCloudError} `deploy_failed`, with the end of what the CDK said.
 */
export async function deploy(
  cloud: Cloud,
  { homes = ['us-east-1'], context = {}, app = root, onSynthesized, signal }: DeployOptions = {},
): Promise<Outputs> {
  const assembly = join(cloud.folder, 'cdk.out');
  const outputs = join(cloud.folder, 'outputs.json');
  const values = { ...contextOf(homes, cloud.endpoint), ...context };
  const contextArguments = Object.entries(values).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  // Bootstrapping mostly waits, bundling and synthesis mostly compute; what fails first ends the other.
  await together(signal, (either) => [
    // Outside of the app's folder, where the CDK would synthesize the app first.
    runCdk(cloud, ['bootstrap', ...homes.map((home) => `aws://${account}/${home}`)], cloud.folder, either),
    bundleLambdas().then(() =>
      runCdk(cloud, ['synth', '--quiet', '--output', assembly, ...contextArguments], app, either),
    ),
  ]);
  onSynthesized?.();
  const how = ['--require-approval', 'never', '--concurrency', '2', '--outputs-file', outputs];
  await runCdk(cloud, ['deploy', '--all', '--app', assembly, ...how], cloud.folder, signal);
  return readOutputs(outputs, cloud.endpoint);
}

/**
 * Reads the outputs that the CDK has written. `<id>.execute-api.localhost` is a name that Node's fetch does not resolve; the same API
 * also answers below a path.
 */
export function readOutputs(file: string, endpoint: string): Outputs {
  const apiHost = /^http:\/\/([\w-]+)\.execute-api\.localhost:\d+/;
  const text = readFileSync(file, 'utf8');
  const reachable = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replace(apiHost, (__, api: string) => apiAddress(endpoint, api)) : value;
  return outputsSchema.parse(JSON.parse(text, reachable));
}

/**
 * What the app is told here. MiniStack gives an API the id that its tag asks for, and so the addresses of all cells are known before
 * any is deployed, as those of custom domains are on AWS.
 */
function contextOf(homes: readonly string[], endpoint: string): Record<string, string> {
  const byHome = (said: (home: string) => unknown) =>
    JSON.stringify(Object.fromEntries(homes.map((home) => [home, said(home)])));
  return {
    homes: homes.join(','),
    addresses: byHome((home) => apiAddress(endpoint, home)),
    tags: byHome((home) => ({ 'ms-custom-id': home })),
  };
}

function apiAddress(endpoint: string, api: string): string {
  return `${endpoint}/_aws/execute-api/${api}/$default`;
}

/** Waits for all; the first failure aborts the rest, and is thrown when they have ended. */
async function together(
  signal: AbortSignal | undefined,
  start: (either: AbortSignal) => Promise<void>[],
): Promise<void> {
  const failure = new AbortController();
  const running = start(AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]));
  try {
    await Promise.all(running);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}

async function runCdk(cloud: Cloud, args: string[], cwd: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const [command] = args;
  const log = join(cloud.folder, `${command}.log`);
  const cdk = join(root, 'node_modules', '.bin', 'cdk');
  const group = startGroup(cdk, [...args, '--no-notices', '--no-color'], { env: environment(cloud), cwd, log });
  const given = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])]);
  const abort = () => void group.stop();
  given.addEventListener('abort', abort, { once: true });
  const code = await group.ended;
  given.removeEventListener('abort', abort);
  await group.stop();
  signal?.throwIfAborted();
  if (given.aborted) throw failed(`cdk ${command} took longer than ${deadlineMs / 1000} s`, log);
  if (code !== 0) throw failed(`cdk ${command} failed: ${reasonIn(log)}`, log);
}

/** First what the CDK said, then the one sentence, where a person looks: at the end. */
function failed(what: string, log: string): LocalCloudError {
  return new LocalCloudError('deploy_failed', `${tail(log)}\n\nThe deployment did not succeed, since ${what}`);
}

/** The whole environment of the CDK: no profile, credential or cache of this machine's can send it to a real account. */
function environment(cloud: Cloud): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(':'),
    HOME: cloud.folder,
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NODE_COMPILE_CACHE: join(state, 'compile-cache'),
  };
}
