import type { Expression } from '../../segment/expression.ts';
import { printRule } from '../../segment/print.ts';
import type { Report } from '../report.ts';
import { factsAbout } from './facts-about.ts';
import type { Questions } from './questions.ts';
import { isOperation } from './walk.ts';

/** A segment whose rule could be read. */
export interface AnalysedSegment {
  readonly name: string;
  readonly level: 'customer' | 'request';
  readonly rank: number;
  readonly rule: Expression;
}

/** A question that the procedure did not answer, and why. What is not claimed is not excluded. */
export interface NotAnalysed {
  readonly segment: string;
  readonly question: 'never_matches' | 'always_matches' | 'overlaps' | 'shadowed' | 'without_effect';
  /** The other segment, where the question is about two. */
  readonly other?: string;
  readonly why: string;
}

/** Long lists of countries hide what a rule says. */
const SHORT = { longestList: 4 };

/** Asks whether a segment can match at all, and whether it can do anything else. Returns whether it can match, as far as is known. */
export function analyseAlone(
  { name, level, rule }: AnalysedSegment,
  questions: Questions,
  report: Report,
  notAnalysed: NotAnalysed[],
): boolean {
  const path = ['segments', name, 'rule'];
  const match = questions.canMatch(rule);
  if (match.kind === 'not_analysed') notAnalysed.push({ segment: name, question: 'never_matches', why: match.why });
  if (match.kind === 'impossible') {
    report.add('segment_never_matches', path, () => neverMatches(name, rule, questions));
    return false;
  }
  const miss = questions.canMiss(rule);
  if (miss.kind === 'not_analysed') notAnalysed.push({ segment: name, question: 'always_matches', why: miss.why });
  if (miss.kind === 'impossible') {
    const who = level === 'customer' ? 'every customer' : 'every request';
    report.add('segment_always_matches', path, `"${name}" matches ${who}: ${printRule(rule, SHORT)} is always true`);
  }
  return true;
}

/** Names the smallest part of the rule that cannot be: what the author has to look at. */
function neverMatches(name: string, rule: Expression, questions: Questions): string {
  const parts = isOperation(rule) && rule[0] === 'and' ? rule[1] : [rule];
  let core = parts;
  for (const part of parts) {
    const without = core.filter((other) => other !== part);
    if (questions.canMatch(['and', without]).kind === 'impossible') core = without;
  }
  const [only, ...others] = core.map((part) => printRule(part, SHORT));
  const reason =
    others.length === 0 ? `${only} is never true` : `${[only, ...others].join(' and ')} exclude each other`;
  const facts = factsAbout(core, questions.knowledge);
  return `"${name}" can never match: ${reason}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`;
}
