import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Explained, TraceStep } from '@licet/core/decision';
import { explainExports } from '../../examples/explain-a-decision.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

/**
 * The worked example, as the trace of its decision tells it: in the concepts how the value came about, on the front page all that was
 * considered.
 */
export function workedExample(): Generated[] {
  const denied = explainExports(['viewer']);
  return [
    passage('docs/concepts.md', 'example', howItCameAbout(denied)),
    passage('README.md', 'trace', allThatWasConsidered(denied)),
  ];
}

function passage(file: string, name: string, text: string): Generated {
  const document = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  return { file, text: withSection(document, name, text), from: 'examples/explain-a-decision.ts' };
}

function howItCameAbout({ trace, decision }: Explained): string {
  const rows = trace
    .filter(({ step }) => step !== 'state' && step !== 'usage')
    .map((step) => [`${STEPS[step.step]} \`${step.id}\``, outcomeOf(step), movedBy(step)]);
  const granted = explainExports(['analyst']).decision;
  const answer = `**Denied, \`${decision.reason}\`, by \`${decision.source?.id}\`.** For an analyst, who is no viewer, it is **${granted.limit} a month**, by \`${granted.source?.id}\`.`;
  return `${table(['considered', 'outcome', 'exports a month'], rows)}\n\n${answer}`;
}

function allThatWasConsidered({ trace, decision }: Explained): string {
  const rows = trace.map((step) => [
    STEPS[step.step],
    `\`${step.id}\``,
    outcomeOf(step),
    step.step === 'state' || step.step === 'usage' ? '' : movedBy(step),
    Object.entries(step.facts ?? {})
      .map(([name, value]) => `\`${name}\` ${[value].flat().join(', ')}`)
      .join(' · '),
  ]);
  const answer = `Denied, \`${decision.reason}\`, by \`${decision.source?.id}\`.`;
  return `${table(['step', 'what', 'outcome', 'before → after', 'facts read'], rows)}\n\n${answer}`;
}

const STEPS = {
  state: 'state',
  item: 'item',
  overlay: 'overlay',
  override: 'override',
  request: 'request segment',
  regulation: 'regulation',
  usage: 'usage',
} as const satisfies Record<TraceStep['step'], string>;

function outcomeOf({ outcome }: TraceStep): string {
  return outcome.replaceAll('_', ' ');
}

function movedBy({ before = 0, after = before }: TraceStep): string {
  return before === after ? String(after) : `${String(before)} → **${String(after)}**`;
}
