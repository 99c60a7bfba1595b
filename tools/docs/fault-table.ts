import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMoment, FAULT_CASES } from '../../test/support/fault-table.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/operations/faults.md';

/** What becomes of a license when the process of a step ends, line by line as the deployed tests see it. */
export function faultTable(): Generated[] {
  const rows = FAULT_CASES.map((fault) => [
    `**${fault.step}**`,
    describeMoment(fault),
    fault.written.map(({ brings }) => brings).join('; ') || 'nothing',
    fault.ends,
  ]);
  const passage = table(['step', 'its process ends', 'it has written', 'and in the end'], rows);
  const text = withSection(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'), 'faults', passage);
  return [{ file, text, from: 'test/support/fault-table.ts' }];
}
