/**
 * Brings up the local cloud, tells the story of the loop on it, and stays until Ctrl-C.
 *
 *   npm start [-- --once] [-- --homes us-east-1,eu-central-1]
 *
 *   --once     check every step of the story, and stop
 *   --homes    the regions to deploy a cell to, the preferred first
 */
import { parseArgs } from 'node:util';
import { Account } from './account.ts';
import { HOMES } from './homes.ts';
import { portOf } from './port.ts';
import { run } from './run.ts';
import { runSession } from './session.ts';

await run((stop) => {
  const { once = false, homes = HOMES.join(',') } = parseArgs({
    options: { once: { type: 'boolean' }, homes: { type: 'string' } },
  }).values;
  const launchedAt = Number(process.env.LICET_LAUNCHED_AT ?? Date.now());
  return runSession(
    { port: portOf(process.env), homes: homes.split(','), once, launchedAt, account: new Account() },
    stop,
  );
});
