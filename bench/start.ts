/**
 * From `npm start`, with warm caches, to the first answered check, and where the time goes. It takes the steps that `npm start`
 * takes, with the functions that it takes them with, and leaves out the forty customers that come after.
 */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CUSTOMER, license, withCell } from './cell.ts';
import type { Figure, Result } from './result.ts';
import { rounded } from './statistics.ts';

export async function benchStart(): Promise<Result> {
  const steps: Record<string, number> = { 'npm and the launcher are through': await launchSeconds() };
  let from = performance.now();
  const lap = (step: string) => {
    const now = performance.now();
    steps[step] = (now - from) / 1000;
    from = now;
  };
  const within = await withCell(
    async (benched) => {
      const deployment = deploymentSeconds(benched.folder);
      lap('the first key is made');
      await license(benched, lap);
      const body = { customer: CUSTOMER, features: ['sso', 'exports'] };
      const { decisions } = await benched.client.call('POST /v1/check', { body });
      if (!decisions['exports']?.allowed) throw new Error('the check was answered, but not as the order says');
      lap('a check is answered');
      return deployment;
    },
    {},
    lap,
  );
  const total = Object.values(steps).reduce((sum, seconds) => sum + seconds, 0);
  return {
    goals: [
      {
        what: 'npm start, with warm caches, to the first answered check',
        got: rounded(total),
        unit: 's',
        atMost: 90,
      },
    ],
    figures: [...inSeconds(steps, 'until '), ...inSeconds(within, 'of the deployment: ')],
  };
}

/** What `npm start` does before its own first line: npm, the launcher, which finds everything installed, and Node 24. */
async function launchSeconds(): Promise<number> {
  const from = performance.now();
  await promisify(execFile)('npm', ['run', '--silent', 'bench', '--', 'nothing']);
  return (performance.now() - from) / 1000;
}

/** From the logs of the CDK's commands, which are made when a command begins and last written when it ends. */
function deploymentSeconds(folder: string): Record<string, number> {
  const log = (name: string) => statSync(join(folder, `${name}.log`));
  const lasted = (name: string) => (log(name).mtimeMs - log(name).birthtimeMs) / 1000;
  const began = Math.min(log('bootstrap').birthtimeMs, log('synth').birthtimeMs);
  return {
    'bootstrapping, beside the next two': lasted('bootstrap'),
    'bundling the functions': (log('synth').birthtimeMs - began) / 1000,
    'synthesizing, with cdk-nag': (log('deploy').birthtimeMs - log('synth').birthtimeMs) / 1000,
    'deploying the stacks': lasted('deploy'),
  };
}

function inSeconds(seconds: Readonly<Record<string, number>>, prefix: string): Figure[] {
  return Object.entries(seconds).map(([step, got]) => ({ what: `${prefix}${step}`, got: rounded(got), unit: 's' }));
}
