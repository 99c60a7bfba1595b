import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePacks } from '@licet/core/pack';
import { loadRulebook, type Regulation } from '@licet/core/regulation';
import { catalogFiles } from '../../local/catalog-files.ts';
import { answer } from '../regulations/answer.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/regulations.md';

/** Any moment would do: every question below says its own. */
const NEVER = 0;

/** What the command is asked in the document, by the name of the passage. */
const ASKED = {
  california:
    '--licensee consumer --place US-CA --term P1Y --bought 2025-08-01 --price-rise 2026-08-01 --nexus US --at 2026-06-01',
  ukraine: '--act check --licensee business --place IE --usage UA --nexus US --at 2026-11-24',
  plan: '--place SY --plan annual --catalog demo/regulations --nexus US --at 2026-11-24',
  day: '--on 2027-01-12 --nexus US',
} as const;

/** The regulations that ship, and what the command really answers. */
export function regulationsReference(): Generated[] {
  const before = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const asked = Object.entries(ASKED).reduce(
    (document, [name, line]) => withSection(document, name, shown(line)),
    before,
  );
  return [
    { file, text: withSection(asked, 'rows', rowTable()), from: 'catalog/packs and the command that reads them' },
  ];
}

function shown(line: string): string {
  return `\`\`\`\n$ npm run explain -- ${line}\n\n${answer(line.split(' '), NEVER)}\n\`\`\``;
}

function rowTable(): string {
  const { rows } = loadRulebook(compilePacks(catalogFiles('catalog/packs')).rulebook);
  return table(
    ['id', 'where', 'who', 'kinds', 'effective', 'source', 'tag', 'acts', 'review due'],
    rows.map((row) => [
      `\`${row.id}\``,
      whereOf(row),
      row.who.length === 3 ? 'all' : row.who.join(', ').replaceAll('_', ' '),
      [...new Set(row.provisions.map(({ kind }) => kind))].join(', ') || 'none yet',
      effectiveOf(row),
      row.source,
      `${row.tag}${row.moving === true ? ' ⟳' : ''}`,
      actsOf(row),
      row.review_due,
    ]),
  );
}

function whereOf({ where, except, vendor_nexus: nexus }: Regulation): string {
  const places = where.includes('*') ? 'everywhere' : where.join(', ');
  return [
    `${places}${except === undefined ? '' : ` but ${except.join(', ')}`}`,
    ...(nexus === undefined ? [] : [`vendors of ${nexus.join(', ')}`]),
  ].join('; ');
}

/** As the row says it; a provision may begin later, or end sooner. */
function effectiveOf({ effective_from: from, effective_to: to, applies_to: appliesTo }: Regulation): string {
  const period = [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`before ${to}`])];
  if (period.length === 0) return 'no date';
  return `${period.join(', ')}${appliesTo === 'event' ? '' : ', of contracts'}`;
}

function actsOf({ on, status }: Regulation): string {
  if (status !== 'in_force') return status;
  return on ? 'on' : 'off';
}
