import { readFileSync } from 'node:fs';

/** The last lines of a log, for a message that should say what went wrong without a search for the file. */
export function tail(log: string, lines = 15): string {
  return `${readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')}\n(all of it: ${log})`;
}
