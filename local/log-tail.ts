import { readFileSync } from 'node:fs';

/** What a log gives as the reason: its last line that names an error, else its last line. */
export function reasonIn(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return (lines.findLast((line) => /error: /i.test(line)) ?? lines.at(-1) ?? '').trim();
}

/** The last lines of a log, for a message that should say what went wrong without a search for the file. */
export function tail(log: string, lines = 15): string {
  return `${readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')}\n(all of it: ${log})`;
}
