/**
 * Shows one thing on a running local cloud, or on one that is brought up for it.
 *
 *   npm run demo -- loop         the whole loop, with customers of its own
 *   npm run demo -- validator    twenty broken catalogs, and what is said of each; needs no cloud
 */
import { Account } from '../local/account.ts';
import { attachedCell } from '../local/attach.ts';
import { LocalCloudError } from '../local/local-cloud-error.ts';
import { portOf } from '../local/port.ts';
import { run } from '../local/run.ts';
import { runSession } from '../local/session.ts';
import { Stopwatch } from '../local/stopwatch.ts';
import { openStage } from '../local/story/open-stage.ts';
import { tell } from '../local/story/step.ts';
import { story } from '../local/story/story.ts';
import { tourBrokenCatalogs } from './validator.ts';

const account = new Account();

async function loop(signal: AbortSignal): Promise<void> {
  const launchedAt = Date.now();
  const cell = await attachedCell();
  if (!cell) return runSession({ port: portOf(process.env), once: true, launchedAt, account }, signal);
  const suffix = `-${launchedAt.toString(36)}`;
  const stage = await openStage(cell, { account, stopwatch: new Stopwatch(launchedAt), signal, suffix });
  try {
    await tell(story(stage), account);
  } finally {
    await stage.announcements.stop();
  }
}

const demos = { loop, validator: () => Promise.resolve(tourBrokenCatalogs()) };

await run((signal) => {
  const [name = ''] = process.argv.slice(2);
  const demo = Object.entries(demos).find(([known]) => known === name)?.[1];
  if (demo) return demo(signal);
  throw new LocalCloudError(
    'demo_unknown',
    `There is no demo "${name}"; there is ${Object.keys(demos).join(', ')}: npm run demo -- loop`,
  );
});
