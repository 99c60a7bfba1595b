import type { LoadedProgram } from '../catalog/load.ts';
import type { Item, License } from './license.ts';

/** The last item of each line: whose end asks for a renewal. */
export function lastItems(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.line, item])).values()];
}

/**
 * Whether a line does not go on by itself: it was cancelled, another base plan follows, it is renewed with its base plan, or there is none
 * that stands on: an add-on outlives nothing.
 */
export function isCut({ cancellation, items, at }: License, item: Item, program: LoadedProgram): boolean {
  const end = item.to;
  if (end === null) return true;
  if ((cancellation?.orders[item.order] ?? Number.POSITIVE_INFINITY) <= Math.max(end, at)) return true;
  const bases = items.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  if (program.plans.get(item.plan)?.plan.kind !== 'base')
    return item.coterm === true || !bases.some(({ from, to }) => from <= end && (to === null || end < to));
  return bases.some(({ line, from }) => line !== item.line && from >= end);
}
