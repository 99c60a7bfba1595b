import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '@licet/core/decision';
import { type Example, examplesOf, STEPS, TYPES } from '../../test/vectors/coverage.ts';
import { loadVectors } from '../../test/vectors/vector.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'test/vectors/README.md';

/** How many vectors there are of each kind, as the README of the corpus shows it. */
export function vectorCoverage(): Generated[] {
  const examples = examplesOf(loadVectors());
  const passage = [
    `${examples.length} vectors. By reason, and by the type of the feature that is asked for:`,
    reasonsTable(examples),
    'By the steps that have a say; where two meet, the vectors in which both do:',
    stepsTable(examples),
  ].join('\n\n');
  const text = withSection(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'), 'coverage', passage);
  return [{ file, text, from: 'the decision vectors' }];
}

function reasonsTable(examples: readonly Example[]): string {
  const rows = Object.keys(REASONS).map((reason) => {
    const own = examples.filter(({ vector }) => vector.expect.reason === reason);
    return [
      `\`${reason}\``,
      shown(own.length),
      ...TYPES.map((type) => shown(own.filter((example) => example.type === type).length)),
    ];
  });
  return table(['reason', 'all', ...TYPES], rows);
}

function stepsTable(examples: readonly Example[]): string {
  const rows = STEPS.map((first) => [
    first,
    ...STEPS.map((second) => shown(examples.filter(({ steps }) => steps.has(first) && steps.has(second)).length)),
  ]);
  return table(['', ...STEPS], rows);
}

function shown(count: number): string {
  return count === 0 ? '–' : `${count}`;
}
