import type { Kind, Provision, Row, Vendor } from '../pack/schema.ts';
import type { CivilDate } from '../time/calendar.ts';
import { ownCountry } from './place.ts';

/** A regulation, as it is in force for those who use the packs: a row under its id, and the pack that has the last word on it. */
export interface Regulation extends Row {
  readonly id: string;
  readonly pack: string;
}

/** A place in a group, half-open in time. */
export interface Membership {
  readonly code: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** Only for a home whose operator is such a one. */
  readonly operator?: string;
}

/** All packs together, checked and flattened: what the engine reads. Plain data, named by its content, and so immutable. */
export interface Rulebook {
  readonly v: 1;
  /** `rb_` and the beginning of its SHA-256. */
  readonly version: string;
  readonly packs: readonly string[];
  /** Who publishes; where no pack says it, only rows that ask for no vendor act. */
  readonly vendor?: Vendor;
  /** The areas that ISO has no code for, and what each lies in. */
  readonly places: Readonly<Record<string, string>>;
  /** The members of each group, those of groups inside it among them. */
  readonly groups: Readonly<Record<string, readonly Membership[]>>;
  /** By id. */
  readonly rows: readonly Regulation[];
}

/** A provision of one kind. */
export type ProvisionOf<K extends Kind> = Extract<Provision, { kind: K }>;

/** Thrown where a rulebook was written by a newer Licet, or is none. */
export class RulebookUnreadableError extends Error {
  readonly code = 'rulebook_unreadable';
}

/** A rulebook with its groups by member: what readers keep in memory, once per rulebook. */
export interface LoadedRulebook extends Rulebook {
  readonly members: ReadonlyMap<string, ReadonlyMap<string, readonly Membership[]>>;
}

/** Prepares a rulebook for reading. Throws RulebookUnreadableError for a form that this version does not know. */
export function loadRulebook(value: unknown): LoadedRulebook {
  if (!isRulebook(value))
    throw new RulebookUnreadableError('this is no rulebook of form 1, the one that this reader knows');
  const members = Object.entries(value.groups).map(
    ([group, memberships]) => [group, Map.groupBy(memberships, ({ code }) => ownCountry(code) ?? code)] as const,
  );
  return { ...value, members: new Map(members) };
}

/** Rulebooks are named by their hash and written by `compilePacks` alone, so their parts need no check: only that it is one. */
function isRulebook(value: unknown): value is Rulebook {
  return (
    typeof value === 'object' && value !== null && 'v' in value && value.v === 1 && 'rows' in value && 'groups' in value
  );
}
