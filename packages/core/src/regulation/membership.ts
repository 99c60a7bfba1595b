import type { CivilDate } from '../time/calendar.ts';
import { type Location, locate, ownCountry } from './place.ts';
import type { LoadedRulebook, Membership } from './rulebook.ts';

/** Whether a day lies in a half-open period, either end of which may be missing. */
export function within(day: CivilDate, from: CivilDate | undefined, to: CivilDate | undefined): boolean {
  return (from === undefined || from <= day) && (to === undefined || day < to);
}

/** How a place stands to what a row names: in it, not in it, or, since only its country is known, perhaps in it. */
export type Standing = 'in' | 'out' | 'open';

/** How a place stands to a list of places and groups on a day; without one, at any time. */
export function standing(
  rulebook: LoadedRulebook,
  location: Location,
  named: readonly string[],
  day: CivilDate | undefined,
  operator?: readonly string[],
): Standing {
  for (const name of named) {
    if (name === '*' || location.codes.includes(ownCountry(name) ?? name)) return 'in';
    const members = rulebook.members.get(name);
    if (members === undefined) continue;
    for (const code of location.codes) if (holds(members.get(code), day, operator)) return 'in';
  }
  return location.open && mayLieIn(rulebook, location, named, day) ? 'open' : 'out';
}

function holds(
  memberships: readonly Membership[] | undefined,
  day: CivilDate | undefined,
  operator: readonly string[] = [],
): boolean {
  if (memberships === undefined) return false;
  return memberships.some(
    ({ from, to, operator: needed }) =>
      (day === undefined || within(day, from, to)) && (needed === undefined || operator.includes(needed)),
  );
}

/** Whether a place of which only the country is known may be in one of these. */
function mayLieIn(
  { members, places }: LoadedRulebook,
  { codes }: Location,
  named: readonly string[],
  day: CivilDate | undefined,
): boolean {
  const isPart = (code: string) =>
    codes.some((country) =>
      code.startsWith('x-') ? locate(code, places)?.codes.includes(country) : code.startsWith(`${country}-`),
    );
  return named.some((name) => {
    const group = members.get(name);
    if (group === undefined) return isPart(ownCountry(name) ?? name);
    return [...group].some(([code, memberships]) => isPart(code) && holds(memberships, day));
  });
}
