import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_TYPES, movesOf, REFUSALS } from '@licet/core/license';
import { states } from '../diagrams/license-states.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/lifecycle.md';

/** Which command may be given in which state, and why one is refused: from the tables that decide it. */
export function lifecycleReference(): Generated[] {
  const document = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const text = withSection(withSection(document, 'commands', commandTable()), 'refusals', refusalTable());
  return [{ file, text, from: 'the tables of transitions and refusals' }];
}

function commandTable(): string {
  const known = states();
  const rows = COMMAND_TYPES.map((command) => [
    `\`${command}\``,
    ...known.map((state) => movesOf(command, state)?.join(', ') ?? '–'),
  ]);
  return table(['', ...known], rows);
}

function refusalTable(): string {
  return table(
    ['refusal', 'meaning'],
    Object.entries(REFUSALS).map(([code, meaning]) => [`\`${code}\``, meaning]),
  );
}
