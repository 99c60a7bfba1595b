import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Facts, decide, loadProgram, open } from '@licet/core/decision';
import { compilePacks } from '@licet/core/pack';
import type { Decide } from './subject.ts';
import { compiledUnder, facts, NOW } from './subjects/licet.ts';

const FOLDER = join(import.meta.dirname, '../../catalog/packs');
const shipped = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
);

/** The world's program under the shipped packs and a vendor's in the United States, with the rows that it adds; every feature is of the same class. */
export function programUnder(rows: string) {
  const vendor = `regulations: 1\npack: bench\nvendor: { nexus: [US], licensees: business }\nrows: ${rows}\n`;
  const { problems, rulebook } = compilePacks({ ...shipped, 'vendor.yaml': vendor });
  if (rulebook === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { programText, hash } = compiledUnder(rulebook, { exportClass: 'EAR99', softwareClass: 'other' });
  return loadProgram(JSON.parse(programText), hash);
}

/** Decides cases as `licet` does, under regulations. */
export function decideUnder(rows: string, jurisdiction: NonNullable<Facts['jurisdiction']>): Decide {
  const session = open(programUnder(rows), { ...facts, jurisdiction });
  return ({ feature, user, role, country, managed }) =>
    decide(session, { feature, user: { id: user, role }, place: { country }, device: { managed } }, NOW).allowed;
}
