import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cloud } from './aws.ts';

/** Whether the processes of functions can be found on this machine: by their environments, which Linux shows. */
export const processesAreVisible = existsSync('/proc/self/environ');

/** The processes that a function of this cloud runs in at this moment; those of other clouds have another port in their environment. */
export function processesOf(functionName: string): number[] {
  const wanted = [`AWS_LAMBDA_FUNCTION_NAME=${functionName}`, `GATEWAY_PORT=${cloud.port}`];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && wanted.every((variable) => environmentOf(pid).includes(variable)));
}

/** A process may end while it is looked at. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
