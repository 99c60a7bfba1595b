import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceStep } from '@licet/core/decision';
import { explainExports } from '../../examples/explain-a-decision.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/concepts.md';

/** How a value came about in the worked example, as the trace of its decision tells it. */
export function workedExample(): Generated[] {
  const { trace, decision } = explainExports(['viewer']);
  const rows = trace.filter(({ step }) => step !== 'state' && step !== 'usage').map(rowOf);
  const answer = `**Denied, \`${decision.reason}\`, by \`${decision.source?.id}\`.** For an analyst, who is no viewer, it is **${explainExports(['analyst']).decision.limit} a month**, by \`${explainExports(['analyst']).decision.source?.id}\`.`;
  const passage = `${table(['considered', 'outcome', 'exports a month'], rows)}\n\n${answer}`;
  const text = withSection(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'), 'example', passage);
  return [{ file, text, from: 'examples/explain-a-decision.ts' }];
}

const STEPS = {
  state: 'state',
  item: 'item',
  overlay: 'overlay',
  override: 'override',
  request: 'request segment',
  usage: 'usage',
} as const satisfies Record<TraceStep['step'], string>;

function rowOf({ step, id, outcome, before = 0, after = before }: TraceStep): string[] {
  const moved = before === after ? String(after) : `${String(before)} → **${String(after)}**`;
  return [`${STEPS[step]} \`${id}\``, outcome.replaceAll('_', ' '), moved];
}
