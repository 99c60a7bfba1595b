import type { Examined } from '../checks/examined.ts';
import { shownEffect } from './effects.ts';
import { NOT_FALSE } from './outcome.ts';
import type { Laid } from './pairs.ts';
import type { Questions } from './questions.ts';
import type { NotAnalysed } from './segment.ts';
import { basePlansOf, isIdle, rangeOnPlan, type ValueRange, withMaybe } from './value-range.ts';

/** Nothing is known of what a request segment is laid on: an override for one license may have set anything before it. */
const ANYTHING: ValueRange = { least: 0, most: Number.POSITIVE_INFINITY };

/** Finds effects that change nothing, on any plan that their segment can meet. `laid` is one feature's, of one level, in order. */
export function analyseIdle(
  examined: Examined,
  laid: readonly Laid[],
  questions: Questions,
  notAnalysed: NotAnalysed[],
): void {
  const { catalog, plans, report } = examined;
  for (const [index, { segment, effect }] of laid.entries()) {
    const feature = catalog.features[effect.feature];
    if (feature === undefined || feature.type === 'static') continue;
    const path = ['overlays', segment.name, effect.feature];
    const what = `"${segment.name}" lays ${shownEffect(effect)} on "${effect.feature}", which changes nothing`;
    if (isIdle(effect, ANYTHING)) {
      report.add('overlay_without_effect', path, what);
      continue;
    }
    if (segment.level === 'request') continue;
    const before = laid.slice(0, index).map((one) => one.effect);
    const met: string[] = [];
    let busy = false;
    for (const [name, versions] of basePlansOf(plans, feature.product)) {
      const idleOn = versions.every((version) => {
        const plan = plans[version];
        if (plan === undefined) return true;
        const bought = rangeOnPlan(plan, effect.feature, feature, plans);
        return isIdle(
          effect,
          before.reduce((range, one) => withMaybe(one, range), bought),
        );
      });
      const meets = questions.canBe([segment.rule, NOT_FALSE], [['==', ['var', 'license', 'plan'], name], 1]);
      if (meets.kind === 'impossible') continue;
      met.push(name);
      if (idleOn) continue;
      busy = true;
      if (meets.kind === 'not_analysed')
        notAnalysed.push({ segment: segment.name, question: 'without_effect', why: meets.why });
      break;
    }
    if (busy) continue;
    const where =
      met.length === 0
        ? `it can meet no plan of "${feature.product}"`
        : `it can meet only ${met.join(', ')}, where things are so without it`;
    report.add('overlay_without_effect', path, `${what}: ${where}`);
  }
}
