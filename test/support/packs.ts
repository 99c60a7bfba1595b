import { formatProblem } from '@licet/core/catalog';
import { compilePacks, type PackFiles } from '@licet/core/pack';
import { type LoadedRulebook, loadRulebook } from '@licet/core/regulation';

/** Compiles packs that are meant to be right; what is wrong with them is told as a compiler would. */
export function rulebookOf(files: PackFiles): LoadedRulebook {
  const { problems, rulebook } = compilePacks(files);
  if (rulebook === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  return loadRulebook(rulebook);
}

/** A pack by its sections, which begin in line 3. */
export function packOf(sections: string, pack = 'mine'): string {
  return `regulations: 1\npack: ${pack}\n${sections}`;
}

/** A row that is right, but for what is said of it as JSON, which YAML reads. */
export function rowOf(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    title: 'A row',
    where: ['DE'],
    who: ['consumer'],
    factor: 'billing',
    status: 'in_force',
    on: true,
    provisions: [{ kind: 'deny' }],
    source: 'here',
    tag: 'B',
    reviewed_by: null,
    review_due: '2027-01-01',
    ...fields,
  });
}

/** What is said of packs that stand alone: one text is in `a.yaml`, the next in `b.yaml`. */
export function saidOf(...texts: readonly string[]): string[] {
  return compilePacks(named(texts)).problems.map(formatProblem);
}

/** What is said of a row beside a group `EU`, without the place. */
export function saidOfRow(fields: Readonly<Record<string, unknown>>): string[] {
  return saidOf(withRow(fields)).map((line) => line.slice(line.indexOf('error')));
}

/** The text that stands where the first problem of a row is. */
export function whereInRow(fields: Readonly<Record<string, unknown>>): string {
  const text = withRow(fields);
  const [, line = 0, column = 0] = (saidOf(text)[0] ?? '').split(':').map(Number);
  return text.split('\n')[line - 1]?.slice(column - 1) ?? '';
}

/** A pack with one row and a group, `EU`. */
function withRow(fields: Readonly<Record<string, unknown>>): string {
  return packOf(`groups: { EU: [{ members: [DE, FR] }] }\nrows:\n  mine: ${rowOf(fields)}\n`);
}

/** The rulebook of packs that stand alone. */
export function bookOf(...texts: readonly string[]): LoadedRulebook {
  return rulebookOf(named(texts));
}

function named(texts: readonly string[]): PackFiles {
  return Object.fromEntries(texts.map((text, index) => [`${String.fromCharCode(97 + index)}.yaml`, text]));
}
