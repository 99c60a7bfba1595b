import type { Effect } from '../checks/overlays.ts';
import type { Report } from '../report.ts';
import { describeExample } from './describe-example.ts';
import { disagreement, hides, mayRestrict, shownEffect } from './effects.ts';
import { NOT_FALSE, TRUE } from './outcome.ts';
import type { Questions } from './questions.ts';
import type { AnalysedSegment, NotAnalysed } from './segment.ts';

const EXHAUSTED = 'the catalog has more to compare than is looked at';

/** An effect with the segment that lays it. */
export interface Laid {
  readonly segment: AnalysedSegment;
  readonly effect: Effect;
}

/** Finds segments of one rank that meet on a feature with effects whose order matters. `laid` is one feature's, of one level, in order. */
export function analyseTies(
  laid: readonly Laid[],
  questions: Questions,
  report: Report,
  notAnalysed: NotAnalysed[],
): void {
  for (const [index, one] of laid.entries()) {
    if (questions.exhausted) notAnalysed.push({ segment: one.segment.name, question: 'overlaps', why: EXHAUSTED });
    for (const other of questions.exhausted ? [] : laid.slice(0, index)) {
      if (other.segment.rank !== one.segment.rank) continue;
      const differ = disagreement(one.effect, other.effect);
      if (differ === undefined) continue;
      const names = { segment: one.segment.name, other: other.segment.name };
      const both = questions.canBothMatch(one.segment.rule, other.segment.rule);
      if (both.kind === 'not_analysed') notAnalysed.push({ ...names, question: 'overlaps', why: both.why });
      if (both.kind !== 'possible') continue;
      report.add(
        'rank_tie',
        ['overlays', one.segment.name, one.effect.feature],
        `"${one.segment.name}" and "${other.segment.name}" have rank ${one.segment.rank} and both change "${one.effect.feature}", ` +
          `with ${shownEffect(one.effect)} and ${shownEffect(other.effect)}, whose order matters; both match where ` +
          `${describeExample(both.example)}. Give one of them another rank.`,
      );
    }
  }
}

/** Finds effects that another segment, laid later, undoes whenever they are there. */
export function analyseShadows(
  laid: readonly Laid[],
  isStatic: boolean,
  questions: Questions,
  report: Report,
  notAnalysed: NotAnalysed[],
): void {
  for (const [index, one] of laid.entries()) {
    const unsure: NotAnalysed[] = [];
    if (questions.exhausted) unsure.push({ segment: one.segment.name, question: 'shadowed', why: EXHAUSTED });
    for (const [between, later] of questions.exhausted ? [] : laid.slice(index + 1).entries()) {
      if (!hides(later.effect, one.effect, between)) continue;
      // What may restrict applies where its segment is not known to hold, too: then the later one has to hold there as well.
      const outcomes = mayRestrict(one.effect, isStatic) ? NOT_FALSE : TRUE;
      const alone = questions.canBeWithout([one.segment.rule, outcomes], later.segment.rule);
      if (alone.kind === 'not_analysed')
        unsure.push({ segment: one.segment.name, question: 'shadowed', other: later.segment.name, why: alone.why });
      if (alone.kind !== 'impossible') continue;
      unsure.length = 0;
      report.add(
        'overlay_shadowed',
        ['overlays', one.segment.name, one.effect.feature],
        `"${one.segment.name}" lays ${shownEffect(one.effect)} on "${one.effect.feature}", and nothing of it is left: ` +
          `"${later.segment.name}" comes after it, matches whenever it does, and lays ${shownEffect(later.effect)}`,
      );
      break;
    }
    notAnalysed.push(...unsure);
  }
}
