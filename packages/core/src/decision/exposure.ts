import type { Experiment, Layer } from '../catalog/load.ts';
import { truth } from '../segment/evaluate.ts';
import type { Asker, Scope } from '../segment/scope.ts';
import type { Exposure } from './decision.ts';

/**
 * The exposure to the experiment that a segment is, given whether the segment holds. There is none where the rest of its rule decides,
 * whatever the lot: who could never be drawn is nobody to compare with.
 */
export function exposureTo(
  { experiment }: Layer,
  holds: boolean | undefined,
  scope: Scope,
  asker: Asker,
): Exposure | undefined {
  if (experiment === undefined || !mayDecide(experiment, scope, asker)) return undefined;
  return { experiment: experiment.name, included: holds ?? null };
}

/** Whether the lot of an experiment may decide for somebody. */
export function mayDecide({ undrawn }: Experiment, scope: Scope, asker: Asker): boolean {
  return truth(undrawn(scope, asker)) === undefined;
}
