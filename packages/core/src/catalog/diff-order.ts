import { disagreement } from './analysis/effects.ts';
import type { CatalogChange } from './change.ts';
import type { Effect } from './checks/overlays.ts';
import type { Program } from './program.ts';

/** Of so many segments on one feature the order is compared pair by pair. */
const MOST_COMPARED = 200;

/** Effects that are laid in another order than they were, where the order matters. */
export function orderChanges(before: Program, after: Program): CatalogChange[] {
  const [old, fresh] = [orderOf(before), orderOf(after)];
  return [...fresh].flatMap(([key, effects]) => {
    const places = new Map((old.get(key) ?? []).map(({ segment }, place) => [segment, place]));
    const common = effects.filter(({ segment }) => places.has(segment)).slice(0, MOST_COMPARED);
    return common.flatMap((later, index): CatalogChange[] => {
      const passed = common
        .slice(0, index)
        .filter((earlier) => (places.get(earlier.segment) ?? 0) > (places.get(later.segment) ?? 0))
        .filter((earlier) => disagreement(earlier, later) !== undefined)
        .map(({ segment }) => segment);
      if (passed.length === 0) return [];
      const [feature, name] = [later.feature, later.segment];
      return [
        {
          kind: 'changed',
          what: 'overlay',
          name,
          feature,
          before: { laidBefore: passed },
          after: { laidAfter: passed },
        },
      ];
    });
  });
}

/** The effects on each feature, by level, in the order in which they are laid. */
function orderOf({ segments, features }: Program): Map<string, Effect[]> {
  const laid = segments.flatMap(({ name, level, effects }) =>
    effects.map(([index, operation, value]) => {
      const feature = features[index]?.name ?? '';
      return { level, effect: { segment: name, feature, operation, value } };
    }),
  );
  const byFeature = Map.groupBy(laid, ({ level, effect }) => `${level} ${effect.feature}`);
  return new Map([...byFeature].map(([key, of]) => [key, of.map(({ effect }) => effect)]));
}
