import type { ConfiguredHome } from '@licet/contracts';
import { environment } from './environment.ts';

/** The homes of this deployment, in their order of preference, and which of them this cell is. */
export interface Homes {
  readonly here: string;
  readonly all: readonly ConfiguredHome[];
}

/** The homes as the stack names them. */
export function ownHomes(): Homes {
  const all: unknown = JSON.parse(environment('HOMES'));
  if (!isHomes(all)) throw new Error('HOMES is not the list of homes that the stack sets');
  return { here: environment('HOME_REGION'), all };
}

/** By hand, since the functions that decide carry no schema library. */
function isHomes(value: unknown): value is readonly ConfiguredHome[] {
  return (
    Array.isArray(value) &&
    value.every((home) => typeof home === 'object' && home !== null && 'id' in home && 'place' in home)
  );
}

/** How to get to another home: in words, and as members of a problem. */
export function directionsTo(
  { all }: Homes,
  home: string,
): { says: string; members: Readonly<Record<string, string>> } {
  const found = all.find(({ id }) => id === home);
  if (found === undefined)
    return {
      says: `this deployment has no such home, but ${all.map(({ id }) => id).join(', ')}`,
      members: { home },
    };
  const { address } = found;
  if (address === undefined)
    return {
      says: `call its API, which is the output Api of the stack in ${home}; this cell has not been told the address`,
      members: { home },
    };
  return { says: `call its API at ${address}`, members: { home, address } };
}
