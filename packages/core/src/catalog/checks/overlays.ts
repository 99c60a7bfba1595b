import { effectOf, GrantMismatch } from '../grant.ts';
import type { GrantValue } from '../program.ts';
import type { EffectOperation } from '../../terms/effect.ts';
import { entry, type Examined, reportUnknown } from './examined.ts';

/** An effect that fits its feature. */
export interface Effect {
  readonly segment: string;
  readonly feature: string;
  readonly operation: EffectOperation;
  /** `null` is unlimited. */
  readonly value: GrantValue;
}

/** Checks what overlays lay on plans, and returns the effects that fit. */
export function checkOverlays(examined: Examined): readonly Effect[] {
  const { catalog, report } = examined;
  return Object.entries(catalog.overlays).flatMap(([segment, written]) => {
    if (entry(catalog.segments, segment) === undefined)
      reportUnknown(
        examined,
        'segments',
        'segment',
        segment,
        ['overlays', segment],
        'an overlay is named after its segment: ',
      );
    return Object.entries(written).flatMap(([name, effect]): Effect[] => {
      const path = ['overlays', segment, name];
      const feature = entry(catalog.features, name);
      if (feature === undefined) {
        reportUnknown(examined, 'features', 'feature', name, path);
        return [];
      }
      const fitting = effectOf(feature, effect);
      if (fitting instanceof GrantMismatch) {
        report.add('grant_mismatch', path, fitting.message);
        return [];
      }
      const [operation, value] = fitting;
      return [{ segment, feature: name, operation, value }];
    });
  });
}
