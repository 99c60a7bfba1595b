import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Generated } from '../tools/docs/generated.ts';
import { table, withSection } from '../tools/docs/section.ts';
import type { Kept } from './result.ts';

const root = dirname(import.meta.dirname);

/** The documents that show results, with those that are kept: the bench's README all of them, the front page the goals. */
export function benchReadmes(): Generated[] {
  const kept = keptResults();
  return [
    { file: 'bench/README.md', name: 'results', passage: allOf(kept) },
    { file: 'README.md', name: 'bench', passage: goalsOf(kept) },
  ].map(({ file, name, passage }) => ({
    file,
    text: withSection(readFileSync(join(root, file), 'utf8'), name, passage),
    from: 'bench/results/',
  }));
}

export function updateReadmes(): void {
  for (const { file, text } of benchReadmes()) writeFileSync(join(root, file), text);
}

type KeptByName = readonly (readonly [name: string, result: Kept])[];

/** The benches of this repository's own goals, in the order in which they are shown. */
const NAMES = ['start', 'cold', 'check', 'decide', 'sizes', 'hostile', 'orders', 'renewals', 'regulations'] as const;

function keptResults(): KeptByName {
  return NAMES.flatMap((name) => {
    const file = join(import.meta.dirname, 'results', `${name}.json`);
    return existsSync(file) ? [[name, JSON.parse(readFileSync(file, 'utf8'))] as const] : [];
  });
}

function goalsOf(kept: KeptByName): string {
  const rows = kept.flatMap(([, { goals }]) =>
    goals.map(({ what, got, unit, atMost }) => [
      what,
      `${got} ${unit}${got > atMost ? ' (missed)' : ''}`,
      `${atMost} ${unit}`,
    ]),
  );
  return table(['', 'measured', 'at most'], rows);
}

function allOf(kept: KeptByName): string {
  const goals = kept.flatMap(([, { goals, command, at, machine }]) =>
    goals.map(({ what, got, unit, atMost }) => [
      what,
      `**${got} ${unit}**${got > atMost ? ' (missed)' : ''}`,
      `${atMost} ${unit}`,
      `\`${command}\``,
      at.slice(0, 10),
      `${machine.cores} × ${machine.cpu}, Node ${machine.node.slice(1)}, load ${machine.load}`,
    ]),
  );
  const figures = kept.map(([name, result]) => {
    const rows = result.figures.map(({ what, got, unit }) => [what, `${got} ${unit}`]);
    return `### ${name}\n\n${table(['', 'measured'], rows)}`;
  });
  return `${table(['', 'measured', 'at most', 'command', 'on', 'machine'], goals)}\n\n${figures.join('\n\n')}`;
}
