import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Generated } from '../../tools/docs/generated.ts';
import { table, withSection } from '../../tools/docs/section.ts';
import { noticed, type Result, tried, untried } from './result.ts';

const root = dirname(dirname(import.meta.dirname));
const file = 'test/mutation/README.md';

/** The folders of `core`, in the order in which they are shown. */
export const FOLDERS = [
  'decision',
  'terms',
  'segment',
  'metering',
  'time',
  'hash',
  'license',
  'catalog',
  'catalog/source',
  'catalog/checks',
  'catalog/analysis',
  'pack',
  'regulation',
] as const;

export const nameOf = (folder: string) => folder.replaceAll('/', '-');
export const resultsIn = (folder: string) => join(import.meta.dirname, 'results', `${nameOf(folder)}.json`);

/** The document of what was noticed and what was not. */
export function mutationReadme(): Generated[] {
  const kept = FOLDERS.filter((folder) => existsSync(resultsIn(folder))).map((folder): [string, Result] => [
    folder,
    JSON.parse(readFileSync(resultsIn(folder), 'utf8')),
  ]);
  const before = readFileSync(join(root, file), 'utf8');
  const text = withSection(withSection(before, 'scores', scores(kept)), 'survivors', kept.map(survivors).join('\n\n'));
  return [{ file, text, from: 'test/mutation/results/' }];
}

export function updateReadme(): void {
  for (const { text } of mutationReadme()) writeFileSync(join(root, file), text);
}

function scores(kept: readonly (readonly [string, Result])[]): string {
  const sum = (of: (result: Result) => number) => kept.reduce((total, [, result]) => total + of(result), 0);
  const row = (name: string, all: number, seen: number, out: number, on: string) => [
    name,
    `**${all === 0 ? 100 : ((100 * seen) / all).toFixed(1)} %**`,
    `${seen} of ${all}`,
    `${out}`,
    on,
  ];
  const rows = kept.map(([folder, result]) =>
    row(`\`${folder}\``, tried(result), noticed(result), untried(result), result.at.slice(0, 10)),
  );
  const total = row('these together', sum(tried), sum(noticed), sum(untried), '');
  return table(['', 'noticed', 'mutants', 'not tried', 'on'], [...rows, total]);
}

function survivors([folder, result]: readonly [string, Result]): string {
  if (result.survivors.length === 0) return `### ${folder}\n\nNone.`;
  const rows = result.survivors.map(({ at, was, became, covered }) => [
    at,
    `\`${was}\``,
    `${became === '' ? 'nothing' : `\`${became}\``}${covered ? '' : ' (no test comes here)'}`,
  ]);
  return `### ${folder}\n\n${table(['at', 'was', 'became'], rows)}`;
}
