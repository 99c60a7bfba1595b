import type { Provision } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { isHeld } from './acting.ts';
import { order, sorted } from './order.ts';
import type { ProvisionOf } from './rulebook.ts';
import type { Situation } from './situation.ts';

/** A provision that acts, and the row that it is of. */
export interface Acted<P extends Provision = Provision> {
  readonly row: string;
  readonly provision: P;
}

/** Something merged of several rows, with those that made it what it is. */
export type By<T> = T & { readonly rows: readonly string[] };

/** The provisions of one kind among those that act. */
export function ofKind<K extends Provision['kind']>(acted: readonly Acted[], kind: K): Acted<ProvisionOf<K>>[] {
  return acted.filter((one): one is Acted<ProvisionOf<K>> => one.provision.kind === kind);
}

/** The smallest (by `compare`) of what rows say, with all rows that say as much; null where none says anything. */
export function strictest<T extends By<object>>(said: readonly T[], compare: (a: T, b: T) => number): T | null {
  // Of equals, such as P12M and P1Y, always the same is shown, whatever the order of rows.
  const [least] = said.toSorted((a, b) => compare(a, b) || order(JSON.stringify(a), JSON.stringify(b)));
  if (least === undefined) return null;
  const equal = said.filter((one) => compare(one, least) === 0);
  return { ...least, rows: sorted(equal.flatMap(({ rows }) => rows)) };
}

/** Each thing that any row asks for, with all rows that do. */
export function union<T extends string>(
  said: readonly (readonly [thing: T, row: string])[],
): By<{ readonly name: T }>[] {
  return [...Map.groupBy(said, ([thing]) => thing)]
    .map(([name, by]) => ({ name, rows: sorted(by.map(([, row]) => row)) }))
    .toSorted((a, b) => order(a.name, b.name));
}

/** The least that a feature is capped to; null where no row caps it. */
export function limitCap(acted: readonly Acted[]): By<{ readonly max: number }> | null {
  const said = ofKind(acted, 'limit.cap').map(({ row, provision: { max } }) => ({ max, rows: [row] }));
  return strictest(said, (a, b) => a.max - b.max);
}

/** The attributes that rows require, and whether they are held. */
export function requiredAttributes(
  acted: readonly Acted[],
  { attributes = {} }: Situation,
  day: CivilDate,
): By<{ readonly name: string; readonly held: boolean }>[] {
  const said = ofKind(acted, 'require.attribute').flatMap(({ row, provision }) =>
    provision.attributes.map((attribute) => [attribute, row] as const),
  );
  return union(said).map((one) => ({ ...one, held: isHeld(attributes, one.name, day) }));
}
