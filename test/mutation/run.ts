/**
 * Changes `core` in every small way there is, folder by folder, and keeps which changes no test noticed.
 *
 *   npm run mutate -- [folder or file of packages/core/src …]      without one: all folders, which takes hours
 *
 * A folder that was measured before is only tried again where code or tests have changed. Of a file the survivors are printed, and
 * nothing is kept. LICET_MUTATORS sets how many mutants are tried at a time (1).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { FOLDERS, nameOf, resultsIn, updateReadme } from './readme.ts';
import type { Result, Survivor } from './result.ts';

type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

const sources = join(import.meta.dirname, '../../packages/core/src');

async function mutate(folder: string, files = '*.ts'): Promise<Mutants> {
  // The tests' configuration reads it, in processes that Stryker starts.
  process.env.LICET_MUTATED = folder;
  const reports = `.licet/mutation/${nameOf(files === '*.ts' ? folder : `${folder}/${files}`)}`;
  mkdirSync(reports, { recursive: true });
  const stryker = new Stryker({
    configFile: 'test/mutation/stryker.config.mjs',
    mutate: [`packages/core/src/${folder}/${files}`, '!**/*.test.ts'],
    concurrency: Number(process.env.LICET_MUTATORS ?? 1),
    incrementalFile: `${reports}/incremental.json`,
    htmlReporter: { fileName: `${reports}/report.html` },
  });
  return stryker.runMutationTest();
}

function resultOf(mutants: Mutants): Result {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    at: new Date().toISOString(),
    killed: count('Killed', 'RuntimeError', 'CompileError'),
    timedOut: count('Timeout'),
    ignored: count('Ignored'),
    survivors: mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status)).map(survivorOf),
  };
}

function survivorOf({ fileName, location, replacement, status }: Mutants[number]): Survivor {
  return {
    at: `${relative(sources, fileName).replaceAll('\\', '/')}:${location.start.line}`,
    was: textAt(fileName, location),
    became: onOneLine(replacement ?? ''),
    covered: status === 'Survived',
  };
}

function textAt(file: string, { start, end }: Mutants[number]['location']): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.pop() ?? '';
  return onOneLine([...lines, last.slice(0, end.column - 1)].join('\n').slice(start.column - 1));
}

function onOneLine(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}

async function measure(folder: string): Promise<void> {
  const result = resultOf(await mutate(folder));
  writeFileSync(resultsIn(folder), `${JSON.stringify(result, null, 2)}\n`);
  updateReadme();
}

async function lookAt(file: string): Promise<void> {
  const { survivors, ...counts } = resultOf(await mutate(dirname(file), basename(file)));
  console.table(survivors);
  console.log(counts);
}

const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked : FOLDERS) await (one.endsWith('.ts') ? lookAt(one) : measure(one));
