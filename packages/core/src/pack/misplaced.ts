import { isPlace } from '../regulation/place.ts';
import type { LoadedRulebook } from '../regulation/rulebook.ts';
import type { Situation } from '../regulation/situation.ts';
import { unknownPlace } from './unknown-place.ts';

/** A code in a situation that is of no place: where it stands, and what would be one. */
export interface Misplaced {
  readonly at: readonly string[];
  readonly detail: string;
}

/** The codes of a situation that name no place exactly. An assessment takes them for unknown; who asks may have mistyped. */
export function misplaced(
  { places, members }: LoadedRulebook,
  { places: by, vendorNexus, homes = [] }: Pick<Situation, 'places' | 'vendorNexus' | 'homes'>,
): readonly Misplaced[] {
  const named = [
    ...Object.entries(by).flatMap(([factor, codes = []]) =>
      codes.map((code, index) => ({ code, at: ['places', factor, String(index)], groups: false })),
    ),
    ...vendorNexus.map((code, index) => ({ code, at: ['vendorNexus', String(index)], groups: true })),
    ...homes.map(({ place }, index) => ({ code: place, at: ['homes', String(index), 'place'], groups: false })),
  ];
  return named
    .filter(({ code, groups }) => !isPlace(code, places) && !(groups && members.has(code)))
    .map(({ code, at }) => ({ at, detail: unknownPlace(code, places) }));
}
