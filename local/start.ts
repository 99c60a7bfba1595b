/**
 * Starts the local cloud, deploys the app to it and keeps it until Ctrl-C.
 *
 *   npm start [-- --once]      --once: stop when everything has been shown
 */
import { deploy, type Outputs } from './deploy.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { startCloud, type Cloud } from './ministack.ts';
import { stopSignal } from './processes.ts';

const port = Number(process.env.LICET_PORT ?? 4566);

/** What a person sees of the running system. */
function show(outputs: Outputs): void {
  for (const [stack, values] of Object.entries(outputs))
    for (const [key, value] of Object.entries(values)) console.log(`${stack}.${key} = ${value}`);
}

async function run(signal: AbortSignal): Promise<void> {
  const cloud: Cloud = await startCloud(port, signal);
  try {
    console.log(`The local cloud answers at ${cloud.endpoint}; its logs are in ${cloud.folder}.`);
    show(await deploy(cloud, { signal }));
    if (process.argv.includes('--once')) return;
    console.log('Ctrl-C stops it.');
    await Promise.race([
      cloud.ended,
      new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
    ]);
    if (!signal.aborted) console.log('The local cloud has ended: another start replaced it.');
  } finally {
    await cloud.stop();
  }
}

const signal = stopSignal();
try {
  await run(signal);
} catch (error) {
  if (!signal.aborted) console.error(error instanceof LocalCloudError ? error.message : error);
  process.exitCode = signal.aborted ? 130 : 1;
}
