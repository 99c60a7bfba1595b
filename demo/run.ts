/**
 * Shows one thing on a running local cloud, or on one that is brought up for it.
 *
 *   npm run demo -- loop         the whole loop, with customers of its own
 *   npm run demo -- year         some years of a license in fast-forward, on a local cloud of its own
 *   npm run demo -- regulations  law in every decision, and homes of data, in two regions of a local cloud of its own
 *   npm run demo -- validator    twenty-two broken catalogs, and what is said of each; needs no cloud
 */
import { Account } from '../local/account.ts';
import { attachedCells } from '../local/attach.ts';
import { cellsIn, cellsOf } from '../local/cell.ts';
import { deploy } from '../local/deploy.ts';
import { HOMES } from '../local/homes.ts';
import { LocalCloudError } from '../local/local-cloud-error.ts';
import { startCloud } from '../local/ministack.ts';
import { portOf } from '../local/port.ts';
import { run } from '../local/run.ts';
import { runSession } from '../local/session.ts';
import { Stopwatch } from '../local/stopwatch.ts';
import { openStage } from '../local/story/open-stage.ts';
import { tell } from '../local/story/step.ts';
import { story } from '../local/story/story.ts';
import { openLands } from './regulations/lands.ts';
import { regulationSteps } from './regulations/regulations.ts';
import { tourBrokenCatalogs } from './validator.ts';
import { openYear, yearSteps } from './year/year.ts';

const account = new Account();

async function loop(signal: AbortSignal): Promise<void> {
  const launchedAt = Date.now();
  const [cell] = await attachedCells();
  if (!cell) return runSession({ port: portOf(process.env), homes: HOMES, once: true, launchedAt, account }, signal);
  const suffix = `-${launchedAt.toString(36)}`;
  const stage = await openStage(cell, { account, stopwatch: new Stopwatch(launchedAt), signal, suffix });
  try {
    await tell(story(stage), account);
  } finally {
    await stage.announcements.stop();
  }
}

/** On a cloud of its own: it sends the clock years ahead, which would not do for anybody else's. */
async function year(signal: AbortSignal): Promise<void> {
  const cloud = await account.during('MiniStack, in the place of AWS', startCloud(undefined, signal));
  try {
    const outputs = await account.during('The app, deployed by the CDK', deploy(cloud, { signal }));
    const [cell] = cellsOf(outputs, cloud.endpoint);
    if (!cell) throw new LocalCloudError('deploy_failed', 'The deployment has no cell.');
    await tell(yearSteps(await openYear(cell, account, signal)), account);
  } finally {
    await cloud.stop();
  }
}

/** On a cloud of its own, too: it publishes law, and moves clocks. */
async function regulations(signal: AbortSignal): Promise<void> {
  const cloud = await account.during('MiniStack, in the place of AWS', startCloud(undefined, signal));
  try {
    const deploying = deploy(cloud, { homes: HOMES, signal });
    const outputs = await account.during('The app in two regions, deployed by the CDK', deploying);
    const lands = await openLands(cellsIn(HOMES, outputs, cloud.endpoint), account, signal);
    await tell(regulationSteps(lands), account);
  } finally {
    await cloud.stop();
  }
}

const demos = { loop, year, regulations, validator: () => Promise.resolve(tourBrokenCatalogs()) };

await run((signal) => {
  const [name = ''] = process.argv.slice(2);
  const demo = Object.entries(demos).find(([known]) => known === name)?.[1];
  if (demo) return demo(signal);
  throw new LocalCloudError(
    'demo_unknown',
    `There is no demo "${name}"; there is ${Object.keys(demos).join(', ')}: npm run demo -- loop`,
  );
});
