/** A session with the local cloud: it is brought up, the story is told on it, and it stays for as long as it is wanted. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import { type Cell, cellsIn } from './cell.ts';
import { deploy, type Outputs } from './deploy.ts';
import { keysOf } from './keys.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { removeRecord, writeRecord } from './local-record.ts';
import { type Cloud, startCloud } from './ministack.ts';
import { live } from './simulate/live.ts';
import { openStage } from './story/open-stage.ts';
import { tell } from './story/step.ts';
import { story } from './story/story.ts';
import { yourTurn } from './story/your-turn.ts';
import { Stopwatch } from './stopwatch.ts';

export interface SessionOptions {
  readonly port: number;
  /** The home regions, the preferred first: the story is told there. */
  readonly homes: readonly string[];
  /** Whether it ends when the story has been told. */
  readonly once: boolean;
  /** When the command was typed, epoch milliseconds: what has passed since went into installing. */
  readonly launchedAt: number;
  readonly account: Account;
}

/** A server that answers no more has ended within this time. */
const GOING_MS = 1000;

/**
 * Runs a session until the story is told, `stop` aborts, or the cloud ends.
 * @throws {LocalCloudError} when the cloud cannot be brought up or goes away.
 * @throws {StepFailed} when a step of the story does not end as it has to.
 */
export async function runSession(options: SessionOptions, stop: AbortSignal): Promise<void> {
  const { account, port } = options;
  const stopwatch = new Stopwatch(options.launchedAt);
  stopwatch.lap('install');
  account.heading('The cloud');
  const cloud = await account.during('MiniStack, in the place of AWS', startCloud(port, stop));
  stopwatch.lap('cloud');
  const gone = endOf(cloud);
  try {
    await play(cloud, options, stopwatch, AbortSignal.any([stop, gone]));
  } catch (error) {
    // When the cloud goes, whatever was under way fails in its own words, and perhaps first; a person wants to know the reason.
    if (!stop.aborted) await Promise.race([cloud.ended, delay(GOING_MS)]);
    throw gone.aborted && !stop.aborted ? gone.reason : error;
  } finally {
    removeRecord(cloud.endpoint);
    await cloud.stop();
  }
}

async function play(cloud: Cloud, options: SessionOptions, stopwatch: Stopwatch, signal: AbortSignal): Promise<void> {
  const { account, once } = options;
  const [cell, ...others] = await deployed(cloud, options, stopwatch, signal);
  if (!cell) throw new LocalCloudError('deploy_failed', 'The deployment has no cell.');
  const stage = await openStage(cell, { account, stopwatch, signal });
  await tell(story(stage), account);
  const { home, api } = cell;
  const otherKeys = await Promise.all(
    others.map(async (other) => ({ home: other.home, api: other.api, keys: await keysOf(other, signal) })),
  );
  const customers = stage.customers.map(({ id }) => id);
  writeRecord({ endpoint: cloud.endpoint, cells: [{ home, api, keys: stage.keys }, ...otherKeys], customers });
  account.heading('Your turn');
  for (const line of yourTurn(stage)) account.plain(line);
  if (once) return;
  account.heading('Life goes on');
  account.aside('Some usage every few seconds, an order now and then. Ctrl-C stops everything.');
  await live(stage);
}

async function deployed(
  cloud: Cloud,
  { account, homes }: SessionOptions,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<Cell[]> {
  const synthesized = Promise.withResolvers<void>();
  const deploying: Promise<Outputs> = deploy(cloud, { homes, signal, onSynthesized: synthesized.resolve });
  await account.during('Functions bundled, app synthesized', Promise.race([synthesized.promise, deploying]));
  stopwatch.lap('bundle and synth');
  const outputs = await account.during('Stacks deployed by the CDK', deploying);
  stopwatch.lap('deploy');
  return cellsIn(homes, outputs, cloud.endpoint);
}

/** Aborts when the cloud ends: because another start has replaced it, or because something else ended it. */
function endOf(cloud: Cloud): AbortSignal {
  const controller = new AbortController();
  const reason = new LocalCloudError(
    'cloud_failed',
    `The local cloud on port ${cloud.port} has ended: another start has replaced it, or something else has ended it.`,
  );
  void cloud.ended.then(() => controller.abort(reason));
  return controller.signal;
}
