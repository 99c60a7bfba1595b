import { exportQuestion } from './story.ts';
import type { Stage } from './stage.ts';

/** What a newcomer can do now: addresses, keys, and commands to paste into a shell. */
export function yourTurn({ cell, keys, customer }: Stage): string[] {
  const harbor = customer('harbor').id;
  const day = {
    specversion: '1.0',
    id: `busy-day-of-${harbor}`,
    source: 'my-shell',
    type: 'query.executed',
    subject: harbor,
    data: { count: 20_000 },
  };
  return [
    `API='${cell.api}'`,
    `KEY=${keys.check}     # the demo key: may check, and nothing else`,
    `ADMIN=${keys.admin}`,
    '',
    '# May an analyst of Acme export? They have earned it.',
    curl('/v1/check', 'KEY', exportQuestion(customer('acme').id)),
    '',
    '# And one of Harbor? Not yet: denied. Report a busy day, and have them looked at.',
    curl('/v1/check', 'KEY', exportQuestion(harbor)),
    curl('/v1/events', 'ADMIN', day),
    curl(`/v1/customers/${harbor}/reevaluate`, 'ADMIN'),
    '',
    '# The same check again; an answer may be five seconds old.',
    'sleep 6',
    curl('/v1/check', 'KEY', exportQuestion(harbor)),
  ];
}

function curl(path: string, key: 'KEY' | 'ADMIN', body?: unknown): string {
  const sent = body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return `curl -sS${body === undefined ? ' -X POST' : ''} "$API${path}" -H "Authorization: Bearer $${key}"${sent}; echo`;
}
