import { LocalCloudError } from './local-cloud-error.ts';
import { stopSignal } from './processes.ts';
import { StepFailed } from './story/step.ts';

/** Runs a command of the local cloud. What is expected to go wrong ends in one sentence, and everything in an exit code. */
export async function run(command: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = stopSignal();
  try {
    await command(stop);
  } catch (error) {
    if (!stop.aborted) console.error(`\n${isExpected(error) ? error.message : describe(error)}`);
    process.exitCode = stop.aborted ? 130 : 1;
  }
}

function isExpected(error: unknown): error is Error {
  const misused = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return error instanceof LocalCloudError || error instanceof StepFailed || misused;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
