/**
 * Brings up the local cloud, tells the story of the loop on it, and stays until Ctrl-C.
 *
 *   npm start [-- --once]      --once: check every step of the story, and stop
 */
import { parseArgs } from 'node:util';
import { Account } from './account.ts';
import { portOf } from './port.ts';
import { run } from './run.ts';
import { runSession } from './session.ts';

await run((stop) => {
  const { once = false } = parseArgs({ options: { once: { type: 'boolean' } } }).values;
  const launchedAt = Number(process.env.LICET_LAUNCHED_AT ?? Date.now());
  return runSession({ port: portOf(process.env), once, launchedAt, account: new Account() }, stop);
});
