import type { CivilDate } from '../time/calendar.ts';
import { isHeld } from './acting.ts';
import { standing } from './membership.ts';
import { type Acted, ofKind } from './merge.ts';
import { order, sorted } from './order.ts';
import { locate } from './place.ts';
import type { LoadedRulebook } from './rulebook.ts';
import type { Situation } from './situation.ts';

/** Where data may live. */
export interface PermittedHomes {
  /** The ids of the homes to choose from that every row permits, in their order; null where there was nothing to choose from. */
  readonly permitted: readonly string[] | null;
  /** What each row permits. */
  readonly within: readonly { readonly row: string; readonly places: readonly string[] }[];
  /** Safeguards that are held and permit every home. */
  readonly recorded: readonly string[];
}

/** The homes that all rows permit. Without any such row, all. */
export function permittedHomes(
  acted: readonly Acted[],
  rulebook: LoadedRulebook,
  { homes, attributes = {} }: Situation,
  day: CivilDate,
): PermittedHomes {
  const rows = ofKind(acted, 'data.home').map(({ row, provision: { within, or_attributes: or } }) => ({
    row,
    places: within,
    recorded: or?.filter((attribute) => isHeld(attributes, attribute, day)) ?? [],
  }));
  const binding = rows.filter(({ recorded }) => recorded.length === 0);
  const permitted = homes?.filter(({ place, operator }) => {
    const location = locate(place, rulebook.places);
    return binding.every(({ places }) => location && standing(rulebook, location, places, day, operator) === 'in');
  });
  return {
    permitted: permitted?.map(({ id }) => id) ?? null,
    within: binding.map(({ row, places }) => ({ row, places })).toSorted((a, b) => order(a.row, b.row)),
    recorded: sorted(rows.flatMap(({ recorded }) => recorded)),
  };
}
