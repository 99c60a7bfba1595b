/**
 * Everything in the repository that is made from something else, against what it would be if it were made now.
 *
 *   node local/launch.mjs tools/drift.ts            says what has fallen behind, and fails
 *   node local/launch.mjs tools/drift.ts --write    makes it anew       (npm run docs)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { benchReadmes } from '../bench/readme.ts';
import { mutationReadme } from '../test/mutation/readme.ts';
import { catalogSchemaForEditors, packSchemaForEditors, programSchemaForReaders } from './catalog-schema.ts';
import { countryData } from './country-data.ts';
import { drawPictures } from './diagrams/pictures.ts';
import { alarmsAndLimits } from './docs/alarms-and-limits.ts';
import { apiReference } from './docs/api-reference.ts';
import { eventsReference } from './docs/events-reference.ts';
import { faultTable } from './docs/fault-table.ts';
import type { Generated } from './docs/generated.ts';
import { lifecycleReference } from './docs/lifecycle-reference.ts';
import { brokenLinks } from './docs/links.ts';
import { problemsReference } from './docs/problems-reference.ts';
import { reasonsReference } from './docs/reasons-reference.ts';
import { quotedSnippets } from './docs/snippets.ts';
import { regulationsReference } from './docs/regulations-reference.ts';
import { storageReference } from './docs/storage-reference.ts';
import { validatorTour } from './docs/validator-tour.ts';
import { vectorCoverage } from './docs/vector-coverage.ts';
import { workedExample } from './docs/worked-example.ts';

const root = dirname(import.meta.dirname);
const write = process.argv.includes('--write');

async function pictures(): Promise<Generated[]> {
  return (await drawPictures()).map(({ file, from, svg }) => ({ file: relative(root, file), from, text: svg }));
}

/** One after the other, since two may have passages in one document: the later one reads what the earlier one wrote. */
const generators: readonly (() => readonly Generated[] | Promise<readonly Generated[]>)[] = [
  pictures,
  apiReference,
  reasonsReference,
  eventsReference,
  lifecycleReference,
  problemsReference,
  validatorTour,
  catalogSchemaForEditors,
  programSchemaForReaders,
  packSchemaForEditors,
  countryData,
  storageReference,
  regulationsReference,
  alarmsAndLimits,
  workedExample,
  vectorCoverage,
  faultTable,
  benchReadmes,
  mutationReadme,
  () => quotedSnippets(root),
];

const findings: string[] = [];
for (const generate of generators) {
  for (const { file, text, from } of await generate()) {
    const path = join(root, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (write) writeFileSync(path, text);
    findings.push(write ? `${file} is made anew.` : `${file} has fallen behind ${from}: npm run docs makes it anew.`);
  }
}
const broken = brokenLinks(root);
for (const finding of [...findings, ...broken]) console.log(finding);
process.exitCode = broken.length > 0 || (findings.length > 0 && !write) ? 1 : 0;
