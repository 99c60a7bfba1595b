import { type Assessment, assess } from '../regulation/assess.ts';
import type { Regulation } from '../regulation/rulebook.ts';
import type { FeatureType } from '../catalog/program.ts';
import { traced, type TraceStep } from '../terms/trace.ts';
import type { DecisionRequest } from './decide.ts';
import { questionOf, type Regulated } from './regulated.ts';
import { type Granted, layRuling, rulingOf } from './ruling.ts';

/** What each regulation that was asked said of a use, and why it did or did not matter, in the order of the ids. */
export function regulationSteps(
  regulated: Regulated,
  { place, use = {} }: DecisionRequest,
  granted: Granted,
  type: FeatureType,
  now: number,
): TraceStep[] {
  const { rows, situation } = questionOf(regulated, place?.['country'], place?.['subdivision'], use);
  if (rows === undefined) return [];
  const whole = assess(rows, situation, now);
  let below = granted;
  return rows.rows.map((row): TraceStep => {
    const alone = assess({ ...rows, rows: [row] }, situation, now);
    const counts = !whole.superseded.includes(row.id);
    const ruling = rulingOf(alone);
    const before = below;
    if (counts) below = layRuling(before, ruling, type);
    // What two rows bar is barred by both.
    const restricts = layRuling(granted, ruling, type) !== granted;
    return {
      step: 'regulation',
      id: row.id,
      outcome: counts ? outcomeOf(alone, restricts) : 'superseded',
      ...traced('before', before.value),
      ...traced('after', below.value),
      facts: factsOf(row, alone),
    };
  });
}

function outcomeOf({ rows, undetermined }: Assessment, restricts: boolean): TraceStep['outcome'] {
  if (restricts) return undetermined.length > 0 ? 'restricted' : 'applied';
  return rows.length > 0 ? 'no_effect' : 'not_concerned';
}

function factsOf({ source, tag, pack }: Regulation, alone: Assessment): NonNullable<TraceStep['facts']> {
  const { verdict, undetermined, attributes, obligations, cap, day, situation } = alone;
  const asked = obligations.flatMap((one) => (one.kind === 'require.consent' && !one.given ? one.forms : []));
  const missing = [
    ...undetermined.map(({ why }) => why),
    ...attributes.filter(({ held }) => !held).map(({ name }) => name),
    ...asked,
  ];
  return {
    verdict,
    ...(missing.length > 0 && { missing }),
    ...(cap !== null && { cap: cap.max }),
    place: situation.places.usage?.[0] ?? null,
    on: day,
    pack,
    source,
    tag,
  };
}
